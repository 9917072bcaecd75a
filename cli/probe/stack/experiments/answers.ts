import type { Seen } from '../../../../sandbox/seed/probe-result';
import type { ProbedStack } from '../probed-stack';

/** What the URL tells to which a function answers. */
export async function answers(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.created();
  const dated = records.filter(({ isDated }) => isDated).length;
  return { events: records.length, urls: dated === records.length ? 'DATED' : dated === 0 ? 'NOT_DATED' : 'SOME_DATED' };
}
