import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Manifest } from '@aws-cdk/cloud-assembly-schema';
import { reasonOf } from '../../sandbox/command/failure';
import { appCommand } from './app-command';
import { AppSettings, readAppSettings, UnusableSettings } from './app-settings';
import { SIGNALS } from '../../sandbox/command/signals';

/** Around an app. */
export interface SynthesisSurroundings {
  /** Where `cdk.json` is, and where the app runs. */
  readonly project: string;
  /** Where `.cdk.json` of the user is. */
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Those of the credentials, for stacks that name none. */
  readonly account?: string;
  readonly region?: string;
  /** The file descriptor for whatever the app prints. The standard output is the plan's. */
  readonly output: number;
}

/** Where the assembly of an app is, or why there is none and what to do. */
export type Synthesis =
  | { readonly directory: string; readonly remove: () => void; readonly refused?: undefined }
  | { readonly directory?: undefined; readonly remove?: undefined; readonly refused: string };

type Ended = { readonly exitCode: number | null; readonly signal: NodeJS.Signals | null } | { readonly error: Error };

/** Linux takes no variable of 128 KiB, and all of them have to fit. */
const LONGEST_CONTEXT = 65_536;

/**
 * Makes the assembly of an app as the `cdk` command does. An app that is a directory is an assembly already. Any other is run by a shell, and writes into a
 * directory that only its user can read, unless `cdk.json` names one.
 *
 * @param app a command or a directory; without it, what `cdk.json` says
 */
export async function synthesize(app: string | undefined, surroundings: SynthesisSurroundings): Promise<Synthesis> {
  const { project, home } = surroundings;
  try {
    const settings = readAppSettings(project, home);
    const wanted = app ?? settings.app;
    if (wanted === undefined) return { refused: noAppIn(project) };
    const directory = path.resolve(project, wanted);
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return { directory, remove: () => undefined };
    return await run(wanted, settings, surroundings);
  } catch (thrown) {
    if (thrown instanceof UnusableSettings) return { refused: thrown.message };
    throw thrown;
  }
}

/** Why there is nothing to synthesise, as far as that is known without the app. Who is in the wrong folder shouldn't wait for AWS to learn it. */
export function whyNoApp(app: string | undefined, { project, home }: Pick<SynthesisSurroundings, 'project' | 'home'>): string | undefined {
  try {
    return (app ?? readAppSettings(project, home).app) === undefined ? noAppIn(project) : undefined;
  } catch (thrown) {
    if (thrown instanceof UnusableSettings) return thrown.message;
    throw thrown;
  }
}

function noAppIn(project: string): string {
  return `there is no app: name one by --app, or as "app" in ${path.join(project, 'cdk.json')}`;
}

async function run(app: string, { build, output, context }: AppSettings, surroundings: SynthesisSurroundings): Promise<Synthesis> {
  const own = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-plan-'));
  const remove = removedAlsoBySignals(own);
  const directory = output === undefined ? path.join(own, 'cdk.out') : path.resolve(surroundings.project, output);
  mkdirSync(directory, { recursive: true });
  const environment = environmentOf(directory, own, context, surroundings);
  for (const command of [...build === undefined ? [] : [build], appCommand(app, surroundings.project)]) {
    const failure = failureOf(await ended(command, environment, surroundings));
    if (failure === undefined) continue;
    remove();
    return { refused: `the app can't be synthesised: ${command} ${failure}` };
  }
  return { directory, remove };
}

/** Also whoever ends the command leaves no assembly behind, which tells who is to have access. */
function removedAlsoBySignals(directory: string): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    remove();
    process.kill(process.pid, signal);
  };
  const remove = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    rmSync(directory, { recursive: true, force: true });
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return remove;
}

function environmentOf(
  directory: string, own: string, context: AppSettings['context'], { environment, account, region }: SynthesisSurroundings,
): NodeJS.ProcessEnv {
  const text = JSON.stringify(context);
  const overflow = path.join(own, 'context.json');
  const isLong = Buffer.byteLength(text) > LONGEST_CONTEXT;
  if (isLong) writeFileSync(overflow, text);
  return {
    ...environment,
    CDK_OUTDIR: directory,
    CDK_CLI_ASM_VERSION: Manifest.version(),
    CDK_CONTEXT_JSON: isLong ? '{}' : text,
    ...(isLong && { CONTEXT_OVERFLOW_LOCATION_ENV: overflow }),
    ...(account !== undefined && { CDK_DEFAULT_ACCOUNT: account }),
    ...(region !== undefined && { CDK_DEFAULT_REGION: region }),
  };
}

function ended(command: string, env: NodeJS.ProcessEnv, { project, output }: SynthesisSurroundings): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, cwd: project, env, stdio: ['inherit', output, output] });
    child.on('error', (error) => resolve({ error }));
    child.on('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

function failureOf(end: Ended): string | undefined {
  if ('error' in end) return `can't be run: ${reasonOf(end.error)}`;
  if (end.signal !== null) return `was ended by ${end.signal}`;
  return end.exitCode === 0 ? undefined : `ended with exit code ${end.exitCode}`;
}
