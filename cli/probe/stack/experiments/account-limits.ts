import type { Seen } from '../../../../sandbox/seed/probe-result';
import { answerOf } from '../../answer';
import { NotSettled } from '../../experiment';
import type { ProbedStack } from '../probed-stack';

/** How many invocations the account may have at the same time. */
export async function accountLimits({ calls }: ProbedStack): Promise<Seen> {
  const concurrency = answerOf(await calls.mostInvocations());
  if (concurrency === undefined) throw new NotSettled('the account tells no limit');
  return { concurrency };
}
