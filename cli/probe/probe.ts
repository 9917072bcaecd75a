import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { ProbeResult } from '../../sandbox/seed/probe-result';
import type { Time } from '../../sandbox/time/time';
import { Allowance } from './allowance';
import { neededAnswerOf } from './answer';
import { allSaid, carriedOut, resultOf, unlessStopped } from './carried-out';
import type { ProbingClients } from './clients';
import { Calls } from './ended-call';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from './experiments';
import { OrganizationCalls } from './organization-calls';
import { ProbedStore, ProbingCaller } from './probed-store';
import { whyProviderOwns } from './provider';
import { StoreCalls } from './store-calls';
import { Run } from './throw-away';
import { Left, Traces } from './traces';

/** What is to be probed. */
export interface AskedProbe {
  readonly identityStoreId: string;
  readonly organization: boolean;
}

export interface ProbeSurroundings {
  readonly time: Time;
  /** 12 hexadecimal digits that no other run has. */
  readonly runId: string;
  /** Of the command. */
  readonly version: string;
  /** Aborted when somebody ends the probe, which then only cleans up. */
  readonly signal?: AbortSignal;
  /** Is told what is done next. */
  readonly tell?: (step: string) => void;
}

/** How a probe has ended. */
export type ProbeEnd =
  | { readonly kind: 'REFUSED'; readonly why: string }
  | { readonly kind: 'STOPPED'; readonly left: readonly Left[] }
  | { readonly kind: 'DONE'; readonly result: ProbeResult; readonly said: readonly string[]; readonly left: readonly Left[] };

/**
 * Carries out all experiments in a store, and cleans up whatever happens.
 *
 * @throws CallFailed, or what the SDK threw, if the store can't even be looked at
 */
export async function probe(asked: AskedProbe, clients: ProbingClients, surroundings: ProbeSurroundings): Promise<ProbeEnd> {
  const { time, runId, version, signal, tell = () => undefined } = surroundings;
  const { identityStoreId } = asked;
  const allowance = new Allowance(time, signal);
  const calls = new StoreCalls(identityStoreId, clients.identityStore, new Calls('identitystore', time, allowance));
  const looked = await unlessStopped(allowance, async () => {
    const caller = await callerOf(clients, new Calls('sts', time, allowance));
    return { caller, why: await whyProviderOwns(calls) };
  });
  if (!looked) return { kind: 'STOPPED', left: [] };
  if (looked.why !== undefined) return { kind: 'REFUSED', why: looked.why };

  // Whoever ends the probe isn't made to wait for what it only waits for.
  const impatient: Time = { now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds, signal) };
  const store = new ProbedStore(calls, new Run(identityStoreId, runId), looked.caller, new Traces(calls, time), clients.isDated, impatient);
  const organization = { calls: new OrganizationCalls(clients.organizations, new Calls('organizations', time, allowance)), time };
  const concluded = await carriedOut(STORE_EXPERIMENTS, store, allowance, tell);
  if (asked.organization) concluded.push(...await carriedOut(ORGANIZATION_EXPERIMENTS, organization, allowance, tell));
  tell('cleaning up');
  allowance.beginCleaning();
  const left = await store.traces.clean(store.lag);
  if (allowance.isStopped) return { kind: 'STOPPED', left };
  return { kind: 'DONE', result: resultOf(concluded, allowance, { version, time }), said: allSaid(concluded), left };
}

async function callerOf({ sts }: ProbingClients, calls: Calls): Promise<ProbingCaller> {
  const { Account: account = '', Arn: arn = '', UserId: userId = '' } = neededAnswerOf(await calls.call('GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({}))));
  return { account, arn, userId };
}
