import type { ContentsAttributes } from '../../lib/contract/contents';
import type { Failure } from '../guard/failure';
import { isUndoingUpdate } from '../guard/stack-view';
import type { FailureCode } from '../reasons/catalogue';
import type { ContentsEvent } from './contents-event';
import type { ContentsSurroundings } from './contents-surroundings';
import type { Outcome } from './outcome';
import { describeStack } from './own-stack-facts';

export const NOTHING_DONE = { kind: 'RELEASED', released: 'KEPT', versions: {} } as const satisfies Outcome;

/** What is gone for good, so that another try would come to the same. */
const LOST: readonly FailureCode[] = ['LEDGER_LOST', 'BUCKET_NOT_FOUND', 'CONTENTS_FILE_UNREADABLE'];

/**
 * A Delete or a rollback does nothing about what nobody knows any more: if it failed, the stack could neither be updated nor deleted.
 *
 * @param incoming the id that CloudFormation has
 */
export async function withoutWhatIsLost(
  { requestType, session, asker }: ContentsEvent, failed: Failure, incoming: string, { ownStack }: ContentsSurroundings,
): Promise<Outcome> {
  if (requestType === 'Create' || !LOST.includes(failed.code)) return failed;
  if (requestType === 'Delete') return NOTHING_DONE;
  const stack = await describeStack(ownStack, session, asker.stackId);
  if (stack.kind === 'REFUSED' || !isUndoingUpdate(stack.output)) return failed;
  return { kind: 'MANAGED', physicalResourceId: incoming, attributes: NOTHING_KNOWN, label: 'KEPT', versions: {} };
}

const NOTHING_KNOWN: ContentsAttributes = {
  Users: '', Groups: '', Memberships: '', Created: '', Adopted: '', Failed: '', Owed: '', LookedUpIds: '', Report: '',
};
