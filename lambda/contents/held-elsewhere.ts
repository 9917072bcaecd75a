import { CONTENTS_RESOURCE_TYPE } from '../../lib/contract/contents';
import { callFailure } from '../guard/call-failure';
import { Failure } from '../guard/failure';
import { parsePhysicalResourceId } from '../guard/ownership';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import { keptFile } from './contents-files';
import type { ContentsSurroundings } from './contents-surroundings';
import { declaredKeys } from './decide/declared-keys';
import type { Entry } from './ledger/entry';
import { readHead } from './ledger/head-object';
import { Journal } from './ledger/journal';
import type { LedgerKeys } from './ledger/keys';
import { LedgerObjects, LedgerPlace } from './ledger/ledger-objects';

/** What other resources of the stack hold: it isn't removed. */
export interface HeldElsewhere {
  holds(entry: Pick<Entry, 'id' | 'key'>): boolean;
}

export const NOTHING_HELD: HeldElsewhere = { holds: () => false };

/**
 * What constructs of their own hold, and other contents, as far as their ledger is in the same bucket: what that has, and what their file declares, which they
 * may only bring once the deployment has ended. What is being deleted holds nothing any more.
 *
 * @param own where the ledger of these contents is
 * @param keys of that ledger
 */
export async function heldElsewhere(
  { ownStack, objects }: Pick<ContentsSurroundings, 'ownStack' | 'objects'>, session: Session, stackId: string, own: LedgerPlace, keys: LedgerKeys,
): Promise<Result<HeldElsewhere>> {
  const list = ownStack.list(session, stackId);
  const read = await list.readUntil(session, () => false);
  if (read.kind !== 'DONE') return callFailure(read, 'looking what other resources of the stack hold');
  const present = list.resources.filter(({ status }) => !status.startsWith('DELETE_'));
  const ids = new Set(present.flatMap(({ physicalResourceId = '' }) => parsePhysicalResourceId(physicalResourceId)?.id ?? []));
  const declared = new Set<string>();
  for (const { resourceType, logicalResourceId } of present) {
    if (resourceType !== CONTENTS_RESOURCE_TYPE || logicalResourceId === own.logicalResourceId) continue;
    const held = await heldByContents(session, new LedgerObjects(objects, { ...own, logicalResourceId }), keys);
    if (held.kind === 'REFUSED') return held;
    held.output.ids.forEach((id) => ids.add(id));
    held.output.declared.forEach((key) => declared.add(key));
  }
  return done({ holds: ({ id, key }) => ids.has(id) || declared.has(key) });
}

interface HeldByContents {
  readonly ids: readonly string[];
  /** In the ledger of whoever asks. */
  readonly declared: ReadonlySet<string>;
}

const NOTHING: HeldByContents = { ids: [], declared: new Set() };

/** A ledger that is lost holds nothing: no deletion may fail for it. */
async function heldByContents(session: Session, objects: LedgerObjects, keys: LedgerKeys): Promise<Result<HeldByContents>> {
  const lostAsNothing = (refused: Failure): Result<HeldByContents> => refused.code === 'LEDGER_LOST' ? done(NOTHING) : refused;
  const read = await readHead(session, objects);
  if (read.kind === 'REFUSED') return lostAsNothing(read);
  const { head } = read.output ?? {};
  if (!head) return done(NOTHING);
  const entries = await Journal.look(session, objects, head);
  if (entries.kind === 'REFUSED') return lostAsNothing(entries);
  const [newest] = head.files;
  const file = newest ? await keptFile(session, objects, newest) : done(undefined);
  if (file.kind === 'REFUSED') return file;
  return done({
    ids: [...entries.output].filter(({ state }) => state === 'declared').map(({ id }) => id),
    declared: file.output ? declaredKeys(file.output, keys) : NOTHING.declared,
  });
}
