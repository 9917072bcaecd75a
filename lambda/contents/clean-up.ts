import { HEAD } from '../../lib/contract/ledger-names';
import { callFailure } from '../guard/call-failure';
import type { ContentsEvent } from './contents-event';
import type { ContentsSurroundings } from './contents-surroundings';
import { isCleaningUp } from './decide/deletion';
import { StoredHead } from './ledger/head-object';
import type { LedgerObjects } from './ledger/ledger-objects';
import { NOTHING_DONE } from './lost-contents';
import type { Outcome } from './outcome';
import { describeStack } from './own-stack-facts';

/**
 * What the Delete of earlier contents does while later ones are still being brought: if the update has succeeded, it says that those may leave who are left
 * out. Whoever brings the contents removes them in the end.
 *
 * @returns nothing if the ledger has changed meanwhile
 */
export async function allowRemovals(
  { session, asker }: ContentsEvent, objects: LedgerObjects, { head, entityTag }: Required<StoredHead>, { ownStack }: ContentsSurroundings,
): Promise<Outcome | undefined> {
  const stack = await describeStack(ownStack, session, asker.stackId);
  if (stack.kind === 'REFUSED') return stack;
  if (!isCleaningUp(stack.output.status)) return NOTHING_DONE;
  const allowing = JSON.stringify({ ...head, wanted: { ...head.wanted, mayRemove: true } });
  const written = await objects.writeIf(session, 'head', HEAD, allowing, { over: entityTag });
  if (written.kind !== 'DONE') return callFailure(written, 'writing the ledger of the contents');
  return written.output.kind === 'WRITTEN' ? NOTHING_DONE : undefined;
}
