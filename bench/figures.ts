import type { CallsResult } from './measures/calls';
import type { ContentsResult, ContentsSample } from './measures/contents';
import type { Deployments, DeploymentResult } from './measures/deployment';
import type { LargeStackResult, LargeStackRuns, LargeStackSample, LargeStackStep } from './measures/large-stack';
import type { LimitResult, LimitRuns } from './measures/limit';
import type { ManyMembershipsResult, ManyMembershipsSample } from './measures/many-memberships';
import type { PlanResult, PlanRuns } from './measures/plan';
import type { LoadedSubject, StartResult } from './measures/start';
import type { SynthesisResult, SynthesizedStacks } from './measures/synthesis';
import { ratioOf, Summary, summaryOf } from './statistics';
import { CONCURRENCIES } from './subjects/concurrency';
import type { ScenarioName } from './subjects/deployment/people';
import type { CampaignMonth } from './subjects/campaign-month';
import { dollarsOf } from './subjects/prices';
import type { Way } from './subjects/deployment/ways';
import type { MembershipWay } from './subjects/many-memberships';
import type { Gotten } from './subjects/somebody';
import type { FunctionName } from './subjects/function-names';

/** What the samples come to. Each figure is a ratio, or a count, with its spread. */

export function loaded(result: StartResult, name: FunctionName, subject: string): LoadedSubject {
  return one(result[name].filter((candidate) => candidate.name === subject));
}

/** How long the function takes to load, compared with something else. */
export function loadingRatio(result: StartResult, name: FunctionName, subject: string): Summary {
  return ratioOf(loaded(result, name, 'function').milliseconds, loaded(result, name, subject).milliseconds);
}

export function deployments(result: DeploymentResult, way: Way, scenario: ScenarioName, requestsPerSecond?: number): Deployments {
  return one(result.filter((candidate) => candidate.way === way && candidate.scenario === scenario && candidate.requestsPerSecond === requestsPerSecond));
}

/** How long another way takes, compared with this library. */
export function deploymentRatio(guarded: Deployments, other: Deployments): Summary {
  const milliseconds = ({ samples }: Deployments): number[] => samples.map(({ stackMilliseconds }) => stackMilliseconds);
  return ratioOf(milliseconds(other), milliseconds(guarded));
}

export function invocationsEach({ samples, declared }: Deployments): Summary {
  return summaryOf(samples.map(({ invocations }) => invocations / declared));
}

export function callsEach({ samples, declared }: Deployments): Summary {
  return summaryOf(samples.map(({ calls }) => sumOf(calls) / declared));
}

export function succeeded({ samples }: Deployments): number {
  return samples.filter(({ status }) => status === 'CREATE_COMPLETE').length;
}

export function steps(result: CallsResult, pattern: RegExp): CallsResult {
  const found = result.filter(({ resource, step }) => pattern.test(`${resource}: ${step}`));
  if (found.length === 0) throw new Error(`no step is ${pattern}`);
  return found;
}

/** The part of the limit that was used while there was something to do. The requests that pass at once make it more than 1 for a short while. */
export function shareOfLimit({ requestsPerSecond }: LimitResult, { memberships, samples }: LimitRuns): Summary {
  return summaryOf(samples.map(({ seconds }) => memberships / requestsPerSecond / seconds));
}

export function limitRuns({ runs }: LimitResult, memberships: number, concurrency: keyof typeof CONCURRENCIES, realTime = false): LimitRuns {
  return one(runs.filter((run) => run.memberships === memberships && run.concurrency === CONCURRENCIES[concurrency] && run.realTime === realTime));
}

export function requestsEach({ memberships, samples }: LimitRuns): Summary {
  return summaryOf(samples.map(({ requests }) => requests / memberships));
}

export function largeStackRuns({ runs }: LargeStackResult, step: LargeStackStep, concurrency: number): LargeStackRuns {
  return one(runs.filter((run) => run.step === step && run.concurrency === concurrency));
}

/** The time of the calls to the Identity Store, compared with what its limit takes for them. */
export function timeAtLimit({ samples }: LargeStackRuns): Summary {
  return summaryOf(samples.map(({ storeSeconds, limitSeconds }) => storeSeconds / limitSeconds));
}

