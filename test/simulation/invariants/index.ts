import { answered } from './answered';
import { cleanedUp } from './cleaned-up';
import { convergence } from './convergence';
import { declaredState } from './declared-state';
import { destroyed } from './destroyed';
import { explained } from './explained';
import type { Invariant } from './invariant';
import { nothingForeign } from './nothing-foreign';
import { nothingLeft } from './nothing-left';
import { recognised } from './recognised';
import { rolledBack } from './rolled-back';
import { singleEntity } from './single-entity';
import { singleOwner } from './single-owner';
import { staysOwn } from './stays-own';
import { toldTruly } from './told-truly';

/** What has to hold whatever goes wrong. */
export const INVARIANTS: readonly Invariant[] = [
  declaredState, answered, singleEntity, nothingForeign, singleOwner, staysOwn, destroyed, cleanedUp, rolledBack,
  toldTruly, recognised, nothingLeft, explained, convergence,
];
