import type { StackSnapshot } from '../sandbox/seed/snapshot';

/** What tells one stack from another. */
export type StackPlace = Pick<StackSnapshot, 'stackName' | 'account' | 'region'>;

export function isSameStack(one: StackPlace, other: StackPlace): boolean {
  return one.stackName === other.stackName && one.account === other.account && one.region === other.region;
}
