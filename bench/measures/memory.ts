import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { DEFAULT_ENVIRONMENT } from '../../sandbox/environment';
import { environmentVariables } from '../../sandbox/command/environment-variables';
import { ROOT } from '../../scripts/root';
import { inFreshProcess } from '../fresh-process';
import type { Measure } from '../measure';
import { WORK } from '../paths';
import { RUNTIME, runCdk } from '../subjects/cdk-command';
import { Held, heldBy } from '../subjects/process-tree';

export interface MemorySample extends Held {
  readonly stacks: number;
  /** In all stacks together. */
  readonly resources: number;
}

export interface MemoryResult {
  /** What the sandbox and its functions held at most, while all stacks were deployed at once. */
  readonly samples: readonly MemorySample[];
}

const APP = path.join(ROOT, 'bench', 'subjects', 'many-stacks-app.ts');
const PAUSE = 250;

/** Nothing in the quick variant: a deployment of 490 resources takes half a minute. */
const CASES = { full: [{ stacks: 1, scale: 60 }, { stacks: 20, scale: 2 }], quick: [] };

/** How much memory the sandbox takes, in a process of its own as users have it, with those of its functions. */
export const measureMemory: Measure<MemoryResult> = async ({ scale, progress }) => {
  const samples: MemorySample[] = [];
  for (const { stacks, scale: size } of CASES[scale]) {
    const assembly = path.join(WORK, 'memory', String(stacks));
    await rm(assembly, { recursive: true, force: true });
    await inFreshProcess(['--import', 'tsx', APP, String(stacks), String(size), assembly]);
    samples.push({ stacks, resources: resourcesOf(assembly, stacks), ...await mostHeld(assembly) });
    progress(`${stacks} stacks at once`);
  }
  return { samples };
};

function resourcesOf(assembly: string, stacks: number): number {
  const templates = Array.from({ length: stacks }, (_, index) => readFileSync(path.join(assembly, `People${index}.template.json`), 'utf8'));
  return templates.reduce((sum, text) => sum + Object.keys((JSON.parse(text) as { Resources: object }).Resources).length, 0);
}

async function mostHeld(assembly: string): Promise<Held> {
  const sandbox = spawn(process.execPath, [RUNTIME, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const variables = environmentVariables(await portOf(sandbox.stdout), DEFAULT_ENVIRONMENT);
  let most: Held = { processes: 0, megabytes: 0 };
  const look = (): void => {
    const held = heldBy(sandbox.pid as number);
    if (held.megabytes > most.megabytes) most = held;
  };
  const looking = setInterval(look, PAUSE);
  try {
    await runCdk(['deploy', '--all', '--concurrency', '20', '--app', assembly, '--require-approval', 'never'], variables);
    look();
    return most;
  } finally {
    clearInterval(looking);
    sandbox.kill('SIGTERM');
    await once(sandbox, 'exit');
    await rm(variables.CDK_HOME as string, { recursive: true, force: true });
  }
}

async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const [, port] = /AWS_ENDPOINT_URL='http:\/\/[^:]+:(\d+)'/.exec(line) ?? [];
    if (port !== undefined) {
      output.resume();
      return Number(port);
    }
  }
  throw new Error('the sandbox has not started');
}
