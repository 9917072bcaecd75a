import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Delivery } from '../deliveries';
import type { Guarded } from '../invariants/holdings';
import type { Change } from '../ledger';
import type { Run } from '../run';

/** What is to be as the last event of a resource has declared it. */
export interface LastEvent {
  readonly run: Run;
  /** Of the entities that it is about. */
  readonly ids: readonly string[];
  readonly last: Delivery | undefined;
  /** When its function began. */
  readonly since: number;
}

export interface OneEntity {
  readonly run: Run;
  readonly id: string;
  readonly stackId: string;
}

/** Since when others may have changed it; ever, by default. */
export interface SinceThen extends OneEntity {
  readonly since?: number;
}

export interface TwoCreations {
  readonly run: Run;
  readonly first: Change;
  readonly second: Change;
}

export interface DifferenceInRollback {
  readonly isRollback: boolean;
  /** In words. */
  readonly difference: string;
  /** What was different when others had changed it last. */
  readonly asLeftByOthers: () => readonly string[];
}

export interface AnswerOfFramework {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly reason: string;
}

/** Several resources that own one entity. */
export interface Owners {
  readonly run: Run;
  readonly owners: readonly Guarded[];
  /** What all settled stacks have. */
  readonly all: readonly Guarded[];
}

/** What a function has made, and doesn't take for its own or take back. */
export interface Creation {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly creation: Change;
}

export interface Kept {
  readonly run: Run;
  readonly id: string;
}

/** An invitation that is still there, though its resource is deleted. */
export interface KeptByStack extends Kept {
  readonly stack: Stack;
  /** How the stack at the top ended. */
  readonly rootStatus: string;
}
