import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Time } from '../../../sandbox/time/time';
import { answerOf } from '../answer';
import { CallFailed, EndedCall } from '../ended-call';
import type { StackCalls } from './stack-calls';

/** How long between two looks, in milliseconds. */
const PAUSE = 5_000;

/** So many looks in a row may fail: the network comes back, or it doesn't. */
const MOST_FAILURES = 3;

/**
 * A stack that was looked at, if it is there.
 *
 * @throws NotSettled if the look was refused for another reason than that
 */
export function foundOf(ended: EndedCall<Stack>): Stack | undefined {
  return ended.refusal?.message.includes('does not exist') ? undefined : answerOf(ended);
}

/**
 * The status of a stack once no operation of it is under way. One that is no longer found by its name is deleted.
 *
 * @throws CallFailed or NotSettled if it can't be seen, Ended if it takes too long
 */
export async function settledStatus(calls: StackCalls, time: Time, nameOrId: string): Promise<string> {
  for (let failures = 0; ;) {
    try {
      const stack = foundOf(await calls.describe(nameOrId));
      if (!stack) return 'DELETE_COMPLETE';
      const status = String(stack.StackStatus);
      if (!status.endsWith('_IN_PROGRESS')) return status;
      failures = 0;
    } catch (thrown) {
      if (!(thrown instanceof CallFailed) || ++failures > MOST_FAILURES) throw thrown;
    }
    await time.sleep(PAUSE);
  }
}
