import type { Seen } from '../../../../sandbox/seed/probe-result';
import { NotSettled } from '../../experiment';
import type { ProbedStack } from '../probed-stack';
import { LOOKING } from '../template';

/** With which id a resource that an update has replaced gets the update that undoes that, and which of both is deleted then. */
export async function rollback(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.rolledBack();
  const ofReplaced = records.filter(({ resource }) => resource === LOOKING);
  const undoing = ofReplaced.filter(({ type, before }) => type === 'Update' && before === 'ROLLED_BACK');
  if (ofReplaced.every(({ type, phase }) => type !== 'Update' || phase !== 'ROLLED_BACK')) throw new NotSettled('nothing was replaced before the rollback');
  return {
    idOfRollback: undoing.length === 0 ? 'NO_UPDATE' : wordsOf(undoing.map(({ id }) => id)),
    deletedAfterwards: wordsOf(ofReplaced.filter(({ type }) => type === 'Delete').map(({ id }) => id)),
    statusOfRollback: undoing.at(0)?.status ?? 'NOT_SEEN',
    updatesOfRollback: records.filter(({ type, before }) => type === 'Update' && before === 'ROLLED_BACK').length,
  };
}

/** Which of the two resources it was, or both. */
function wordsOf(ids: readonly (string | undefined)[]): string {
  const words = new Set(ids.map((id) => (id === `${LOOKING}-second` ? 'NEW' : id === `${LOOKING}-first` ? 'OLD' : 'OTHER')));
  return words.size === 0 ? 'NONE' : [...words].sort().join('_AND_');
}
