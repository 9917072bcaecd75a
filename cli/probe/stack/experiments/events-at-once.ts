import type { Seen } from '../../../../sandbox/seed/probe-result';
import type { ProbedStack } from '../probed-stack';
import { mostAtOnce } from '../records';
import { RECORDERS, STAYING_RECORDERS } from '../template';

/** How many events of a stack are under way at the same time, of those that could be. */
export async function eventsAtOnce(stack: ProbedStack): Promise<Seen> {
  const { records: created } = await stack.created();
  const { records: rolledBack } = await stack.rolledBack();
  const { records: cleanedUp } = await stack.cleanedUp();
  const { records: deleted } = await stack.deleted();
  return {
    resources: RECORDERS + 1,
    create: mostAtOnce(created),
    update: mostAtOnce(rolledBack.filter(({ type, phase }) => type === 'Update' && phase === 'ROLLED_BACK')),
    rollback: mostAtOnce(rolledBack.filter(({ type, before }) => type === 'Update' && before === 'ROLLED_BACK')),
    resourcesOfCleanUp: RECORDERS - STAYING_RECORDERS + 1,
    cleanUp: mostAtOnce(cleanedUp.filter(({ type }) => type === 'Delete')),
    resourcesOfDeletion: STAYING_RECORDERS + 1,
    delete: mostAtOnce(deleted.filter(({ type }) => type === 'Delete')),
  };
}
