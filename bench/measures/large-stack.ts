import type { Stack } from '../../sandbox/cloudformation/stack';
import type { Rate } from '../../sandbox/time/token-buckets';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import type { Measure, Scale } from '../measure';
import { plantMembers, templateOfMembers } from '../subjects/members';
import { ModelledSandbox, modelledSandbox, REQUESTS_PER_SECOND } from '../subjects/modelled-sandbox';
import type { SentRequest } from '../subjects/wire-log';
import { NEEDED_PER_SECOND } from '../subjects/somebody';
import { beside, BesideSample } from './beside';
import { STORE } from '../../test/support/ids';

/** What is done to all memberships of a stack at once. */
const STEPS = ['adopt', 'rename', 'remove'] as const;
export type LargeStackStep = (typeof STEPS)[number];

export interface LargeStackSample {
  readonly seed: number;
  /** From the first request of a function to the last answer that CloudFormation gets. */
  readonly seconds: number;
  /** From the first request to the Identity Store to the answer to the last one. */
  readonly storeSeconds: number;
  /** What the Identity Store's limit takes for the calls that it carried out, without any that pass at once. */
  readonly limitSeconds: number;
  /** How long CloudFormation waited for the answer to one event, at most. */
  readonly longestAnswerSeconds: number;
  /** How many events there were. */
  readonly events: number;
  /** Those that weren't answered, or with a failure. */
  readonly failures: number;
  /** Calls to CloudFormation by operation, with those that it refused because they came too fast. */
  readonly sent: Readonly<Record<string, number>>;
  /** Those that it carried out. */
  readonly carriedOut: Readonly<Record<string, number>>;
  /** How often one instance of the function read the stack's list from its beginning for one wave of events, at most. */
  readonly mostReadings: number;
  /** How many are in the group afterwards. */
  readonly members: number;
}

export interface LargeStackRuns {
  readonly step: LargeStackStep;
  /** How many functions run at the same time. */
  readonly concurrency: number;
  readonly samples: readonly LargeStackSample[];
}

export interface LargeStackResult {
  readonly memberships: number;
  /** Of each operation of CloudFormation. */
  readonly requestsPerSecond: number;
  readonly runs: readonly LargeStackRuns[];
  /** What somebody else gets of the Identity Store beside so many memberships. */
  readonly beside: { readonly memberships: number; readonly neededPerSecond: number; readonly samples: readonly BesideSample[] };
}

const MEMBERSHIPS = 450;
const RATE: Rate = { perSecond: 5, burst: 5 };
const SWITCHES = { requestRates: { DescribeStacks: RATE, ListStackResources: RATE, GetTemplate: RATE } };

const CONCURRENCIES = { full: [4, 40, 200, 1_000], quick: [4] };
/** Where hundreds of functions wait for the same limit, a run takes minutes, and what differs from run to run evens out. */
const SEEDS = (scale: Scale, concurrency: number): number => (scale === 'full' && concurrency <= 40 ? 3 : 1);

/** Beside which somebody else uses the Identity Store. */
const BESIDE = { memberships: 300, concurrencies: { full: [4, 10, 40, 200, 1_000], quick: [4, 1_000] }, seeds: { full: 5, quick: 1 } };

/** What a large stack costs where CloudFormation takes few calls a second. */
export const measureLargeStack: Measure<LargeStackResult> = async ({ scale, mostRounds, progress }) => {
  const runs: LargeStackRuns[] = [];
  for (const concurrency of CONCURRENCIES[scale]) {
    const samples: Record<LargeStackStep, LargeStackSample[]> = { adopt: [], rename: [], remove: [] };
    for (let seed = 1; seed <= Math.min(SEEDS(scale, concurrency), mostRounds); seed++) {
      samples.adopt.push(await adopted(concurrency, seed));
      const { rename, remove } = await renamedAndRemoved(concurrency, seed);
      samples.rename.push(rename);
      samples.remove.push(remove);
    }
    for (const step of STEPS) runs.push({ step, concurrency, samples: samples[step] });
    progress(`${MEMBERSHIPS} memberships, ${concurrency} functions at a time`);
  }
  const besides: BesideSample[] = [];
  for (const concurrency of BESIDE.concurrencies[scale]) {
    for (let seed = 1; seed <= Math.min(BESIDE.seeds[scale], mostRounds); seed++) besides.push(await beside(BESIDE.memberships, concurrency, seed));
    progress(`somebody else beside ${BESIDE.memberships} memberships, ${concurrency} functions at a time`);
  }
  const { memberships } = BESIDE;
  return { memberships: MEMBERSHIPS, requestsPerSecond: RATE.perSecond, runs, beside: { memberships, neededPerSecond: NEEDED_PER_SECOND, samples: besides } };
};

