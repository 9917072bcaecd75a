import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { rehearseOnCopies } from '../../../rehearsal/rehearse';
import type { LedgerSnapshot } from '../../../sandbox/seed/snapshot';
import { seedOf } from '../simulate';
import { contentsPlans } from './plan';
import { PlannedContentsRun, Rehearse } from './planned-run';
import { withoutTraces } from '../../support/without-traces';

/** A small, fixed set of runs: random files in random directories. What the plan says by group and kind is what the deployment then does. */

jest.setTimeout(600_000);

/** How many runs, and of which series: `RUNS=1000 SEED=5 npx jest test/simulation/contents/planned` makes as many as one likes. */
const { RUNS: runs = '7', SEED: series = '22' } = process.env;

interface Played {
  readonly different: readonly { readonly seed: number; readonly differences: readonly string[] }[];
  readonly verbs: ReadonlySet<string>;
}

/** Plays what is broken up to the first difference. */
async function play(count: number, rehearse?: Rehearse): Promise<Played> {
  const different = [];
  const verbs = new Set<string>();
  for (let index = 0; index < count && (!rehearse || different.length === 0); index++) {
    const seed = seedOf(Number(series), index);
    const [plan] = fc.sample(contentsPlans, { seed, numRuns: 1 });
    if (!plan) continue;
    const run = new PlannedContentsRun(plan, rehearse);
    await withoutTraces(() => run.execute());
    run.verbs.forEach((_, verb) => verbs.add(verb));
    if (run.differences.length > 0) different.push({ seed, differences: run.differences });
  }
  return { different, verbs };
}

test(`what is deployed of contents is what was planned, in ${runs} runs`, async () => {
  const { different, verbs } = await play(Number(runs));
  expect(different).toEqual([]);
  expect([...verbs]).toEqual(expect.arrayContaining(['creates', 'adopts', 'deletes', 'keeps', 'refused']));
});

/** A ledger of which somebody has read that all of it is only adopted. */
function misread({ objects, ...ledger }: LedgerSnapshot): LedgerSnapshot {
  const changed = (bytes: Buffer): Buffer => gzipSync(gunzipSync(bytes).toString('utf8').replaceAll('"ownership":"created"', '"ownership":"adopted"'));
  return {
    ...ledger,
    objects: Object.fromEntries(Object.entries(objects).map(([key, text]) => [key, key.startsWith('ledger/') ? changed(Buffer.from(text, 'base64')).toString('base64') : text])),
  };
}

function withLedgers(change: (ledger: LedgerSnapshot) => LedgerSnapshot): Rehearse {
  return ({ snapshot, ...options }) => rehearseOnCopies({ ...options, snapshot: { ...snapshot, ledgers: (snapshot.ledgers ?? []).map(change) } });
}

test.each<[what: string, rehearse: Rehearse]>([
  ['takes what contents have made for adopted', withLedgers(misread)],
  ['takes a ledger for empty', withLedgers((ledger) => ({ ...ledger, objects: {} }))],
])('a plan that %s is noticed', async (_what, rehearse) => {
  expect((await play(12, rehearse)).different).not.toEqual([]);
});
