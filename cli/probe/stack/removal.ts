import type { Time } from '../../../sandbox/time/time';
import { Ended } from '../allowance';
import { answerOf } from '../answer';
import { CallFailed } from '../ended-call';
import { NotSettled } from '../experiment';
import type { StackCalls } from './stack-calls';
import { settledStatus } from './settled';
import { RECORD_TYPE } from './template';

/** A deletion that leaves something, and one without that. */
const ROUNDS = 3;

/** How often it is begun anew if a call fails. */
const ATTEMPTS = 3;

/** How often a stack is looked for whose creation had no answer, and how long between, in milliseconds. */
const LOOKS = 3;
const PAUSE = 3_000;

/**
 * Deletes a stack, whatever it is about: waits for what is under way first. What its function doesn't let go of is only a record. Never fails.
 *
 * @param isCertain whether the stack was there, so that one look for it is enough
 * @returns why it is still there, if it is
 */
export async function whyNotRemoved(calls: StackCalls, time: Time, nameOrId: string, isCertain: boolean): Promise<string | undefined> {
  let why: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await time.sleep(PAUSE);
    try {
      return isCertain || await isFound(calls, time, nameOrId) ? await removed(calls, time, nameOrId) : undefined;
    } catch (thrown) {
      if (thrown instanceof Ended || thrown instanceof NotSettled) return thrown.message;
      if (!(thrown instanceof CallFailed)) throw thrown;
      why = `${thrown.exception}: ${thrown.message}`;
    }
  }
  return why;
}

/** Whether a stack is there that was made a moment ago, if it was. */
async function isFound(calls: StackCalls, time: Time, nameOrId: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await time.sleep(PAUSE);
    if (!(await calls.describe(nameOrId)).refusal) return true;
  }
  return false;
}

async function removed(calls: StackCalls, time: Time, nameOrId: string): Promise<string | undefined> {
  let status = await settledStatus(calls, time, nameOrId);
  for (let round = 0; round < ROUNDS && status !== GONE; round++) {
    const { refusal } = await calls.delete(nameOrId, status === 'DELETE_FAILED' ? await undeletedRecords(calls, nameOrId) : []);
    if (refusal) return `${refusal.exception}: ${refusal.message}`;
    status = await settledStatus(calls, time, nameOrId);
  }
  return status === GONE ? undefined : `it is in ${status}`;
}

const GONE = 'DELETE_COMPLETE';

/** Nothing but a record is ever given up: roles, functions and logs are deleted or told. */
async function undeletedRecords(calls: StackCalls, nameOrId: string): Promise<string[]> {
  const resources = answerOf(await calls.resources(nameOrId));
  return resources.filter(({ ResourceStatus: status, ResourceType: type }) => status === 'DELETE_FAILED' && type === RECORD_TYPE)
    .map(({ LogicalResourceId: id = '' }) => id);
}
