import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { IdentityStore } from '../identity-store/identity-stores';
import { parseSeed } from '../seed/parse';
import { switchesOfProbe, withSwitches } from '../seed/probe-result';
import type { Seed } from '../seed/seed';
import { SandboxServer } from '../server';
import { environmentVariables, newCdkHome, shellLines, variablesToUnset } from './environment-variables';
import { fail, reasonOf, USAGE_ERROR } from './failure';
import { whyNotRecorded } from './record-only';
import { runCommand } from './run-command';
import { makeKnown, RunningSandbox } from './running-sandboxes';
import { SIGNALS } from './signals';

export interface RunOptions {
  readonly port: number;
  readonly seed?: string;
  readonly switches?: readonly string[];
  readonly recordOnly?: readonly string[];
  readonly typeCheck: boolean;
}

/** Starts a sandbox and runs a command in it, or stays until it is told to stop. */
export async function runSandbox(file: string, [executable, ...words]: string[], options: RunOptions): Promise<void> {
  const { port, seed, switches = [], recordOnly = [], typeCheck } = options;
  for (const why of recordOnly.map((type) => whyNotRecorded(type, typeCheck))) if (why !== undefined) return fail(why, USAGE_ERROR);
  const planted = switches.reduce(withProbed, seed === undefined ? {} : readSeed(seed));
  const cdkHome = temporaryDirectory();
  process.once('exit', () => rmSync(cdkHome, { recursive: true, force: true }));
  const server = await SandboxServer.start({ port, runtimeFile: file, seed: planted, recordOnly, storeMadeUp })
    .catch((error: NodeJS.ErrnoException) => fail(`the sandbox can't start: ${whyNot(error, port)}`));
  const variables = environmentVariables(server.port, server.sandbox.home.environment, cdkHome);
  const endpoint = variables.AWS_ENDPOINT_URL as string;
  process.once('exit', madeKnown({ endpoint, processId: process.pid, directory: process.cwd(), variables }));
  const stop = async (exitCode: number): Promise<void> => {
    await server.close();
    process.exit(exitCode);
  };
  for (const remark of remarksOn(planted)) console.error(`remark: ${remark}`);
  for (const type of recordOnly) console.error(`warning: resources of the type ${type} are only recorded`);
  if (executable !== undefined) {
    // On the other stream than what the command prints for others to read.
    console.error(`The sandbox is running at ${endpoint}. In another terminal, npx cdk-org-guard sandbox state shows what is in it.`);
    return stop(await runCommand(executable, words, environmentFor(variables)));
  }
  for (const signal of SIGNALS) process.once(signal, () => void stop(0));
  console.log(`# The sandbox is running at ${endpoint}. In another terminal: eval "$(npx cdk-org-guard sandbox env)", then cdk as usual. Ctrl-C here ends it.`);
  for (const line of shellLines(variables)) console.log(line);
}

function readSeed(file: string): Seed {
  try {
    return parseSeed(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return fail(`the seed ${file} can't be used: ${reasonOf(thrown)}`);
  }
}

/** The seed with what a probe has found, which counts for more than what the seed says. */
function withProbed(seed: Seed, file: string): Seed {
  try {
    return { ...seed, switches: withSwitches(seed.switches, switchesOfProbe(readFileSync(file, 'utf8'))) };
  } catch (thrown) {
    return fail(`the switches in ${file} can't be used: ${reasonOf(thrown)}`);
  }
}

/** What of a snapshot isn't in the sandbox, though it was there. */
function remarksOn({ snapshot }: Seed): string[] {
  if (!snapshot) return [];
  const { reading, isRedacted, identityStores, stacks, organization, notRead } = snapshot;
  const names = stacks.map(({ stackName }) => stackName).join(', ');
  return [
    `what is in the sandbox was read at ${reading.endedAt} by ${reading.caller.arn}.`,
    ...(isRedacted ? ['the snapshot is redacted, so that nobody in it has the name or the address that is really there.'] : []),
    ...(identityStores.length === 0 ? ['the snapshot has no identity store, so that nothing is known of users and groups: take it with --identity-store.'] : []),
    ...(stacks.length > 0 ? [`the deployed stacks of the snapshot (${names}) aren't in the sandbox, so that each is deployed as if for the first time.`] : []),
    ...(organization ? [] : ['the snapshot has no organization, so that the account is in none.']),
    ...notRead.map(({ what, why }) => `nothing is known of ${what}: ${why}`),
  ];
}

function temporaryDirectory(): string {
  try {
    return newCdkHome();
  } catch (thrown) {
    return fail(`nothing can be written in ${tmpdir()}, the directory for temporary files (TMPDIR): ${reasonOf(thrown)}`);
  }
}

/** A sandbox that other terminals don't find is as good as any other. */
function madeKnown(sandbox: RunningSandbox): () => void {
  try {
    return makeKnown(sandbox);
  } catch (thrown) {
    console.error(`warning: other terminals need --endpoint ${sandbox.endpoint} to find this sandbox: ${reasonOf(thrown)}`);
    return () => undefined;
  }
}

function whyNot(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is in use; --port takes another one, and 0 any that is free`;
  if (error.code === 'EACCES') return `port ${port} needs privileges; --port takes another one, and 0 any that is free`;
  return reasonOf(error);
}

function storeMadeUp({ identityStoreId, region }: IdentityStore): void {
  console.error(`remark: no seed names an identity store, so ${identityStoreId} was made up in ${region}, empty. `
    + 'Name the store in a seed, and every other id or Region is refused, as AWS does.');
}

function environmentFor(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  for (const name of variablesToUnset(env)) delete env[name];
  return env;
}
