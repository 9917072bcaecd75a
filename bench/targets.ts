import {
  besideConcurrencies, deploymentRatio, deployments, gottenBeside, gottenShare, invocationsEach, largestImport, largeStackRuns, limitRuns, loaded, loadingRatio,
  manyMemberships, monthlyDollars, planRuns, requestsAfter, requestsOfContents, shareOfLimit, shareOfPace, stackCallsEach, steps, succeeded, synthesisPairs,
  synthesisRatio, timeAtLimit, worst,
} from './figures';
import type { ManyMembershipsResult } from './measures/many-memberships';
import type { PartName, ResultOf } from './results';
import { summaryOf } from './statistics';
import type { Gotten } from './subjects/somebody';

/** A figure that has to be reached. */
export interface Target<Name extends PartName> {
  readonly part: Name;
  readonly what: string;
  readonly figure: (result: ResultOf[Name]) => number;
  readonly bound: Bound;
  /** For few repetitions on a busy machine; the same as in full by default. */
  readonly quickBound?: Bound;
  /** Not measured in the quick variant. */
  readonly fullOnly?: true;
  readonly unit?: 'kB' | 'MB' | 's' | 'USD';
}

export type Bound = { readonly atMost: number } | { readonly atLeast: number };

const kilobytes = (bytes: number): number => bytes / 1_000;
const most = (numbers: readonly number[]): number => Math.max(...numbers);

function contentsUpTo(result: ManyMembershipsResult, memberships: number): number[] {
  return result.filter((sample) => sample.way === 'contents' && sample.memberships <= memberships).map(({ functionMegabytes }) => functionMegabytes);
}

function target<Name extends PartName>(wanted: Target<Name>): Target<Name> {
  return wanted;
}

