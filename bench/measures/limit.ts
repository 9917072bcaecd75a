import { SystemTime } from '../../sandbox/time/system-time';
import type { Time } from '../../sandbox/time/time';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import type { Measure } from '../measure';
import { CONCURRENCIES } from '../subjects/concurrency';
import type { LatencyModel } from '../subjects/latency';
import { plantMembers, templateOfMembers } from '../subjects/members';
import { MODEL, modelledSandbox, REQUESTS_PER_SECOND } from '../subjects/modelled-sandbox';

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

/** Creates a stack of memberships. */
async function created(time: Time, memberships: number, concurrency: number, seed: number): Promise<LimitSample> {
  const { sandbox, observed } = modelledSandbox(time, concurrency, seed);
  plantMembers(sandbox, memberships);
  const { cloudFormation } = sandbox;
  const stack = cloudFormation.newStack('Members');
  await cloudFormation.deploy(stack, cloudFormation.target(stack, templateOfMembers(sandbox, memberships), []), { rollback: true });
  const requests = observed.calls.filter(({ operation }) => operation === 'identitystore:CreateGroupMembership');
  const granted = requests.filter(({ refused }) => !refused);
  if (stack.status !== 'CREATE_COMPLETE' || granted.length !== memberships) throw new Error(`${memberships} memberships ended in ${stack.status}: ${stack.statusReason}`);
  const [first, last] = [Math.min(...requests.map(({ at }) => at)), Math.max(...granted.map(({ at }) => at))];
  return { seed, seconds: (last - first + MODEL.callMilliseconds) / 1_000, requests: requests.length };
}
