import type { ContentsInvariant } from './invariant';

/** What has to hold of contents whatever goes wrong. */
export const CONTENTS_INVARIANTS: readonly ContentsInvariant[] = [];
