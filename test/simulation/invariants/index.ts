import { answered } from './answered';
import { convergence } from './convergence';
import { declaredState } from './declared-state';
import { destroyed } from './destroyed';
import { explained } from './explained';
import type { Invariant } from './invariant';
import { nothingForeign } from './nothing-foreign';
import { singleEntity } from './single-entity';
import { singleOwner } from './single-owner';

/** What has to hold whatever goes wrong. */
export const INVARIANTS: readonly Invariant[] = [
  declaredState, answered, singleEntity, nothingForeign, singleOwner, destroyed, explained, convergence,
];
