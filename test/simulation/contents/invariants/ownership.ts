import { isOf } from '../../ledger';
import { isByContents } from '../removals';
import type { ContentsRun } from '../run';
import type { ContentsInvariant } from './invariant';

/** What the ledger counts as created was created by the contents. */
export const ownership: ContentsInvariant = {
  name: 'ownership',
  holds: 'the ledger counts nothing as created that somebody else made, but for memberships that OVERWRITE took over.',
  afterDeployment(run, { kept, stack }) {
    return (kept?.entries ?? []).filter((entry) => entry.ownership === 'created').flatMap(({ id, kind }) => {
      const creation = run.ledger.creation(id);
      if (creation && isOf(creation.author, stack.id) && isByContents(creation.author)) return [];
      const isOverwritten = kind === 'membership' && run.events.some(({ event }) =>
        event.StackId === stack.id && event.ResourceProperties.MembershipConflictPolicy === 'OVERWRITE');
      return isOverwritten || mayBeTakenForOwn(run, id, stack.id) ? [] : [`${kind} ${id} counts as created`];
    });
  },
};

/** How far the time that the service says can be from when the function made a call, in milliseconds. */
const ABOUT = 90_000;

/** Whether somebody else made it while a create of the contents had no answer: only the time tells the two apart. */
export function mayBeTakenForOwn(run: ContentsRun, id: string, stackId: string): boolean {
  const creation = run.ledger.creation(id);
  if (!creation) return false;
  const isNear = run.events.some(({ event, started, ended = Infinity, faults }) => event.StackId === stackId
    && creation.at >= started - 2_000 && creation.at <= Math.max(ended, started + ABOUT)
    && faults.some((fault) => fault.includes(':Create') || fault.includes('KILLED')));
  if (isNear) run.excused.add('made by others in the same seconds');
  return isNear;
}