/** Calls to CloudFormation for each event. */
export function stackCallsEach({ samples }: LargeStackRuns, which: 'sent' | 'carriedOut'): Summary {
  return summaryOf(samples.map((sample) => sumOf(sample[which]) / sample.events));
}

/** The worst of all runs. */
export function worst(runs: readonly LargeStackRuns[], figure: (sample: LargeStackSample) => number): number {
  return Math.max(...runs.flatMap(({ samples }) => samples.map(figure)));
}

/** What somebody else gets a second beside a deployment. */
export function gottenBeside({ beside: { samples } }: LargeStackResult, concurrency: number, how: 'atOnce' | 'withRetries'): Summary {
  return summaryOf(samples.filter((sample) => sample.concurrency === concurrency).map((sample) => sample[how] / sample.seconds));
}

export function besideConcurrencies({ beside: { samples } }: LargeStackResult): readonly number[] {
  return [...new Set(samples.map(({ concurrency }) => concurrency))];
}

/** The part of the declared pace that contents reached while there was something to do. */
export function shareOfPace({ pace }: ContentsResult, { memberships, seconds }: ContentsSample): number {
  return memberships / pace / seconds;
}

/** Requests to the Identity Store for each membership. */
export function requestsOfContents({ memberships, requests }: ContentsSample): number {
  return sumOf(storeRequests(requests)) / memberships;
}

/** The part of what somebody else needed. */
export function gottenShare(gotten: Gotten, how: 'atOnce' | 'withRetries'): number {
  return gotten[how] / gotten.needed;
}

/** The import of the most memberships. */
export function largestImport({ imports }: ContentsResult, isAlone: boolean): ContentsSample {
  const candidates = imports.filter(({ somebody }) => (somebody === undefined) === isAlone);
  const most = Math.max(...candidates.map(({ memberships }) => memberships));
  return one(candidates.filter(({ memberships }) => memberships === most));
}

/** The requests that a next deployment sends to the Identity Store. */
export function requestsAfter({ changes }: ContentsResult, pattern: RegExp): number {
  return sumOf(one(changes.filter(({ what }) => pattern.test(what))).requests);
}

/** What a campaign costs in 30 days. */
export function monthlyDollars({ usage, days }: CampaignMonth): number {
  return dollarsOf(usage) / days * 30;
}

export function manyMemberships(result: ManyMembershipsResult, way: MembershipWay, isSlowed = false): ManyMembershipsSample {
  return one(result.filter((sample) => sample.way === way && (sample.processorShare < 1) === isSlowed && !sample.areMembers));
}

/** Plans of a stack of this size, in the smallest or the largest directory. */
export function planRuns(result: PlanResult, resources: number, directory: 'smallest' | 'largest'): readonly PlanRuns[] {
  const users = result.map((runs) => runs.users);
  const wanted = directory === 'smallest' ? Math.min(...users) : Math.max(...users);
  return result.filter((runs) => runs.resources === resources && runs.users === wanted);
}

/** Guarded and native stacks of the same size. */
export function synthesisPairs(result: SynthesisResult): { readonly guarded: SynthesizedStacks; readonly native: SynthesizedStacks }[] {
  const ofKind = (kind: SynthesizedStacks['kind']): SynthesizedStacks[] => result.filter((candidate) => candidate.kind === kind);
  return ofKind('guarded').map((guarded) => ({ guarded, native: one(ofKind('native').filter(({ declared }) => declared === guarded.declared)) }));
}

export function synthesisRatio({ guarded, native }: { guarded: SynthesizedStacks; native: SynthesizedStacks }): Summary {
  return ratioOf(guarded.milliseconds, native.milliseconds);
}

function storeRequests(requests: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(requests).filter(([operation]) => operation.startsWith('identitystore:')));
}

function one<Item>(items: readonly Item[]): Item {
  const [only] = items;
  if (only === undefined || items.length > 1) throw new Error(`${items.length} results where there should be one`);
  return only;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
