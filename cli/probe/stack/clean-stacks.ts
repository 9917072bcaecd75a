import type { StackSummary } from '@aws-sdk/client-cloudformation';
import type { Time } from '../../../sandbox/time/time';
import { Allowance, WITHOUT_LIMITS } from '../allowance';
import { neededAnswerOf } from '../answer';
import type { Cleaned } from '../clean';
import { Calls } from '../ended-call';
import type { Left } from '../traces';
import type { StackClients } from './clients';
import { placeOf } from './probe-stack';
import { whyNotRemoved } from './removal';
import { StackCalls } from './stack-calls';
import { isThrowAwayName, isThrowAwayStack, looksLikeThrowAwayStack } from './stack-run';

/**
 * Deletes the stacks that probes have made in an account and a Region and not deleted: exactly those whose names and tags prove that.
 *
 * @param tell is told which one is being deleted, which takes minutes
 * @throws CallFailed, or what the SDK threw, if the stacks can't be read
 */
export async function cleanStacks(clients: StackClients, time: Time, tell: (name: string) => void = () => undefined): Promise<Cleaned> {
  const allowance = new Allowance(time, undefined, WITHOUT_LIMITS);
  const place = await placeOf(clients, new Calls('sts', time, allowance));
  const calls = new StackCalls(clients, time, allowance);
  const deleted: Pick<Left, 'kind' | 'name'>[] = [];
  const left: Left[] = [];
  const alike: string[] = [];
  for (const { StackId: id = '', StackName: name = '' } of await alikeIn(calls)) {
    // The policy for cleaning lets nobody look at others.
    if (!isThrowAwayName(place, name) || !isThrowAwayStack(place, neededAnswerOf(await calls.describe(id)))) {
      alike.push(name);
      continue;
    }
    tell(name);
    const why = await whyNotRemoved(calls, time, id);
    if (why === undefined) deleted.push({ kind: 'stack', name });
    else left.push({ kind: 'stack', name, why });
  }
  return { deleted, left, alike };
}

/** All stacks that are called as those of probes are. */
async function alikeIn(calls: StackCalls): Promise<StackSummary[]> {
  const alike: StackSummary[] = [];
  let next: string | undefined;
  do {
    const page = neededAnswerOf(await calls.list(next));
    alike.push(...page.items.filter(({ StackName = '' }) => looksLikeThrowAwayStack(StackName)));
    next = page.next;
  } while (next !== undefined);
  return alike;
}
