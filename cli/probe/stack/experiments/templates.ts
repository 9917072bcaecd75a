import type { Seen } from '../../../../sandbox/seed/probe-result';
import type { ProbedStack } from '../probed-stack';
import type { RecordedEvent } from '../records';
import { LOOKING } from '../template';

/** Which template and which status a function reads of its own stack while that is being updated, and rolled back. */
export async function templates(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.rolledBack();
  const updates = records.filter(({ resource, type }) => resource === LOOKING && type === 'Update');
  const [forward, back] = [updates.find(({ phase }) => phase === 'ROLLED_BACK'), updates.find(({ before }) => before === 'ROLLED_BACK')];
  return {
    templateDuringUpdate: templateIn(forward), statusDuringUpdate: forward?.status ?? 'NOT_SEEN',
    templateDuringRollback: templateIn(back), statusDuringRollback: back?.status ?? 'NOT_SEEN',
  };
}

function templateIn(record: RecordedEvent | undefined): string {
  if (record?.template === 'ROLLED_BACK') return 'NEW';
  return record?.template === 'CREATED' ? 'OLD' : record?.template ?? 'NOT_SEEN';
}
