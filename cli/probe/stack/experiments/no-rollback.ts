import type { Seen } from '../../../../sandbox/seed/probe-result';
import type { ProbedStack } from '../probed-stack';
import { FAILING } from '../template';

/** What becomes of the other resources when an update fails that isn't rolled back. */
export async function noRollback(stack: ProbedStack): Promise<Seen> {
  const { status, records } = await stack.notRolledBack();
  const others = records.filter(({ resource }) => resource !== FAILING);
  return {
    status,
    updated: others.filter(({ type, phase }) => type === 'Update' && phase === 'NOT_ROLLED_BACK').length,
    undone: others.filter(({ before }) => before === 'NOT_ROLLED_BACK').length,
    deletesOfWhatFailed: records.filter(({ resource, type }) => resource === FAILING && type === 'Delete').length,
  };
}
