import Table from 'cli-table3';
import { CommandResult, Sandbox } from '../../lib/testing';
import type { Seed } from '../../sandbox/seed/seed';

/** What a demo shows: steps, each with what has to hold after it. */
export interface Story<Observed> {
  /** The directory in `examples`. */
  readonly example: string;
  readonly seed?: Seed;
  readonly steps: readonly Step<Observed>[];
  /** Looks at the sandbox after each step. */
  observe(endpoint: string): Promise<Observed>;
  /** What is printed after each step. */
  describe?(observed: Observed): string;
}

export interface Step<Observed> {
  readonly title: string;
  readonly app: string;
  readonly command: 'deploy' | 'destroy';
  readonly holds: readonly Claim<Observed>[];
  /** Why it is meant to fail, if it is. */
  readonly why?: string;
  /** What somebody else does while the command runs. */
  readonly meanwhile?: (endpoint: string) => Promise<void>;
}

export interface Claim<Observed> {
  readonly claim: string;
  readonly test: (after: Observation<Observed>) => boolean;
}

export interface Observation<Observed> extends CommandResult {
  readonly now: Observed;
  /** As it was after the first step. */
  readonly first: Observed;
}

export const succeeds: Claim<unknown> = { claim: 'cdk succeeds', test: ({ exitCode }) => exitCode === 0 };
export const fails: Claim<unknown> = { claim: 'cdk fails', test: ({ exitCode }) => exitCode !== 0 };
export const withoutStackTrace: Claim<unknown> = { claim: 'without a stack trace', test: ({ output }) => !/^\s+at .+:\d+:\d+\)?$/m.test(output) };
export const prints = (text: string): Claim<unknown> => ({ claim: `it prints ${text}`, test: ({ output }) => output.includes(text) });

/** Shows it, ends with a table, and tells whether everything held. */
export async function tell<Observed>({ example, seed, steps, observe, describe }: Story<Observed>): Promise<boolean> {
  const started = Date.now();
  const sandbox = await Sandbox.start(seed && { seed });
  const table = new Table({ head: ['Step', 'What has to hold', 'Held'], style: { head: [], border: [] } });
  let failed = 0;
  try {
    let first: Observed | undefined;
    for (const step of steps) {
      heading(`${step.title}: cdk ${step.command} of examples/${example}/${step.app}`);
      if (step.holds.includes(fails)) console.log(`This deployment is meant to fail: ${step.why}.`);
      const [result] = await Promise.all([
        sandbox.cdk(wordsFor(example, step), { onOutput: (text) => process.stdout.write(text) }),
        step.meanwhile?.(sandbox.endpoint),
      ]);
      const now = await observe(sandbox.endpoint);
      if (describe) console.log(`\n${describe(now)}`);
      const after: Observation<Observed> = { ...result, now, first: first ??= now };
      const broken = step.holds.filter(({ test }) => !test(after));
      failed += broken.length;
      table.push([step.title, step.holds.map(({ claim }) => claim).join(',\n'), broken.length === 0 ? 'yes' : `NO: ${broken.map(({ claim }) => claim).join(', ')}`]);
    }
  } finally {
    await sandbox.stop();
  }
  console.log(`\n${table.toString()}`);
  console.log(failed === 0
    ? `\nEverything went as it should, in ${Math.round((Date.now() - started) / 1000)} s. Nothing left this computer.`
    : `\n${failed} of these did not hold.`);
  return failed === 0;
}

function heading(line: string): void {
  console.log(`\n${'─'.repeat(line.length)}\n${line}\n${'─'.repeat(line.length)}`);
}

function wordsFor(example: string, { app, command }: Step<never>): string[] {
  const options = ['--app', `node --import tsx examples/${example}/${app}`, '--all'];
  return command === 'deploy' ? ['deploy', ...options, '--require-approval', 'never'] : ['destroy', ...options, '--force'];
}
