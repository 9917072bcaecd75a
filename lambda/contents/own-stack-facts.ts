import { CONTENTS_RESOURCE_TYPE } from '../../lib/contract/contents';
import { callFailure } from '../guard/call-failure';
import { Failure } from '../guard/failure';
import { parsePhysicalResourceId } from '../guard/ownership';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import type { DescribedStack } from '../guard/stack-calls';
import type { StackReading } from '../guard/stack-reading';
import { LOOKING_FOR_ROLLBACK } from '../guard/stack-view';
import type { ContentsSurroundings } from './contents-surroundings';
import { Journal } from './ledger/journal';
import { LedgerObjects, LedgerPlace } from './ledger/ledger-objects';
import { readHead } from './ledger/head-object';

/** What the stack is doing. */
export async function describeStack(reading: StackReading, session: Session, stackId: string): Promise<Result<DescribedStack>> {
  const described = await reading.describe(session, stackId);
  return described.kind === 'DONE' ? done(described.output.what) : callFailure(described, LOOKING_FOR_ROLLBACK);
}

/**
 * The ids that other resources of the stack hold: constructs of their own, and other contents, as far as their ledger is in the same bucket. What is being
 * deleted holds nothing any more.
 *
 * @param own where the ledger of these contents is
 */
export async function idsHeldIn(
  { ownStack, objects }: Pick<ContentsSurroundings, 'ownStack' | 'objects'>, session: Session, stackId: string, own: LedgerPlace,
): Promise<Result<ReadonlySet<string>>> {
  const list = ownStack.list(session, stackId);
  const read = await list.readUntil(session, () => false);
  if (read.kind !== 'DONE') return callFailure(read, 'looking what other resources of the stack hold');
  const present = list.resources.filter(({ status }) => !status.startsWith('DELETE_'));
  const held = new Set(present.flatMap(({ physicalResourceId = '' }) => parsePhysicalResourceId(physicalResourceId)?.id ?? []));
  for (const { resourceType, logicalResourceId } of present) {
    if (resourceType !== CONTENTS_RESOURCE_TYPE || logicalResourceId === own.logicalResourceId) continue;
    const declared = await idsDeclaredIn(session, new LedgerObjects(objects, { ...own, logicalResourceId }));
    if (declared.kind === 'REFUSED') return declared;
    declared.output.forEach((id) => held.add(id));
  }
  return done(held);
}

/** A ledger that is lost holds nothing: no deletion may fail for it. */
async function idsDeclaredIn(session: Session, objects: LedgerObjects): Promise<Result<readonly string[]>> {
  const lostAsNothing = (refused: Failure): Result<readonly string[]> => refused.code === 'LEDGER_LOST' ? done([]) : refused;
  const head = await readHead(session, objects);
  if (head.kind === 'REFUSED') return lostAsNothing(head);
  if (!head.output?.head) return done([]);
  const entries = await Journal.look(session, objects, head.output.head);
  if (entries.kind === 'REFUSED') return lostAsNothing(entries);
  return done([...entries.output].filter(({ state }) => state === 'declared').map(({ id }) => id));
}
