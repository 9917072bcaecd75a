import { answered } from './answered';
import { declaredState } from './declared-state';
import type { Invariant } from './invariant';

export const INVARIANTS: readonly Invariant[] = [declaredState, answered];