/** What this library promises itself. */
export const TARGETS = [
  target({
    part: 'start', what: 'size of the Identity Store function', unit: 'kB',
    figure: (result) => kilobytes(loaded(result, 'identity-store', 'function').bytes), bound: { atMost: 300 },
  }),
  target({
    part: 'start', what: 'size of the Organizations function', unit: 'kB',
    figure: (result) => kilobytes(loaded(result, 'organizations', 'function').bytes), bound: { atMost: 350 },
  }),
  target({
    part: 'start', what: 'time to load the Identity Store function ÷ its SDK clients under esbuild\'s defaults',
    figure: (result) => loadingRatio(result, 'identity-store', 'clients').median, bound: { atMost: 0.75 }, quickBound: { atMost: 0.9 },
  }),
  target({
    part: 'start', what: 'time to load the Organizations function ÷ its SDK clients under esbuild\'s defaults',
    figure: (result) => loadingRatio(result, 'organizations', 'clients').median, bound: { atMost: 0.75 }, quickBound: { atMost: 0.9 },
  }),

  target({
    part: 'deployment', what: 'invocations of functions for each user, group and membership',
    figure: (result) => invocationsEach(deployments(result, 'guarded', 'people')).median, bound: { atMost: 1 },
  }),
  target({
    part: 'deployment', what: 'invocations behind the provider framework ÷ with this library',
    figure: (result) => invocationsEach(deployments(result, 'provider-framework', 'people')).median / invocationsEach(deployments(result, 'guarded', 'people')).median,
    bound: { atLeast: 2 },
  }),
  target({
    part: 'deployment', what: 'time of the stack with AwsCustomResource ÷ with this library',
    figure: (result) => deploymentRatio(deployments(result, 'guarded', 'people'), deployments(result, 'aws-custom-resource', 'people')).median,
    bound: { atLeast: 1 }, quickBound: { atLeast: 0.6 },
  }),
  target({
    part: 'deployment', what: 'time of the stack behind the provider framework ÷ with this library',
    figure: (result) => deploymentRatio(deployments(result, 'guarded', 'people'), deployments(result, 'provider-framework', 'people')).median,
    bound: { atLeast: 1 }, quickBound: { atLeast: 0.7 },
  }),
  target({
    part: 'deployment', what: 'deployments of 20 users with 60 memberships that succeed at 20 requests a second, of all', fullOnly: true,
    figure: (result) => {
      const limited = deployments(result, 'guarded', 'people', 20);
      return succeeded(limited) / limited.samples.length;
    },
    bound: { atLeast: 1 },
  }),

  target({
    part: 'calls', what: 'calls to create a user, group or membership', bound: { atMost: 1 },
    figure: (result) => most(steps(result, /^(user|group|membership): create$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to adopt a user, group or membership', bound: { atMost: 5 },
    figure: (result) => most(steps(result, /: adopt/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to delete a user or group', bound: { atMost: 3 },
    figure: (result) => most(steps(result, /^(user|group): delete$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to delete a membership', bound: { atMost: 2 },
    figure: (result) => most(steps(result, /^membership: delete$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to rename the construct of a group', bound: { atMost: 7 },
    figure: (result) => most(steps(result, /^group: rename the construct$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to rename a group in place', bound: { atMost: 3 },
    figure: (result) => most(steps(result, /^group: rename$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'calls to invite an account by its id', bound: { atMost: 2 },
    figure: (result) => most(steps(result, /^invitation: invite$/).map(({ calls }) => calls.length)),
  }),
  target({
    part: 'calls', what: 'writes where nothing is to change', bound: { atMost: 0 },
    figure: (result) => most(steps(result, /: (nothing to change|already a member)$/).map(({ writes }) => writes)),
  }),

  target({
    part: 'limit', what: 'share of the limit that 300 memberships reach', bound: { atLeast: 0.8 }, quickBound: { atLeast: 0.7 },
    figure: (result) => shareOfLimit(result, limitRuns(result, 300, 'usual')).median,
  }),
  target({
    part: 'limit', what: 'share of the limit that 300 memberships reach with 10 functions at a time', bound: { atLeast: 0.8 }, quickBound: { atLeast: 0.7 },
    figure: (result) => shareOfLimit(result, limitRuns(result, 300, 'least')).median,
  }),
  target({
    part: 'limit', what: 'share of the limit that 400 memberships reach', bound: { atLeast: 0.8 }, fullOnly: true,
    figure: (result) => shareOfLimit(result, limitRuns(result, 400, 'usual')).median,
  }),
  target({
    part: 'limit', what: 'share of the limit that 300 memberships reach in real time', bound: { atLeast: 0.8 }, fullOnly: true,
    figure: (result) => shareOfLimit(result, limitRuns(result, 300, 'usual', true)).median,
  }),

  ...(['adopt', 'rename', 'remove'] as const).flatMap((step) => [
    target({
      part: 'large-stack', what: `calls to CloudFormation for each event, refused ones too, to ${step} 450 memberships with 4 functions at a time`, bound: { atMost: 0.1 },
      figure: (result) => stackCallsEach(largeStackRuns(result, step, 4), 'sent').median,
    }),
    target({
      part: 'large-stack', what: `time to ${step} them ÷ what the Identity Store's limit takes`, bound: { atMost: 1.15 },
      figure: (result) => timeAtLimit(largeStackRuns(result, step, 4)).median,
    }),
  ]),
  target({
    part: 'large-stack', what: 'people left in the group after 450 memberships were removed, with 4 to 1,000 functions at a time', bound: { atMost: 0 },
    figure: (result) => worst(result.runs.filter(({ step }) => step === 'remove'), ({ members }) => members),
  }),
  target({
    part: 'large-stack', what: 'events of a large stack without an answer, or with a failure', bound: { atMost: 0 },
    figure: (result) => worst(result.runs, ({ failures }) => failures),
  }),
  target({
    part: 'large-stack', what: 'longest time until an event of a large stack is answered', bound: { atMost: 900 }, unit: 's',
    figure: (result) => worst(result.runs, ({ longestAnswerSeconds }) => longestAnswerSeconds),
  }),
  target({
    part: 'large-stack', what: 'readings of the stack\'s list by one instance of the function, to adopt or remove 450 memberships', bound: { atMost: 1 },
    figure: (result) => worst(result.runs.filter(({ step }) => step !== 'rename'), ({ mostReadings }) => mostReadings),
  }),
  target({
    part: 'large-stack', what: 'requests a second that somebody else gets beside 300 memberships, of 5 needed', bound: { atLeast: 2.5 },
    figure: (result) => Math.min(...besideConcurrencies(result).map((concurrency) => gottenBeside(result, concurrency, 'withRetries').median)),
  }),

  target({
    part: 'contents', what: 'share of the declared pace that the largest contents reach', bound: { atLeast: 0.99 }, quickBound: { atLeast: 0.97 },
    figure: (result) => shareOfPace(result, largestImport(result, true)),
  }),
  target({
    part: 'contents', what: 'their requests to the Identity Store for each membership', bound: { atMost: 1.05 },
    figure: (result) => requestsOfContents(largestImport(result, true)),
  }),
  target({
    part: 'contents', what: 'part of what somebody else needs beside them that is taken at once', bound: { atLeast: 0.95 }, quickBound: { atLeast: 0.8 },
    figure: (result) => gottenShare((largestImport(result, false).somebody as Gotten), 'atOnce'),
  }),
  target({
    part: 'contents', what: 'the same, with the retries of the SDK', bound: { atLeast: 0.99 }, quickBound: { atLeast: 0.95 },
    figure: (result) => gottenShare((largestImport(result, false).somebody as Gotten), 'withRetries'),
  }),
  target({ part: 'contents', what: 'requests to the Identity Store for an unchanged file', bound: { atMost: 0 }, figure: (result) => requestsAfter(result, /unchanged/) }),
  target({ part: 'contents', what: 'requests for one membership more', bound: { atMost: 2 }, figure: (result) => requestsAfter(result, /more/) }),
  target({ part: 'contents', what: 'requests for one membership less', bound: { atMost: 1 }, figure: (result) => requestsAfter(result, /less/) }),

  target({
    part: 'campaign', what: 'what a campaign costs in its first month, of at most 500 accounts', bound: { atMost: 0.1 }, unit: 'USD',
    figure: ({ months }) => most(months.map(monthlyDollars)),
  }),

  target({
    part: 'many-memberships', what: 'requests of contents for each of 5,000 memberships in real time', bound: { atMost: 1.05 }, fullOnly: true,
    figure: (result) => manyMemberships(result, 'contents').requests / manyMemberships(result, 'contents').made,
  }),
  target({
    part: 'many-memberships', what: 'time of contents with 0.14 of a processor ÷ with all of it', bound: { atMost: 1.05 }, fullOnly: true,
    figure: (result) => manyMemberships(result, 'contents', true).seconds / manyMemberships(result, 'contents').seconds,
  }),
  target({
    part: 'many-memberships', what: 'memory of the process of the function for up to 100,000 memberships, of 256', bound: { atMost: 256 }, fullOnly: true, unit: 'MB',
    figure: (result) => most(contentsUpTo(result, 100_000)),
  }),
  target({
    part: 'many-memberships', what: 'the same for 400,000, of 466', bound: { atMost: 466 }, fullOnly: true, unit: 'MB',
    figure: (result) => most(contentsUpTo(result, 400_000)),
  }),

  // What the version before took, side by side: 322 to 348 MB on this machine, 247 MB on another one.
  target({
    part: 'memory', what: 'memory of the sandbox with its functions, at 490 resources in a stack', bound: { atMost: 330 }, fullOnly: true, unit: 'MB',
    figure: ({ samples }) => most(samples.filter(({ stacks }) => stacks === 1).map(({ megabytes }) => megabytes)),
  }),
  target({
    part: 'memory', what: 'the same, with twenty stacks at once', bound: { atMost: 500 }, fullOnly: true, unit: 'MB',
    figure: ({ samples }) => most(samples.filter(({ stacks }) => stacks > 1).map(({ megabytes }) => megabytes)),
  }),

  target({
    part: 'plan', what: 'time to plan 401 resources from a snapshot', bound: { atMost: 5 }, fullOnly: true, unit: 's',
    figure: (result) => most(planRuns(result, 401, 'smallest').map(({ seconds }) => summaryOf(seconds).median)),
  }),
  target({
    part: 'plan', what: 'memory of a plan that reads 5,000 users and 50,000 memberships', bound: { atMost: 1_000 }, fullOnly: true, unit: 'MB',
    figure: (result) => most(planRuns(result, 401, 'largest').flatMap(({ megabytes }) => megabytes)),
  }),

  target({
    part: 'synthesis', what: 'time to synthesise 400 groups and memberships ÷ native ones', bound: { atMost: 3 }, quickBound: { atMost: 4.5 },
    figure: (result) => most(synthesisPairs(result).filter(({ guarded }) => guarded.declared === 400).map((pair) => synthesisRatio(pair).median)),
  }),
  target({
    part: 'synthesis', what: 'resources in the template beyond one for each declared', bound: { atMost: 6 },
    figure: (result) => most(synthesisPairs(result).map(({ guarded }) => guarded.resources - guarded.declared)),
  }),
] as const;
