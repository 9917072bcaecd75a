import type { Stack, StackResource } from './stack';
import type { Target } from './stack-operation';

/** A resource of a stack, by its logical id. */
export interface ResourceLocation {
  readonly stack: Stack;
  readonly logicalId: string;
}

/** A resource that another stack has after a refactor, or the same stack by another logical id. */
export interface ResourceMove {
  readonly resource: StackResource;
  readonly source: ResourceLocation;
  readonly destination: ResourceLocation;
  /** Whether the request has it, or it follows from the templates. */
  readonly isMapped: boolean;
}

/** What a stack is to be after a refactor. */
export interface RefactoredStack {
  readonly stack: Stack;
  readonly target: Target;
  /** How much had happened to the stack when the refactor was made. */
  readonly eventsBefore: number;
}

/** A prepared refactor: resources that change their place, and nothing else. */
export interface StackRefactor {
  readonly id: string;
  readonly description?: string;
  readonly stacks: readonly Stack[];
  /** Why it can't be executed. */
  readonly failure?: string;
  /** Empty if it can't be executed. */
  readonly refactored: readonly RefactoredStack[];
  readonly moves: readonly ResourceMove[];
  executionStatus: string;
  executionReason?: string;
}

/** What is the same about two places. */
export function isSamePlace(one: ResourceLocation, other: ResourceLocation): boolean {
  return one.stack === other.stack && one.logicalId === other.logicalId;
}
