import { access } from './access';
import { answered } from './answered';
import { declaredState } from './declared-state';
import type { ContentsInvariant } from './invariant';
import { kept } from './kept';
import { neverStuck } from './never-stuck';
import { nothingForeign } from './nothing-foreign';
import { oneWriter } from './one-writer';
import { ownership } from './ownership';
import { protectedFromRemovals } from './protected';
import { rolledBack } from './rolled-back';
import { sequences } from './sequences';
import { unchanged } from './unchanged';

/** What has to hold of contents whatever goes wrong. */
export const CONTENTS_INVARIANTS: readonly ContentsInvariant[] = [
  access, nothingForeign, kept, ownership, declaredState, rolledBack, sequences, oneWriter, answered, neverStuck, protectedFromRemovals, unchanged,
];
