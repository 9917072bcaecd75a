import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { FirstStep, firstSteps } from './first-steps';
import { MANAGERS } from './managers';
import type { Newcomer } from './newcomers';
import type { Tools } from './tools';

/** What became of a step. */
export interface Tried {
  readonly title: FirstStep['title'];
  readonly seconds: number;
  /** Lines that say that something isn't as it should be. */
  readonly friction: readonly string[];
  /** What was printed, if it didn't end as the README says. */
  readonly failure?: string;
}

/** What became of what somebody tried. */
export interface Trial {
  readonly newcomer: Newcomer;
  /** Of Node.js, and of the package manager. */
  readonly versions: readonly [node: string, manager: string];
  readonly steps: readonly Tried[];
}

/** What makes somebody stop and wonder. */
const WARNING = /\b(warn(ing)?|deprecated|peer dependency|peerDependencies|error|ERR)\b/i;

/** A line of the file that `npm init` makes. */
const NO_TEST = 'Error: no test specified';

interface Where {
  /** One that isn't there yet. */
  readonly directory: string;
  readonly tarball: string;
}

/** Follows the README in a new folder, up to the first step that fails. */
export async function trialOf(newcomer: Newcomer, tools: Tools, { directory, tarball }: Where): Promise<Trial> {
  mkdirSync(directory);
  const shell = new Shell(directory, tools.commandsOf(newcomer));
  const [node, manager] = [await shell.run('node --version'), await shell.run(MANAGERS[newcomer.manager].version)];
  const steps: Tried[] = [];
  for (const { title, commands, sees } of firstSteps(newcomer, tarball)) {
    const { printed, seconds, code } = await shell.run(commands);
    const hasFailed = code !== 0 || sees.some((line) => !printed.includes(line));
    steps.push({ title, seconds, friction: frictionIn(printed), ...(hasFailed && { failure: printed }) });
    if (hasFailed) break;
  }
  return { newcomer, versions: [node.printed.trim().replace('v', ''), manager.printed.trim()], steps };
}

function frictionIn(printed: string): readonly string[] {
  return [...new Set(printed.split('\n').map((line) => line.trim()).filter((line) => WARNING.test(line) && !line.includes(NO_TEST)))];
}

interface Ran {
  readonly printed: string;
  readonly seconds: number;
  readonly code: number | null;
}

/** Where somebody types: a folder, and the commands that they have. */
class Shell {
  constructor(private readonly directory: string, private readonly commands: string) {}

  public run(script: string): Promise<Ran> {
    const project = path.join(this.directory, 'people');
    const env = { ...process.env, PATH: `${this.commands}${path.delimiter}${process.env.PATH}`, ...QUIET };
    const started = Date.now();
    const child = spawn('bash', ['-c', `set -euo pipefail\n${script}`], { cwd: existsSync(project) ? project : this.directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { printed += text; });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ printed, seconds: (Date.now() - started) / 1000, code }));
    });
  }
}

/** What a terminal of somebody has, and a program that is run by `npm run` hasn't. */
const QUIET = { npm_config_loglevel: undefined, npm_command: undefined, npm_lifecycle_event: undefined, npm_package_json: undefined, FORCE_COLOR: '0', NO_COLOR: '1', COREPACK_ENABLE_STRICT: '0' };
