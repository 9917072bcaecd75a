import type { Environment } from '../environment';
import type { Events, RecordedEvent } from './events';

/** An event as a person reads of it, with where it is. */
export interface EventState extends RecordedEvent {
  readonly account: string;
  readonly region: string;
}

export function stateOfEvents({ all }: Events, { account, region }: Environment): EventState[] {
  return all.map((event) => ({ ...event, account, region }));
}
