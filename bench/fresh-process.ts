import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What would be loaded or looked up before the subject, or change how it is. */
const NOT_INHERITED = /^(NODE_|npm_|AWS_|CDK_)/;

/** Runs a program in a fresh Node process, without options, and gives what it printed. */
export async function inFreshProcess(parameters: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
  const env = { ...inherited, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', AWS_REGION: 'us-east-1', ...variables };
  const { stdout } = await execute(process.execPath, [...parameters], { env, maxBuffer: 2 ** 26 });
  return stdout;
}