/** A first deployment, of what was there. */
async function adopted(concurrency: number, seed: number): Promise<LargeStackSample> {
  const stack = new LargeStack(concurrency, seed);
  plantMembers(stack.world.sandbox, MEMBERSHIPS, { areMembers: true });
  await stack.settle();
  return stack.deployMembers();
}

/** What a stack has created gets new constructs, and is removed from it then. */
async function renamedAndRemoved(concurrency: number, seed: number): Promise<Record<'rename' | 'remove', LargeStackSample>> {
  const stack = new LargeStack(concurrency, seed);
  plantMembers(stack.world.sandbox, MEMBERSHIPS);
  await stack.deployMembers();
  await stack.settle();
  const rename = await stack.deployMembers('Everyone');
  await stack.settle();
  return { rename, remove: await stack.deployNobody() };
}

/** A stack that is deployed again and again, each time by instances of its function that are new or were used before. */
class LargeStack {
  public readonly world: ModelledSandbox;
  private readonly time = new VirtualTime();
  private readonly stack: Stack;

  constructor(concurrency: number, private readonly seed: number) {
    this.world = modelledSandbox(this.time, concurrency, seed, SWITCHES);
    this.stack = this.world.sandbox.cloudFormation.newStack('Members');
  }

  public deployMembers(group?: string): Promise<LargeStackSample> {
    return this.deploy(templateOfMembers(this.world.sandbox, MEMBERSHIPS, group));
  }

  public deployNobody(): Promise<LargeStackSample> {
    return this.deploy(templateOfMembers(this.world.sandbox, 0));
  }

  /** Lets a minute pass, in which nothing is under way. */
  public async settle(): Promise<void> {
    await this.time.run(this.time.sleep(60_000));
  }

  private async deploy(template: string): Promise<LargeStackSample> {
    const { stack, world: { sandbox: { cloudFormation, identityStores }, wire } } = this;
    wire.requests.length = 0;
    const before = stack.events.length;
    await this.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, template, []), { rollback: true }));
    const events = stack.events.slice(before);
    const { requests } = wire;
    const isOfCloudFormation = ({ operation }: SentRequest): boolean => operation.startsWith('cloudformation:');
    const answers = answersIn(events);
    return {
      seed: this.seed,
      seconds: spanOf(requests),
      storeSeconds: spanOf(requests.filter(({ operation }) => operation.startsWith('identitystore:'))),
      limitSeconds: limitOf(requests),
      longestAnswerSeconds: Math.max(...answers.map(({ seconds }) => seconds)),
      events: answers.length,
      failures: answers.filter(({ failed }) => failed).length,
      sent: countsOf(requests.filter(isOfCloudFormation)),
      carriedOut: countsOf(requests.filter((request) => isOfCloudFormation(request) && !request.throttled)),
      mostReadings: mostReadingsIn(requests, cleanUpOf(events)),
      members: identityStores.store(STORE).memberships.size,
    };
  }
}

function spanOf(requests: readonly SentRequest[]): number {
  const first = requests.reduce((earliest, { sent }) => Math.min(earliest, sent), Infinity);
  const last = requests.reduce((latest, { returned }) => Math.max(latest, returned), 0);
  return (last - first) / 1_000;
}

/** Each operation of the Identity Store has a limit of its own, so the time is that of the one that is called most. */
function limitOf(requests: readonly SentRequest[]): number {
  const counts = countsOf(requests.filter(({ operation, throttled }) => operation.startsWith('identitystore:') && !throttled));
  return Math.max(...Object.values(counts)) / REQUESTS_PER_SECOND;
}

function countsOf(requests: readonly SentRequest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** How long CloudFormation waited for each answer of a custom resource. */
function answersIn(events: Stack['events']): { readonly seconds: number; readonly failed: boolean }[] {
  const sent = new Map<string, number>();
  return events.filter(({ type }) => type.startsWith('Custom::')).flatMap(({ logicalId, status, timestamp }) => {
    if (status.endsWith('_IN_PROGRESS')) {
      if (!sent.has(logicalId)) sent.set(logicalId, timestamp);
      return [];
    }
    const since = sent.get(logicalId) ?? timestamp;
    sent.delete(logicalId);
    return [{ seconds: (timestamp - since) / 1_000, failed: status.endsWith('_FAILED') }];
  });
}

function cleanUpOf(events: Stack['events']): number {
  return events.find(({ status }) => status.endsWith('_CLEANUP_IN_PROGRESS'))?.timestamp ?? Infinity;
}

/** The events before the clean-up are a wave, and those in it another. */
function mostReadingsIn(requests: readonly SentRequest[], cleanUp: number): number {
  const looks: Record<string, number> = {};
  for (const { instance, sent } of requests.filter(({ beginsList, throttled }) => beginsList && !throttled)) {
    const wave = `${instance} ${sent < cleanUp ? 'before' : 'in'} the clean-up`;
    looks[wave] = (looks[wave] ?? 0) + 1;
  }
  return Math.max(0, ...Object.values(looks));
}
