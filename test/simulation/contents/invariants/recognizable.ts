import type { Delivery } from '../../deliveries';
import type { Change } from '../../ledger';
import type { ContentsRun } from '../run';

/** Whether the function can tell what it has made, if it didn't hear of that: by the time, and as long as nobody else changes it. */
export function isRecognizable(run: ContentsRun, stackId: string, { author, id, kind }: Change): boolean {
  const { clockOffsetMilliseconds: offset = 0, datesAnswers = false } = run.plan.identityStore;
  const isComparable = offset === 0 || (datesAnswers && kind !== 'GroupMembership');
  const { faults } = author as Delivery;
  const isUnheard = faults.some((fault) => fault.includes(':Create') || fault.includes('KILLED'));
  if (!isUnheard || (isComparable && !run.ledger.touchedByOthers(id, stackId))) return true;
  run.excused.add('can\'t be told from somebody else\'s');
  return false;
}
