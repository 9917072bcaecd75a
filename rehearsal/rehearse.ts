import type { SeededSwitches } from '../sandbox/seed/seed';
import type { Snapshot } from '../sandbox/seed/snapshot';
import type { GivenParameter } from '../sandbox/cloudformation/parameters';
import { Fork } from './fork';
import type { KnownCode } from './functions/code';
import { withoutMadeIds } from './known-later';
import { withLost } from './lost';
import { Original } from './original';
import { AsItIs, Plan, PLAN_FORMAT, StackPlan, totalsOf } from './plan';
import { StackRehearsal } from './stack-rehearsal';
import { withOtherwise } from './unconfirmed';

/** A stack that is to be deployed. */
export interface StackToDeploy {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly template: string;
  /** By the last part of their addresses. */
  readonly nestedTemplates?: ReadonlyMap<string, string>;
  /** Those that are given; others keep their values. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** By the logical ids of the resources. */
  readonly constructPaths?: ReadonlyMap<string, string>;
}

export interface RehearsalOptions {
  readonly snapshot: Snapshot;
  /** In the order of their deployment. */
  readonly stacks: readonly StackToDeploy[];
  readonly code: KnownCode;
  /** Whether what differs from what is deployed is looked for: then the stacks are those that are deployed. */
  readonly isDrift?: boolean;
  /** Of the command. */
  readonly version: string;
  readonly now: Date;
  /** Makes the same numbers from 0 to 1, excluding 1, for each copy. */
  readonly newRandom: () => () => number;
}

/** Why a stack can't be deployed, and what to do, by its status. */
const STUCK: Readonly<Record<string, string>> = {
  UPDATE_ROLLBACK_FAILED: 'continue its rollback first (aws cloudformation continue-update-rollback)',
  ROLLBACK_FAILED: 'delete it first',
  DELETE_FAILED: 'delete it first',
};

/** Statuses of stacks that are made anew. */
const LIKE_NEW = ['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'];

/** Tells what a deployment of the stacks would do, by doing it on a copy. */
export async function rehearse(given: RehearsalOptions): Promise<Plan> {
  const { snapshot, version, now } = given;
  const options = { ...given, original: new Original(snapshot) };
  const { plans: wholeWay } = await deployAll(options, false);
  const isRefused = !options.isDrift && wholeWay.some(({ resources }) => resources.some(({ verb }) => verb === 'refused'));
  const asItIs = isRefused ? await deployedAsItIs(options) : undefined;
  const plans = await withOtherwise(wholeWay, async (switches) => (await deployAll(options, false, switches)).plans);
  const stacks = plans.map((plan, index) => ({ ...plan, ...(asItIs?.[index] && { asItIs: asItIs[index] }) }));
  const { startedAt, endedAt, caller, region, endpoint } = snapshot.reading;
  return {
    format: PLAN_FORMAT,
    ...(options.isDrift && { isDrift: true }),
    made: { version, at: now.toISOString(), snapshot: { startedAt, endedAt, caller, region, ...(endpoint !== undefined && { endpoint }) } },
    stacks,
    totals: totalsOf(stacks),
    remarks: remarksOf(snapshot, stacks),
  };
}

interface Rehearsing extends RehearsalOptions {
  readonly original: Original;
}

interface Deployed {
  readonly rehearsals: readonly StackRehearsal[];
  readonly plans: readonly StackPlan[];
}

async function deployAll(options: Rehearsing, endsAtFailure: boolean, switches: SeededSwitches = {}): Promise<Deployed> {
  const fork = newFork(options, endsAtFailure, switches);
  const deployed = options.snapshot.stacks.filter(({ status }) => !LIKE_NEW.includes(status));
  const unreadable = fork.plantAll(deployed);
  const rehearsals: StackRehearsal[] = [];
  for (const stack of options.stacks) {
    const rehearsal = new StackRehearsal(fork, options.original, stack, deployed.find((each) => isSame(each, stack)));
    rehearsals.push(rehearsal);
    const { stackId = '', status = '' } = rehearsal.deployed ?? {};
    const why = whyUnread(stack, options.snapshot) ?? unreadable.get(stackId) ?? whyStuck(status);
    if (why !== undefined) rehearsal.refuse(why);
    else await rehearsal.deploy(givenOf(stack, options.snapshot), options.isDrift ?? false);
    if (endsAtFailure && rehearsal.hasFailed) break;
  }
  return { rehearsals, plans: withoutMadeIds(withLost(fork, options.original, rehearsals.map((rehearsal) => rehearsal.plan())), fork.journal) };
}

/** With a rollback where something fails, after which `cdk deploy` goes no further. */
async function deployedAsItIs(options: Rehearsing): Promise<readonly AsItIs[]> {
  const { rehearsals } = await deployAll(options, true);
  return rehearsals.map((rehearsal) => rehearsal.asItIs());
}

function newFork({ snapshot, code, newRandom, isDrift = false }: RehearsalOptions, endsAtFailure: boolean, switches: SeededSwitches): Fork {
  return new Fork({ snapshot, code, endsAtFailure, switches, looksAgain: isDrift, random: newRandom() });
}

/** A stack of which nobody knows whether it is there would be planned as a new one. */
function whyUnread({ stackName, account, region }: StackName, { reading, notRead }: Snapshot): string | undefined {
  const { account: read } = reading.caller;
  if (account !== read) return `the stack is in the account ${account}, and what was read is of ${read}; plan it with credentials of its account`;
  const denied = notRead.find(({ what }) => what.includes(` ${stackName} in ${region}`));
  if (denied) return `not all of the stack could be read: ${denied.what}: ${denied.why}`;
  return reading.stackRegions.includes(region) ? undefined : `the stacks in ${region} were not read, so that nobody knows what is deployed`;
}

function whyStuck(status: string): string | undefined {
  if (status.endsWith('_IN_PROGRESS')) return `something else is deploying the stack (${status}); plan again once that has ended`;
  return STUCK[status] === undefined ? undefined : `the stack is in ${status}: ${STUCK[status]}`;
}

type StackName = Pick<StackToDeploy, 'stackName' | 'account' | 'region'>;

function isSame(one: StackName, other: StackName): boolean {
  return one.stackName === other.stackName && one.account === other.account && one.region === other.region;
}

/** As the `cdk` command does it: what isn't given stays as it was. */
function givenOf({ parameters = {}, stackName, account, region, template }: StackToDeploy, { stacks }: Snapshot): GivenParameter[] {
  const declared = Object.keys((JSON.parse(template) as { readonly Parameters?: object }).Parameters ?? {});
  const previous = stacks.find((stack) => isSame(stack, { stackName, account, region }))?.parameters ?? {};
  return declared.flatMap((name): GivenParameter[] => {
    const given = parameters[name];
    if (given !== undefined) return [{ ParameterKey: name, ParameterValue: given }];
    return previous[name] === undefined ? [] : [{ ParameterKey: name, UsePreviousValue: 'true' }];
  });
}

function remarksOf({ notRead, organization }: Snapshot, stacks: readonly StackPlan[]): string[] {
  const asks = stacks.some(({ resources }) => resources.some(({ type }) => type.startsWith('Custom::Organizations')));
  return [
    ...notRead.map(({ what, why }) => `Not read, so that nothing is known of it: ${what} (${why}).`),
    ...(asks && !organization ? ['The organization was not read.'] : []),
    'Permissions of the functions are taken to be enough. Service control policies, key policies and quotas that can\'t be read are not rehearsed.',
  ];
}
