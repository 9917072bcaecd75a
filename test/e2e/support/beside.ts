import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

export const COMMAND = path.join(__dirname, '..', '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

/** A command of the sandbox in a second terminal, beside it. */
export function beside(endpoint: string, ...words: string[]): { exitCode: number | null; output: string; errors: string } {
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'sandbox', ...words], { encoding: 'utf8', timeout: 300_000, env });
  return { exitCode: status, output: stdout, errors: stderr };
}
