import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { SandboxServer } from '../server';
import { environmentVariables, VARIABLES_TO_UNSET } from './environment-variables';

const HIGHEST_PORT = 65_535;
const USAGE_ERROR = 2;

/**
 * The command line.
 *
 * @param file this very JavaScript file
 */
export function program(file: string): Command {
  const command = new Command('cdk-org-guard')
    .description('Tools of the CDK construct library cdk-org-guard')
    .version(version)
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR));

  command.command('sandbox')
    .description('Starts a local AWS for stacks of this library, on this computer only. With a command, runs that against it and stops; '
      + 'without one, stays and prints the environment to set.')
    .option('-p, --port <port>', 'the port to listen on; 0 takes a free one', port, 0)
    .argument('[command...]', 'what to run, after --, for example: -- cdk deploy')
    .addHelpText('after', '\nExample: npx cdk-org-guard sandbox -- npx cdk deploy')
    .action((words: string[], options: { port: number }) => sandbox(file, words, options));
  return command;
}

async function sandbox(file: string, [executable, ...words]: string[], options: { port: number }): Promise<void> {
  const server = await SandboxServer.start({ port: options.port, runtimeFile: file }).catch((error: Error) => {
    console.error(`error: the sandbox can't listen: ${error.message}`);
    return process.exit(1);
  });
  const variables = environmentVariables(server.port, server.sandbox.environment);
  const stop = async (exitCode: number): Promise<void> => {
    await server.close();
    await rm(variables.CDK_HOME as string, { recursive: true, force: true });
    process.exit(exitCode);
  };
  if (executable !== undefined) return stop(await run(executable, words, variables));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(0));
  printEnvironment(variables);
}

function run(executable: string, words: string[], variables: Record<string, string>): Promise<number> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  for (const name of VARIABLES_TO_UNSET) delete env[name];
  return new Promise((resolve) => {
    const child = spawn(executable, words, { env, stdio: 'inherit' });
    // The command gets the signal as well, and its end is ours.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(`error: ${executable} can't be run: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function printEnvironment(variables: Record<string, string>): void {
  console.log('# The sandbox is running. In another terminal, set this and use cdk as usual; Ctrl-C here ends it.');
  console.log(`unset ${VARIABLES_TO_UNSET.join(' ')}`);
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}='${value}'`);
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > HIGHEST_PORT) throw new InvalidArgumentError(`It must be a number from 0 to ${HIGHEST_PORT}.`);
  return number;
}
