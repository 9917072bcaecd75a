import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IdentityStore } from '../identity-store/identity-stores';
import { parseSeed } from '../seed/parse';
import type { Seed } from '../seed/seed';
import { SandboxServer } from '../server';
import { environmentVariables, variablesToUnset } from './environment-variables';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface RunOptions {
  readonly port: number;
  readonly seed?: string;
  readonly recordOnly: readonly string[];
}

/** Starts a sandbox and runs a command in it, or stays until it is told to stop. */
export async function runSandbox(file: string, [executable, ...words]: string[], { port, seed, recordOnly }: RunOptions): Promise<void> {
  const planted = seed === undefined ? {} : readSeed(seed);
  const server = await SandboxServer.start({ port, runtimeFile: file, seed: planted, recordOnly, storeMadeUp })
    .catch((error: Error) => fail(`the sandbox can't start: ${error.message}`));
  const variables = environmentVariables(server.port, server.sandbox.home.environment);
  const stop = async (exitCode: number): Promise<void> => {
    await server.close();
    await rm(variables.CDK_HOME as string, { recursive: true, force: true });
    process.exit(exitCode);
  };
  for (const type of recordOnly) console.error(`warning: resources of the type ${type} are only recorded`);
  if (executable !== undefined) return stop(await run(executable, words, variables));
  for (const signal of SIGNALS) process.once(signal, () => void stop(0));
  printEnvironment(variables);
}

function readSeed(file: string): Seed {
  try {
    return parseSeed(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return fail(`the seed ${file} can't be used: ${(thrown as Error).message}`);
  }
}

function run(executable: string, words: string[], variables: Record<string, string>): Promise<number> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  for (const name of variablesToUnset(env)) delete env[name];
  return new Promise((resolve) => {
    const child = spawn(executable, words, { env, stdio: 'inherit' });
    // The command gets the signal as well. The sandbox ends when the command does.
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(`error: ${executable} can't be run: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function storeMadeUp({ identityStoreId, region }: IdentityStore): void {
  console.error(`remark: no seed names an identity store, so ${identityStoreId} was made up in ${region}, empty. `
    + 'Name the store in a seed, and every other id or Region is refused, as AWS does.');
}

function printEnvironment(variables: Record<string, string>): void {
  console.log('# The sandbox is running. In another terminal, set this and use cdk as usual; Ctrl-C here ends it.');
  console.log(`unset ${variablesToUnset(process.env).join(' ')}`);
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}='${value}'`);
}

function fail(message: string): never {
  console.error(`error: ${message}`);
  return process.exit(1);
}
