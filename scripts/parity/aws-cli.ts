import type { Answer, Caller } from './calls';
import { absent, ForeignClient, NOT_THERE } from './foreign-client';
import { run, RunResult } from './run';
import { driveIdentityStore } from './scenario';

/** The AWS CLI, version 1 or 2: every call is a command with options of its own. */
export const AWS_CLI: ForeignClient = {
  name: 'AWS CLI',
  async find(environment) {
    const env = { ...environment, AWS_PAGER: '' };
    const { exitCode, stdout, stderr } = await run('aws', ['--version'], { env });
    const [, version] = /aws-cli\/(\S+)/.exec(`${stdout}${stderr}`) ?? [];
    if (exitCode !== 0 || version === undefined) return absent(NOT_THERE);
    return { kind: 'FOUND', title: `AWS CLI ${version}`, drive: (steps) => driveIdentityStore(callerIn(env), steps, environment) };
  },
};

function callerIn(env: NodeJS.ProcessEnv): Caller {
  const command = async (operation: string, input: object, more: readonly string[]): Promise<Answer> => {
    const words = ['identitystore', kebab(operation), ...optionsOf(input), ...more, '--output', 'json'];
    return answerOf(operation, await run('aws', words, { env }));
  };
  return {
    call: (operation, input) => command(operation, input, []),
    list: (operation, input) => command(operation, input, ['--page-size', '1']),
  };
}

function optionsOf(input: object): string[] {
  return Object.entries(input).flatMap(([member, value]) => [`--${kebab(member)}`, typeof value === 'string' ? value : JSON.stringify(value)]);
}

function answerOf(operation: string, { exitCode, stdout, stderr }: RunResult): Answer {
  if (exitCode === 0) return { kind: 'OUTPUT', output: stdout.trim() === '' ? {} : JSON.parse(stdout) as object };
  const [, code, name, message] = /An error occurred \((\w+)\) when calling the (\w+) operation.*?: (.*)/s.exec(stderr) ?? [];
  if (code === undefined || name !== operation) return { kind: 'ERROR', code: `exit code ${exitCode}`, message: stderr.trim() };
  return { kind: 'ERROR', code, message: message?.trim() ?? '' };
}

/** `CreateUser` becomes `create-user`. */
function kebab(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
