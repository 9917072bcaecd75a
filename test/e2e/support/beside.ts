import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

export const COMMAND = path.join(__dirname, '..', '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

/** The command in a second terminal, beside the sandbox. */
export function beside(endpoint: string, ...words: string[]): { exitCode: number | null; output: string; errors: string } {
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { encoding: 'utf8', timeout: 20_000, env });
  return { exitCode: status, output: stdout, errors: stderr };
}
