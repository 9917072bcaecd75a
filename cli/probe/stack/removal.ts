import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Time } from '../../../sandbox/time/time';
import { answerOf } from '../answer';
import { CallFailed } from '../ended-call';
import { NotSettled } from '../experiment';
import { foundOf, settledStatus } from './settled';
import type { StackCalls } from './stack-calls';
import type { StackLook } from './stack-run';
import { RECORD_TYPE } from './template';

/** A deletion that leaves something, and one without that. */
const ROUNDS = 3;

/** How often it is begun anew if a call fails: for some minutes together, as others may be throttling CloudFormation, or the network may be gone. */
const ATTEMPTS = 6;

/** With these it fails each time. */
const FINAL = ['AccessDenied', 'AccessDeniedException', 'ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId'];

/** How often a stack is looked for whose creation had no answer, and how long between, in milliseconds. Between attempts it is twice as long each time. */
const LOOKS = 3;
const PAUSE = 3_000;

/**
 * Deletes a stack, whatever it is about: waits for what is under way first. What its function doesn't let go of is only a record. Never fails.
 *
 * @param isOwn tells by a look at it whether it is the one that is meant, if that isn't certain, and neither that it was made
 * @returns why it is still there, if it is
 */
export async function whyNotRemoved(calls: StackCalls, time: Time, nameOrId: string, isOwn?: (look: StackLook) => boolean): Promise<string | undefined> {
  let why: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await time.sleep(PAUSE * 2 ** (attempt - 1));
    try {
      return !isOwn || await isFound(calls, time, nameOrId, isOwn) ? await removed(calls, time, nameOrId) : undefined;
    } catch (thrown) {
      why = wordsOf(thrown);
      if (isFinal(thrown)) return why;
    }
  }
  return why;
}

function isFinal(thrown: unknown): boolean {
  return thrown instanceof CallFailed ? FINAL.includes(thrown.exception) : !(thrown instanceof NotSettled);
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof CallFailed) return `${thrown.exception}: ${thrown.message}`;
  return (thrown instanceof NotSettled ? thrown.said : undefined) ?? (thrown as Error).message;
}

/** Whether a stack is there that was made a moment ago, if it was. Somebody else's of the same name isn't it. */
async function isFound(calls: StackCalls, time: Time, nameOrId: string, isOwn: (look: StackLook) => boolean): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await time.sleep(PAUSE);
    const stack = foundOf(await calls.describe(nameOrId));
    if (stack) return isOwn(stack);
  }
  return false;
}

async function removed(calls: StackCalls, time: Time, nameOrId: string): Promise<string | undefined> {
  let status = await settledStatus(calls, time, nameOrId);
  let why: string | undefined;
  for (let round = 0; round < ROUNDS && status !== GONE; round++) {
    const { refusal } = await calls.delete(nameOrId, status === 'DELETE_FAILED' ? await undeletedRecords(calls, nameOrId) : []);
    // Perhaps an update whose answer was lost has only now begun, which is waited for.
    why = refusal && `${refusal.exception}: ${refusal.message}`;
    status = await settledStatus(calls, time, nameOrId);
  }
  if (status === GONE) return undefined;
  return why ?? [`it is in ${status}`, ...(await undeleted(calls, nameOrId)).map(inWords)].join('; ');
}

const GONE = 'DELETE_COMPLETE';

/** Nothing but a record is ever given up: roles, functions and logs are deleted or told. */
async function undeletedRecords(calls: StackCalls, nameOrId: string): Promise<string[]> {
  return (await undeleted(calls, nameOrId)).filter(({ ResourceType: type }) => type === RECORD_TYPE).map(({ LogicalResourceId: id = '' }) => id);
}

async function undeleted(calls: StackCalls, nameOrId: string): Promise<readonly StackResourceSummary[]> {
  return answerOf(await calls.resources(nameOrId)).filter(({ ResourceStatus: status }) => status === 'DELETE_FAILED');
}

function inWords({ LogicalResourceId: id = '', ResourceStatusReason: reason = 'no reason is told' }: StackResourceSummary): string {
  return `${id}: ${reason}`;
}
