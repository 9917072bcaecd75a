import { driveCallByCall } from './call-by-call';
import type { Answer, Callers, Credentials, ServiceName } from './calls';
import { absent, ForeignClient, NOT_THERE } from './foreign-client';
import { run, RunResult } from './run';

/** The AWS CLI, version 1 or 2: every call is a command with options of its own. */
export const AWS_CLI: ForeignClient = {
  name: 'AWS CLI',
  async find(environment) {
    const env = { ...environment, AWS_PAGER: '' };
    const { exitCode, stdout, stderr } = await run('aws', ['--version'], { env });
    const [, version] = /aws-cli\/(\S+)/.exec(`${stdout}${stderr}`) ?? [];
    if (exitCode !== 0 || version === undefined) return absent(NOT_THERE);
    return { kind: 'FOUND', title: `AWS CLI ${version}`, drive: (steps, environments) => driveCallByCall(callersIn, steps, environments) };
  },
};

function callersIn(environment: NodeJS.ProcessEnv): Callers {
  const env = { ...environment, AWS_PAGER: '' };
  return {
    of(service: ServiceName, credentials?: Credentials) {
      const command = async (operation: string, input: object, more: readonly string[]): Promise<Answer> => {
        const words = [service, kebab(operation), ...optionsOf(input), ...more, '--output', 'json'];
        return answerOf(operation, await run('aws', words, { env: { ...env, ...(credentials && variablesOf(credentials)) } }));
      };
      return {
        call: (operation, input) => command(operation, input, []),
        list: (operation, input) => command(operation, input, ['--page-size', '1']),
      };
    },
  };
}

function variablesOf({ AccessKeyId, SecretAccessKey, SessionToken = '' }: Credentials): NodeJS.ProcessEnv {
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
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

/** `CreateUser` becomes `create-user`, `ListAWSServiceAccess` becomes `list-aws-service-access`. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, '-$&').toLowerCase();
}
