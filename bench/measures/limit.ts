import { Sandbox } from '../../sandbox/sandbox';
import { SystemTime } from '../../sandbox/time/system-time';
import type { Time } from '../../sandbox/time/time';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { SimulatedFunctions } from '../../test/simulation/functions';
import { LIBRARY } from '../../test/simulation/handlers';
import { seededRandom } from '../../test/support/seeded-random';
import type { Measure } from '../measure';
import { CONCURRENCIES } from '../subjects/concurrency';
import { LatencyModel, StartingCold, TakingTime } from '../subjects/latency';
import { templateOfMembers } from '../subjects/members';

/** The creation of a stack with so many memberships. */
export interface LimitSample {
  readonly seed: number;
  /** From sending the first request until the last one is answered. */
  readonly seconds: number;
  /** Also those that were refused because they came too fast. */
  readonly requests: number;
}

export interface LimitRuns {
  readonly memberships: number;
  /** How many functions run at the same time. */
  readonly concurrency: number;
  /** Whether time was that of the computer. */
  readonly realTime: boolean;
  readonly samples: readonly LimitSample[];
}

export interface LimitResult {
  readonly requestsPerSecond: number;
  /** How many pass at once when none has come for a second. */
  readonly burst: number;
  readonly model: LatencyModel;
  readonly runs: readonly LimitRuns[];
}

/** The published limit of the Identity Store, for each operation of a store. */
const REQUESTS_PER_SECOND = 20;

/** Of a function with the AWS SDK in a Region nearby. */
const MODEL: LatencyModel = { coldStartMilliseconds: 500, callMilliseconds: 40 };

const SIZES = { full: [10, 30, 100, 300, 400], quick: [300] };
const SEEDS = { full: 7, quick: 1 };
const REAL_TIME = { full: { memberships: 300, rounds: 3 }, quick: { memberships: 300, rounds: 0 } };

/** How much of the service's limit a stack of memberships uses. */
export const measureLimit: Measure<LimitResult> = async ({ scale, mostRounds, progress }) => {
  const runs: LimitRuns[] = [];
  for (const concurrency of Object.values(CONCURRENCIES)) {
    for (const memberships of SIZES[scale]) {
      const samples: LimitSample[] = [];
      for (let seed = 1; seed <= Math.min(SEEDS[scale], mostRounds); seed++) {
        const time = new VirtualTime();
        samples.push(await time.run(created(time, memberships, concurrency, seed)));
      }
      runs.push({ memberships, concurrency, realTime: false, samples });
      progress(`${memberships} memberships, ${concurrency} functions at a time`);
    }
  }
  const { memberships, rounds } = REAL_TIME[scale];
  if (rounds > 0) {
    const samples = await inRealTime(memberships, Math.min(rounds, mostRounds), progress);
    runs.push({ memberships, concurrency: CONCURRENCIES.usual, realTime: true, samples });
  }
  return { requestsPerSecond: REQUESTS_PER_SECOND, burst: REQUESTS_PER_SECOND, model: MODEL, runs };
};

async function inRealTime(memberships: number, rounds: number, progress: (text: string) => void): Promise<LimitSample[]> {
  // What only waits doesn't keep the process running.
  const running = setInterval(() => undefined, 1_000);
  const samples: LimitSample[] = [];
  for (let seed = 1; seed <= rounds; seed++) {
    samples.push(await created(new SystemTime(), memberships, CONCURRENCIES.usual, seed));
    progress(`${memberships} memberships in real time: ${seed} of ${rounds} rounds`);
  }
  clearInterval(running);
  return samples;
}

/** The whole sandbox with the library's own handler in this process, and the calls of the SDK's own client over its wire protocol. */
async function created(time: Time, memberships: number, concurrency: number, seed: number): Promise<LimitSample> {
  const random = seededRandom(seed);
  const observed = new TakingTime(time, MODEL);
  const sandbox: Sandbox = new Sandbox({
    time,
    random,
    faults: observed,
    functions: { concurrency },
    identityStore: { requestsPerSecond: REQUESTS_PER_SECOND },
    runner: (surroundings) => new StartingCold(new SimulatedFunctions({
      ...surroundings, builds: LIBRARY, random, answer: (request) => sandbox.answer(request),
      stackStatus: () => '', started: () => undefined, logged: () => undefined,
    }), time, MODEL),
  });
  const { cloudFormation } = sandbox;
  const stack = cloudFormation.newStack('Members');
  await cloudFormation.deploy(stack, cloudFormation.target(stack, templateOfMembers(sandbox, memberships), []), { rollback: true });
  const requests = observed.calls.filter(({ operation }) => operation === 'identitystore:CreateGroupMembership');
  const granted = requests.filter(({ refused }) => !refused);
  if (stack.status !== 'CREATE_COMPLETE' || granted.length !== memberships) throw new Error(`${memberships} memberships ended in ${stack.status}: ${stack.statusReason}`);
  const [first, last] = [Math.min(...requests.map(({ at }) => at)), Math.max(...granted.map(({ at }) => at))];
  return { seed, seconds: (last - first + MODEL.callMilliseconds) / 1_000, requests: requests.length };
}
