import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { Sandbox } from '../../lib/testing';
import type { Plan } from '../../rehearsal/plan';
import { ROOT } from '../../scripts/root';
import { inFreshProcess } from '../fresh-process';
import { interleaved, Measure } from '../measure';
import { WORK } from '../paths';
import { RUNTIME } from '../subjects/cdk-command';
import { Directory, MEMBERSHIPS_OF_USER, seedOf, STORE } from '../subjects/directory';

export interface PlanRuns {
  /** In the stack that is planned. */
  readonly resources: number;
  readonly users: number;
  readonly memberships: number;
  /** Whether the directory is read in the same run, at the pace that the command keeps to; else a snapshot of it is there. */
  readonly isRead: boolean;
  /** Of the whole command, from its start to its end. */
  readonly seconds: readonly number[];
  /** What the command held at most. */
  readonly megabytes: readonly number[];
}

export type PlanResult = readonly PlanRuns[];

interface Case {
  readonly resources: number;
  readonly directory: Directory;
  readonly isRead: boolean;
}

type Sample = Readonly<Record<'seconds' | 'megabytes', number>>;

const APP = path.join(ROOT, 'bench', 'subjects', 'directory-app.ts');
const FOLDER = path.join(WORK, 'plan');
const ROUNDS = { full: 5, quick: 1 };
const SMALL: Directory = { users: 200, groups: 200 };

const stackOf = (resources: number, directory = SMALL): Case => ({ resources, directory, isRead: false });
const directoryOf = (users: number, groups: number): Case[] => [stackOf(401, { users, groups }), { ...stackOf(401, { users, groups }), isRead: true }];
const CASES = {
  full: [stackOf(101), stackOf(201), stackOf(401), ...directoryOf(1_250, 125), ...directoryOf(2_500, 250), ...directoryOf(5_000, 500)],
  quick: [stackOf(101)],
};

/** Tells at the end how long the process ran and what it held. */
const METER = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  console.log(JSON.stringify({ seconds: process.uptime(), megabytes: process.resourceUsage().maxRSS / 1000 }));
})`)}`;

/** What a plan takes: the real command, in a fresh process, with a sandbox as the live side. */
export const measurePlan: Measure<PlanResult> = async ({ scale, mostRounds, progress }) => {
  await rm(FOLDER, { recursive: true, force: true });
  const results: PlanRuns[] = [];
  for (const { resources, directory, isRead } of CASES[scale]) {
    const assembly = path.join(FOLDER, `assembly-${resources}`);
    await inFreshProcess(['--import', 'tsx', APP, String(resources), assembly]);
    const samples: Sample[] = [];
    const what = `${resources} resources, ${directory.users} users${isRead ? ', read' : ''}`;
    // Reading waits most of the time, for the service's sake.
    const rounds = isRead ? 1 : Math.min(ROUNDS[scale], mostRounds);
    await beside(directory, async (sandbox) => {
      const from = isRead ? [] : ['--from', await snapshotOf(sandbox)];
      const once = async (): Promise<void> => { samples.push(await planned(sandbox, resources, ['--app', assembly, ...from])); };
      await interleaved([what], rounds, once, progress, what);
    });
    results.push({
      resources, isRead, users: directory.users, memberships: directory.users * MEMBERSHIPS_OF_USER,
      seconds: samples.map(({ seconds }) => seconds), megabytes: samples.map(({ megabytes }) => megabytes),
    });
  }
  return results;
};

async function beside(directory: Directory, act: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await Sandbox.start({ seed: seedOf(directory) });
  try {
    await act(sandbox);
  } finally {
    await sandbox.stop();
  }
}

async function snapshotOf(sandbox: Sandbox): Promise<string> {
  const file = path.join(FOLDER, 'snapshot.json');
  await rm(file, { force: true });
  await run(sandbox, [RUNTIME, 'snapshot', '--identity-store', STORE, '--out', file]);
  return file;
}

async function planned(sandbox: Sandbox, resources: number, words: readonly string[]): Promise<Sample> {
  const file = path.join(FOLDER, 'plan.json');
  const output = await run(sandbox, ['--import', METER, RUNTIME, 'plan', '--format', 'json', '--out', file, ...words]);
  const { totals } = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  if (totals.adopts !== resources) throw new Error(`${totals.adopts} of ${resources} resources are adopted`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Sample;
}

async function run(sandbox: Sandbox, words: readonly string[]): Promise<string> {
  const { exitCode, output } = await sandbox.run(process.execPath, words);
  if (exitCode !== 0) throw new Error(output);
  return output;
}
