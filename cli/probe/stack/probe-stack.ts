import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Time } from '../../../sandbox/time/time';
import { Allowance, Limits } from '../allowance';
import { neededAnswerOf } from '../answer';
import { allSaid, carriedOut, resultOf, unlessStopped } from '../carried-out';
import { Calls } from '../ended-call';
import type { ProbeEnd, ProbeSurroundings } from '../probe';
import type { StackClients } from './clients';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from './experiments';
import { ProbedStack } from './probed-stack';
import { StackCalls } from './stack-calls';
import { StackPlace, StackRun } from './stack-run';

/** So many calls a probe of a stack makes at most, and so long it takes, in milliseconds. */
export const MOST_STACK_CALLS = 400;
export const LONGEST_STACK_PROBE = 900_000;

const LIMITS: Limits = { calls: MOST_STACK_CALLS, milliseconds: LONGEST_STACK_PROBE, callsToClean: 100, millisecondsToClean: 300_000 };

/** What is probed, beside what always is. */
export interface AskedStackProbe {
  /** Whether also how many requests CloudFormation takes, which others in the account may notice. */
  readonly throttling: boolean;
}

/**
 * Carries out all experiments with a stack, and deletes it whatever happens.
 *
 * @throws CallFailed, or what the SDK threw, if it isn't even known whose account it is
 */
export async function probeStack({ throttling }: AskedStackProbe, clients: StackClients, surroundings: ProbeSurroundings): Promise<ProbeEnd> {
  const { time, runId, version, signal, tell = () => undefined } = surroundings;
  const allowance = new Allowance(time, signal, LIMITS);
  const place = await unlessStopped(allowance, () => placeOf(clients, new Calls('sts', time, allowance)));
  if (!place) return { kind: 'STOPPED', left: [] };

  // Whoever ends the probe isn't made to wait for what it only waits for, until it cleans up.
  let isCleaning = false;
  const impatient: Time = { now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds, isCleaning ? undefined : signal) };
  const run = new StackRun(place, runId);
  const calls = new StackCalls(clients, impatient, allowance);
  const stack = new ProbedStack(calls, run, impatient);
  const concluded = await carriedOut(throttling ? [...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS] : STACK_EXPERIMENTS, stack, allowance, tell);
  tell('its deletion');
  isCleaning = true;
  allowance.beginCleaning();
  const why = await stack.remove();
  const left = why === undefined ? [] : [{ kind: 'stack' as const, name: run.stackName, why }];
  if (allowance.isStopped) return { kind: 'STOPPED', left };
  return { kind: 'DONE', result: resultOf(concluded, allowance, { version, time }), said: allSaid(concluded), left };
}

/** Where stacks are made. */
export async function placeOf({ sts, region }: Pick<StackClients, 'sts' | 'region'>, calls: Calls): Promise<StackPlace> {
  const { Account: account = '' } = neededAnswerOf(await calls.call('GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({}))));
  return { account, region };
}
