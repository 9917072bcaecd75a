import type { Seen } from '../../../../sandbox/seed/probe-result';
import type { ProbedStack } from '../probed-stack';

/** So many requests are sent at once, one time after the other, until not all are taken. */
const AT_ONCE = [5, 10, 15, 20];

/** By then as many are taken again as at first, in milliseconds. */
const RECOVERY = 5_000;
const SECOND = 1_000;

/** How many requests of DescribeStacks are taken at once, and how many a second after that. */
export async function requestRatesOf(stack: ProbedStack): Promise<Seen> {
  await stack.created();
  let seen: Seen = {};
  for (const sentAtOnce of AT_ONCE) {
    await stack.time.sleep(RECOVERY);
    const takenAtOnce = await stack.calls.takenAtOnce(stack.id, sentAtOnce);
    seen = { sentAtOnce, takenAtOnce };
    if (takenAtOnce === sentAtOnce) continue;
    await stack.time.sleep(SECOND);
    const takenASecondLater = await stack.calls.takenAtOnce(stack.id, sentAtOnce);
    await stack.time.sleep(RECOVERY);
    return { ...seen, takenASecondLater };
  }
  return seen;
}
