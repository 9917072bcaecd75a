import type { Contents } from '../contents-properties';
import { Change, Entry, releasedFrom } from '../ledger/entry';
import type { Head } from '../ledger/head';
import { hashOf } from '../ledger/version-id';

/**
 * Whether the contents that the ledger follows were rolled back without these contents: ContinueUpdateRollback can skip them. Then CloudFormation says of the
 * next update that it comes after something else than the ledger has.
 *
 * @param before what CloudFormation says was declared before; nothing in a Create
 */
export function isRollbackSkipped({ version }: Pick<Head, 'version'>, before: Contents | undefined): boolean {
  return before !== undefined && version !== undefined && hashOf(before) !== version.hash;
}

/** What was to leave once the update had succeeded that was rolled back: it stays, as far as nobody leaves it out once more. */
export function givenBackBySkipped({ former }: Pick<Head, 'former'>, before: Contents, entries: Iterable<Entry>): readonly Change[] {
  const undoneAfter = former?.hash === hashOf(before) ? former.followed : 0;
  const isLeftOut = ({ state, left = Infinity }: Entry): boolean => state === 'owed' && left > undoneAfter;
  return [...entries].filter(isLeftOut).map(({ left: _left, ...entry }): Change => entry.ownership === 'foreign' ? releasedFrom(entry) : { ...entry, state: 'declared' });
}
