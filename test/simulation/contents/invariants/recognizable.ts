import type { Group, Membership, User } from '../../../../sandbox/identity-store/entities';
import type { Delivery } from '../../deliveries';
import type { Change } from '../../ledger';
import type { ContentsRun } from '../run';

/** Whether the function can tell what it has made, if it didn't hear of that: by the time, and as long as nobody else changes it. */
export function isRecognizable(run: ContentsRun, stackId: string, creation: Change): boolean {
  const { author, id, kind } = creation;
  if (wasRepeated(run, creation)) {
    run.excused.add('made by a call that was given up, after what its repetition has made was deleted');
    return false;
  }
  const { clockOffsetMilliseconds: offset = 0, datesAnswers = false } = run.plan.identityStore;
  const isComparable = offset === 0 || (datesAnswers && kind !== 'GroupMembership');
  const { faults } = author as Delivery;
  const isUnheard = faults.some((fault) => fault.includes(':Create') || fault.includes('KILLED'));
  if (!isUnheard || (isComparable && !run.ledger.touchedByOthers(id, stackId))) return true;
  run.excused.add('can\'t be told from somebody else\'s');
  return false;
}

/** Whether the call was given up and repeated, and took effect once there was no more of what its repetition had made. */
function wasRepeated(run: ContentsRun, creation: Change): boolean {
  const { author, at, kind, id, isBelated } = creation;
  return isBelated && run.ledger.changes.some((earlier) =>
    earlier.author === author && earlier.at < at && earlier.kind === kind && earlier.id !== id && !earlier.before && nameOf(earlier) === nameOf(creation));
}

function nameOf({ after }: Change): string {
  const { UserName, DisplayName, GroupId, MemberId } = (after?.value ?? {}) as Partial<User & Group & Membership>;
  return UserName ?? DisplayName ?? `${GroupId} ${MemberId?.UserId}`;
}
