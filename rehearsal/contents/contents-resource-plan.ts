import type { ResourcePlan, Verb } from '../plan';
import { forwardOutcome, lastOf, Rehearsed, removalOutcome } from '../resource-plan';
import { CONTENTS_RESOURCE_TYPE } from '../../lib/contract/contents';
import type { ContentsPlan } from './contents-plan';

/** Outcomes that say of contents as a whole that nothing, or not all, is done. */
const WHOLE = ['refused', 'not reached', 'unknown'];

/**
 * What a deployment would do with contents. Another id of theirs is no other contents: by the Delete of the one before, those leave who have no row any more.
 */
export function contentsResourcePlan(rehearsed: Rehearsed, contents: ContentsPlan): ResourcePlan[] {
  const { path, logicalId, entries, events, properties, before } = rehearsed;
  const [forward, removing] = [entries.filter(({ requestType }) => requestType !== 'Delete'), entries.filter(({ requestType }) => requestType === 'Delete')];
  const removal = lastOf(events, (status) => status.startsWith('DELETE_'));
  if (!properties && !removal) return [];
  const brought = properties && forwardOutcome(rehearsed, forward);
  const removed = removal && removing.length > 0 ? removalOutcome(removal, removing) : undefined;
  const outcome = (brought && WHOLE.includes(brought.verb) ? brought : undefined) ?? (removed && WHOLE.includes(removed.verb) ? removed : undefined);
  const hasChanges = contents.entries.some(({ verb }) => verb !== 'keeps');
  const verb = !properties ? removed?.verb ?? 'leaves' : !before ? 'creates' : hasChanges ? 'changes' : 'keeps';
  return [{ ...wholeContents(path, logicalId, verb, contents), ...outcome }];
}

/** Contents among the resources of a plan. */
export function wholeContents(path: string, logicalId: string, verb: Verb, contents: ContentsPlan): ResourcePlan {
  return { path, logicalId, type: CONTENTS_RESOURCE_TYPE, entity: { kind: 'contents', name: path.split('/').at(-1) ?? path }, verb, changes: [], contents };
}
