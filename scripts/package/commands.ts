import { spawn } from 'node:child_process';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Programs that npm installs without asking the registry twice, and without running code of theirs. */
const ENVIRONMENT = { npm_config_prefer_offline: 'true', npm_config_ignore_scripts: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };

/** Runs a command to its end. @throws with everything it printed, if it fails */
export function run(directory: string, executable: string, ...words: string[]): Promise<Printed> {
  const child = spawn(executable, words, { cwd: directory, env: { ...process.env, ...ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { printed.stderr += text; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${executable} ${words.join(' ')} failed:\n${printed.stdout}\n${printed.stderr}`));
    });
  });
}

export function expect(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`- ${what}`);
}
