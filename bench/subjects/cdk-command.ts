import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { variablesToUnset } from '../../sandbox/command/environment-variables';
import { ROOT } from '../../scripts/root';
import { WORK } from '../paths';

const CDK = path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** What runs the functions of the sandbox, and is its command. */
export const RUNTIME = path.join(ROOT, 'assets', 'sandbox', 'cdk-org-guard.js');

/** How it ends is read from the stack. */
export function runCdk(words: readonly string[], variables: NodeJS.ProcessEnv): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  for (const name of [...variablesToUnset(env), 'NODE_OPTIONS']) delete env[name];
  const child = spawn(process.execPath, [CDK, ...words], { cwd: WORK, env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}
