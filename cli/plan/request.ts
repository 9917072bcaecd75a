import type { Plan } from '../../rehearsal/plan';
import type { StoreOption } from '../snapshot/store-option';

/** What is asked for. */
export interface PlanRequest {
  readonly patterns: readonly string[];
  readonly app?: string;
  /** The file of a snapshot. */
  readonly from?: string;
  readonly exclusively?: boolean;
  /** Whether the stacks are those that are deployed, and what differs from them is looked for. */
  readonly drift?: boolean;
  readonly parameters?: GivenParameters;
  readonly identityStore?: readonly StoreOption[];
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** Of the command. */
  readonly version: string;
}

export type GivenParameters = readonly { readonly stack?: string; readonly name: string; readonly value: string }[];

/** Why there is no plan, and what to do. */
export interface NoPlan {
  readonly plan?: undefined;
  readonly refused: string;
}

export type Planned = NoPlan | { readonly plan: Plan; readonly refused?: undefined };
