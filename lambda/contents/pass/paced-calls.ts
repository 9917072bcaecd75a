import type { IdentityStoreCalls } from '../../identity-store/identity-store-calls';
import type { ListCalls } from '../contents-calls';
import type { RequestPace } from './request-pace';

/** Everything that contents ask of an Identity Store. */
export type StoreCalls = IdentityStoreCalls & ListCalls;

/** The same calls, each at the pace of its operation. */
export function paced(calls: StoreCalls, pace: RequestPace): StoreCalls {
  const { clock, ...operations } = calls;
  const all = Object.entries(operations).map(([operation, send]) => {
    const of = send as (input: object) => Promise<unknown>;
    return [operation, (input: object) => pace.send(operation, () => of(input))] as const;
  });
  return { clock, ...Object.fromEntries(all) } as StoreCalls;
}
