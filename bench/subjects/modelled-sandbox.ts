import type { Switches } from '../../sandbox/cloudformation/switches';
import { Sandbox } from '../../sandbox/sandbox';
import type { Time } from '../../sandbox/time/time';
import { SimulatedFunctions } from '../../test/simulation/functions';
import { LIBRARY } from '../../test/simulation/handlers';
import { seededRandom } from '../../test/support/seeded-random';
import { LatencyModel, StartingCold, TakingTime } from './latency';
import { WireLog } from './wire-log';

/** The published limit of the Identity Store, for each operation of a store. */
export const REQUESTS_PER_SECOND = 20;

/** Of a function with the AWS SDK in a Region nearby. */
export const MODEL: LatencyModel = { coldStartMilliseconds: 500, callMilliseconds: 40 };

export interface ModelledSandbox {
  readonly sandbox: Sandbox;
  /** The calls of the functions, as the services saw them. */
  readonly observed: TakingTime;
  /** The requests of the functions, as they sent them. */
  readonly wire: WireLog;
}

/** The whole sandbox with the library's own handler in this process, and the calls of the SDK's own client over its wire protocol. */
export function modelledSandbox(time: Time, concurrency: number, seed: number, switches: Partial<Switches> = {}): ModelledSandbox {
  const random = seededRandom(seed);
  const observed = new TakingTime(time, MODEL);
  const wire = new WireLog(time);
  const sandbox: Sandbox = new Sandbox({
    time,
    random,
    switches: { cloudFormation: switches, identityStore: { requestsPerSecond: REQUESTS_PER_SECOND } },
    faults: observed,
    functions: { concurrency, throttledEvents: 'IN_ORDER' },
    runner: (surroundings) => new StartingCold(new SimulatedFunctions({
      ...surroundings, builds: LIBRARY, random, answer: (request) => wire.around(request, () => sandbox.answer(request)),
      stackStatus: () => '', started: () => undefined, logged: () => undefined,
    }), time, MODEL),
  });
  return { sandbox, observed, wire };
}
