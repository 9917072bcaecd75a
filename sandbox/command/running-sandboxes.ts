import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** A sandbox that runs on this computer, as other terminals find it. */
export interface RunningSandbox {
  readonly endpoint: string;
  readonly processId: number;
  /** The directory in which it was started, by which a person knows it among others. */
  readonly directory: string;
  /** What leads clients to it. */
  readonly variables: Readonly<Record<string, string>>;
}

const ONLY_OWNER = 0o700;
const ONLY_OWNER_READS = 0o600;
const WRITTEN_BY_OTHERS = 0o022;
const SUFFIX = '.json';

/** How long a sandbox that is busy may take to accept a connection, in milliseconds. */
const LONGEST_CONNECTING = 2000;

/**
 * Makes a sandbox known to the other terminals of its user, until what is returned is called.
 *
 * @throws when the directory can't be written, or isn't only this user's
 */
export function makeKnown(sandbox: RunningSandbox, temporary = tmpdir()): () => void {
  const directory = ownDirectory(temporary);
  mkdirSync(directory, { recursive: true, mode: ONLY_OWNER });
  checkOwner(directory);
  // Whoever had this port before has it no more.
  for (const { file, endpoint } of known(directory)) if (endpoint === sandbox.endpoint) rmSync(file, { force: true });
  const file = path.join(directory, `${sandbox.processId}${SUFFIX}`);
  writeFileSync(file, JSON.stringify(sandbox), { mode: ONLY_OWNER_READS });
  return () => rmSync(file, { force: true });
}

/** The sandboxes of this user that run. What those have left that ended without a word is cleaned up. */
export async function runningSandboxes(temporary = tmpdir()): Promise<readonly RunningSandbox[]> {
  const directory = ownDirectory(temporary);
  try {
    checkOwner(directory);
  } catch {
    return [];
  }
  const answering = await Promise.all(known(directory).map(async ({ file, ...sandbox }) => {
    if (isAlive(sandbox.processId) && await accepts(new URL(sandbox.endpoint))) return [sandbox];
    rmSync(file, { force: true });
    return [];
  }));
  return answering.flat();
}

/** For each user another one: what stands in it is evaluated by a shell. */
function ownDirectory(temporary: string): string {
  return path.join(temporary, `cdk-org-guard-sandboxes-${process.getuid?.() ?? 'own'}`);
}

/** In a directory that all users share anybody can make one of this name. */
function checkOwner(directory: string): void {
  const status = lstatSync(directory);
  const user = process.getuid?.();
  if (!status.isDirectory()) throw new Error(`${directory} is no directory`);
  if (user !== undefined && (status.uid !== user || (status.mode & WRITTEN_BY_OTHERS) !== 0)) throw new Error(`${directory} belongs to others`);
}

function known(directory: string): readonly (RunningSandbox & { readonly file: string })[] {
  return readdirSync(directory).filter((name) => name.endsWith(SUFFIX)).flatMap((name) => {
    const file = path.join(directory, name);
    try {
      return [{ ...JSON.parse(readFileSync(file, 'utf8')) as RunningSandbox, file }];
    } catch {
      // It has just been removed, or is being written.
      return [];
    }
  });
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** The id of a process that has ended can be that of another one by now. */
function accepts({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: LONGEST_CONNECTING });
    const end = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', end(true)).once('timeout', end(true)).once('error', end(false));
  });
}
