import { StackState, stateOfStack } from '../cloudformation/state';
import { EventState, stateOfEvents } from '../event-bridge/state';
import { stateOfStore, StoreState } from '../identity-store/state';
import { OrganizationsState, organizationsStateOf } from '../organizations/state';
import { BucketState, stateOfBuckets } from '../s3/state';
import type { Sandbox } from '../sandbox';

/** What is in a sandbox, for people and programs to read. */
export interface State extends OrganizationsState {
  readonly stacks: readonly StackState[];
  readonly identityStores: readonly StoreState[];
  readonly buckets: readonly BucketState[];
  readonly events: readonly EventState[];
}

export function stateOf({ allPlaces, identityStores, organizations, buckets }: Sandbox): State {
  return {
    stacks: allPlaces.flatMap(({ cloudFormation, environment }) =>
      cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE').map((stack) => stateOfStack(stack, environment))),
    ...organizationsStateOf(organizations),
    identityStores: identityStores.all.map(stateOfStore),
    buckets: stateOfBuckets(buckets),
    events: allPlaces.flatMap(({ events, environment }) => stateOfEvents(events, environment)),
  };
}
