import type { IdentityStoreCalls } from '../../identity-store/identity-store-calls';
import type { ListCalls } from '../contents-calls';
import type { RequestPace } from './request-pace';

/** Everything that contents ask of an Identity Store. */
export type StoreCalls = IdentityStoreCalls & ListCalls;

/** The operations that change nothing. */
const READING = /^(get|describe|list)/;

/**
 * The same calls, of which those that change something come after a check.
 *
 * @param hold throws if nothing may be changed any more
 */
export function held(calls: StoreCalls, hold: () => Promise<void>): StoreCalls {
  return eachOf(calls, (operation, send) => READING.test(operation)
    ? send
    : async (input) => {
      await hold();
      return send(input);
    });
}

/** The same calls, each of which is counted. */
export function counted(calls: StoreCalls, count: () => void): StoreCalls {
  return eachOf(calls, (_operation, send) => (input) => {
    count();
    return send(input);
  });
}

/** The same calls, each at the pace of its operation. */
export function paced(calls: StoreCalls, pace: RequestPace): StoreCalls {
  return eachOf(calls, (operation, send) => (input) => pace.send(operation, () => send(input)));
}

type Send = (input: object) => Promise<unknown>;

function eachOf(calls: StoreCalls, changed: (operation: string, send: Send) => Send): StoreCalls {
  const { clock, ...operations } = calls;
  const all = Object.entries(operations).map(([operation, send]) => [operation, changed(operation, send as Send)] as const);
  return { clock, ...Object.fromEntries(all) } as StoreCalls;
}
