import type { Seen } from '../../../../sandbox/seed/probe-result';
import { NotSettled } from '../../experiment';
import type { ProbedStack } from '../probed-stack';

/**
 * Whether an update in express mode is over before the functions of its custom resources have answered. The clocks of AWS's services differ by less than an
 * event takes.
 */
export async function express(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.expressed();
  const { events } = await stack.events();
  const overAt = events.find(({ ResourceStatus: status, PhysicalResourceId: id }) => id === stack.id && status?.startsWith('UPDATE_COMPLETE'))?.Timestamp?.getTime();
  const lastAnswer = Math.max(...records.map(({ endedAt }) => endedAt));
  const firstBegin = Math.min(...records.map(({ startedAt }) => startedAt));
  if (overAt === undefined || records.length === 0) throw new NotSettled('not all of its events were found');
  const margin = (lastAnswer - firstBegin) / 2;
  return { events: records.length, answers: overAt > lastAnswer - margin ? 'WAITED_FOR' : 'NOT_WAITED_FOR' };
}
