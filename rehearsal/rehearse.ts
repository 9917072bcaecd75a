import type { Snapshot, StackSnapshot } from '../sandbox/seed/snapshot';
import type { GivenParameter } from '../sandbox/cloudformation/parameters';
import { CAMPAIGN_RESOURCE_TYPE } from '../lib/contract/campaign';
import { objectionsTo, RETRIED } from './checks';
import type { DeployedFiles } from './contents/ledgers';
import { doubtsAbout, FirstPlans } from './doubts';
import { withEnded } from './ended';
import { Fork, ForkOptions } from './fork';
import type { KnownCode } from './functions/code';
import { DirectClients } from './functions/direct-clients';
import type { EventOrder } from './functions/event-order';
import type { Journal } from './journal';
import { withHolders } from './held-elsewhere';
import { withoutMadeIds } from './known-later';
import { withLost } from './lost';
import { withOpenAccounts } from './open-accounts';
import { unreadStacks } from './not-read';
import { Original } from './original';
import { isSameStack, StackPlace } from './stack-place';
import { OrderedPlans } from './rivals';
import { Plan, PLAN_FORMAT, StackPlan, totalsOf } from './plan';
import { isStoredValue } from './prepare';
import { RehearsedTemplates } from './rehearsed-templates';
import type { Members } from './slice';
import { StackRehearsal } from './stack-rehearsal';
import { withUnknownAddresses } from './unknown-addresses';

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
  /** The files of contents, by what they are called in their buckets. */
  readonly files?: DeployedFiles;
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

/** What passes until the next stack is deployed, in milliseconds: long enough that nothing that it finds could be its own. */
const BETWEEN_STACKS = 10_000;

/** Statuses of stacks that are made anew. */
const LIKE_NEW = ['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'];

/** A plan, and the copies on which it was made. */
export interface Rehearsed {
  readonly plan: Plan;
  /** On which everything was deployed that can be. */
  readonly fork: Fork;
  /** On which a failure was rolled back. Only if something is refused. */
  readonly rolledBack?: Fork;
}

/** Tells what a deployment of the stacks would do, by doing it on a copy. */
export async function rehearse(options: RehearsalOptions): Promise<Plan> {
  return (await rehearseOnCopies(options)).plan;
}

/** The same, for those who want to look at the copies as well. */
export async function rehearseOnCopies(given: RehearsalOptions): Promise<Rehearsed> {
  const { snapshot, version, now } = given;
  const rehearsing = { ...given, templates: new RehearsedTemplates(), clients: new DirectClients() };
  const options = { ...rehearsing, original: new Original(snapshot), objections: await objectionsIn(rehearsing) };
  const wholeWay = await deployAll(options, { endsAtFailure: false, order: 'AS_SENT' });
  const { plans: joined, others } = await doubtsAbout(firstOf(wholeWay), async (order, switches = {}) => {
    // Of the copies nothing is kept, since each is as large as the snapshot.
    const { plans, fork: { readSwitches, journal } } = await deployAll(options, { endsAtFailure: false, order, switches });
    return { plans, readSwitches, raced: racedIn(journal) };
  });
  const refusing = given.isDrift ? undefined : refusedFirst([wholeWay, ...others]);
  // With a rollback where something fails, after which `cdk deploy` goes no further.
  const rolledBack = refusing && await deployAll(options, { endsAtFailure: true, order: refusing.order });
  const known = given.isDrift ? joined.map(withEnded) : withUnknownAddresses(joined, snapshot);
  const stacks = withHolders(known, snapshot).map((plan, index) => {
    const rehearsal = rolledBack?.rehearsals[index];
    // Whether one that isn't surely refused fails is open, and so is how it ends.
    const isOpen = rehearsal?.hasFailed === true && !isRefusing(plan);
    const asItIs = isOpen ? undefined : rehearsal?.asItIs(plan);
    return rolledBack && asItIs ? { ...plan, asItIs: withoutMadeIds(asItIs, rolledBack.fork, options.original) } : plan;
  });
  const { startedAt, endedAt, caller, region, endpoint } = snapshot.reading;
  const plan: Plan = {
    format: PLAN_FORMAT,
    ...(given.isDrift && { isDrift: true }),
    made: { version, at: now.toISOString(), snapshot: { startedAt, endedAt, caller, region, ...(endpoint !== undefined && { endpoint }) } },
    stacks,
    totals: totalsOf(stacks),
    remarks: remarksOf(given, stacks),
  };
  return { plan, fork: wholeWay.fork, ...(rolledBack && { rolledBack: rolledBack.fork }) };
}

/** With what all copies share. */
interface Rehearsing extends RehearsalOptions {
  readonly templates: RehearsedTemplates;
  readonly clients: DirectClients;
}

/** With what is known before anything is deployed on a copy. */
interface Checked extends Rehearsing {
  readonly original: Original;
  /** Why there can be no plan of stacks, by their ids. */
  readonly objections: ReadonlyMap<string, string>;
}

interface Deployed {
  readonly order: EventOrder;
  readonly fork: Fork;
  readonly rehearsals: readonly StackRehearsal[];
  readonly plans: readonly StackPlan[];
}

function firstOf({ plans, fork: { journal, readSwitches } }: Deployed): FirstPlans {
  return { plans, readSwitches, raced: racedIn(journal), hasOrder: journal.entries.length > 1 };
}

function racedIn({ entries }: Journal): ReadonlySet<string> {
  return new Set(entries.filter(({ hasRaced }) => hasRaced).map(({ logicalId }) => logicalId));
}

type Manner = Pick<ForkOptions, 'endsAtFailure' | 'order' | 'switches'>;

async function deployAll(options: Checked, manner: Manner): Promise<Deployed> {
  const fork = newFork(options, manner);
  const deployed = deployedIn(options.snapshot);
  const unreadable = fork.plantAll(deployed);
  const rehearsals: StackRehearsal[] = [];
  for (const stack of options.stacks) {
    if (rehearsals.length > 0) await fork.time.run(fork.time.sleep(BETWEEN_STACKS));
    const rehearsal = new StackRehearsal(fork, options.templates, options.original, stack, deployed.find((each) => isSameStack(each, stack)));
    rehearsals.push(rehearsal);
    const { stackId = '', status = '' } = rehearsal.deployed ?? {};
    const why = whyUnread(stack, options.snapshot) ?? unreadable.get(stackId) ?? whyStuck(status) ?? options.objections.get(stackId);
    if (why !== undefined) rehearsal.refuse(why);
    else await rehearsal.deploy(givenOf(stack, options), options.isDrift ?? false);
    if (manner.endsAtFailure && rehearsal.hasFailed) break;
  }
  const lost = withLost(fork, options.original, await Promise.all(rehearsals.map((rehearsal) => rehearsal.plan())));
  const plans = withOpenAccounts(lost.map((plan, index) => {
    const { asked, moved } = rehearsals[index] as StackRehearsal;
    return { plan, asked, moved };
  }));
  return { order: manner.order, fork, rehearsals, plans: withoutMadeIds(plans, fork, options.original) };
}

type InOrder = Pick<OrderedPlans, 'order' | 'plans'>;

/** The order in which the earliest of the stacks is refused: after it nothing is deployed. */
function refusedFirst(all: readonly InOrder[]): InOrder | undefined {
  const placeIn = ({ plans }: InOrder): number => plans.findIndex(isRefusing);
  return all.filter((each) => placeIn(each) >= 0).toSorted((one, other) => placeIn(one) - placeIn(other))[0];
}

function isRefusing({ resources }: StackPlan): boolean {
  return resources.some(({ verb }) => verb === 'refused');
}

/** Stacks that are there, and aren't to be made anew. */
function deployedIn({ stacks }: Snapshot): StackSnapshot[] {
  return stacks.filter(({ status }) => !LIKE_NEW.includes(status));
}

/** Why there can be no plan of stacks, by their ids: something about them, or about one that is nested in them, isn't as the copy has it. */
async function objectionsIn(options: Rehearsing): Promise<ReadonlyMap<string, string>> {
  const all = deployedIn(options.snapshot);
  const roots = all.filter((stack) => whyStuck(stack.status) === undefined && options.stacks.some((each) => isSameStack(each, stack)));
  const rootOf = ({ stackId, rootId = stackId }: StackSnapshot): string => rootId;
  const concerned = all.filter((stack) => roots.some(({ stackId }) => stackId === rootOf(stack)));
  if (concerned.length === 0) return new Map();
  const fork = newFork({ ...options, isDrift: false }, { endsAtFailure: true, order: 'AS_SENT' });
  const unreadable = fork.plantAll(all);
  const objections = await objectionsTo(fork, concerned.filter(({ stackId }) => !unreadable.has(stackId)));
  return new Map(concerned.flatMap((stack) => {
    const what = objections.get(stack.stackId);
    return what === undefined ? [] : [[rootOf(stack), what]];
  }));
}

function newFork({ snapshot, code, templates, clients, newRandom, files = new Map(), isDrift = false }: Rehearsing, manner: Manner): Fork {
  return new Fork({ ...manner, snapshot, code, templates, clients, files, looksAgain: isDrift, random: newRandom() });
}

/** A stack of which nobody knows whether it is there would be planned as a new one. */
function whyUnread({ stackName, account, region }: StackPlace, snapshot: Snapshot): string | undefined {
  const { reading } = snapshot;
  const { account: read } = reading.caller;
  if (account !== read) return `the stack is in the account ${account}, and what was read is of ${read}; plan it with credentials of its account`;
  const denied = unreadStacks(snapshot).find((each) => each.stackName === stackName && each.region === region);
  if (denied) return `not all of the stack could be read: ${denied.what}: ${denied.why}`;
  return reading.stackRegions.includes(region) ? undefined : `the stacks in ${region} were not read, so that nobody knows what is deployed`;
}

function whyStuck(status: string): string | undefined {
  if (status.endsWith('_IN_PROGRESS')) return `something else is deploying the stack (${status}); plan again once that has ended`;
  return STUCK[status] === undefined ? undefined : `the stack is in ${status}: ${STUCK[status]}`;
}

/** As the `cdk` command does it: what isn't given stays as it was, and what the template doesn't have is given all the same, unless it is empty. */
function givenOf({ parameters = {}, stackName, account, region, template }: StackToDeploy, { snapshot: { stacks }, templates }: Rehearsing): GivenParameter[] {
  const declared = (templates.structureOf(template).Parameters ?? {}) as Members;
  const previous = stacks.find((stack) => isSameStack(stack, { stackName, account, region }))?.parameters ?? {};
  const unknown = Object.entries(parameters).filter(([name, value]) => declared[name] === undefined && value !== '');
  return [
    ...Object.keys(declared).filter((name) => !isStoredValue(declared[name])).flatMap((name): GivenParameter[] => {
      const given = parameters[name];
      if (given !== undefined) return [{ ParameterKey: name, ParameterValue: given }];
      return previous[name] === undefined ? [] : [{ ParameterKey: name, UsePreviousValue: 'true' }];
    }),
    ...unknown.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  ];
}

function remarksOf({ snapshot: { notRead, organization, stacks: deployed }, stacks: given }: RehearsalOptions, stacks: readonly StackPlan[]): string[] {
  const campaigns = given.filter(({ template }) => template.includes(`"${CAMPAIGN_RESOURCE_TYPE}"`));
  const asks = stacks.some(({ resources }) => resources.some(({ type }) => type.startsWith('Custom::Organizations')));
  const retried = deployed.filter((stack) => RETRIED.includes(stack.status) && stacks.some((each) => isSameStack(each, stack)));
  return [
    ...retried.map(({ stackName, status }) => `The stack ${stackName} is in ${status}: this is what cdk deploy --no-rollback does. Without that option the stack is rolled back first.`),
    ...notRead.map(({ what, why }) => `Not read, so that nothing is known of it: ${what} (${why}).`),
    ...campaigns.map(({ stackName }) => `The stack ${stackName} has a campaign of invitations, which isn't rehearsed: nothing is said of it.`),
    ...(asks && !organization ? ['The organization was not read.'] : []),
    'Permissions of the functions are taken to be enough. Service control policies, key policies and quotas that can\'t be read are not rehearsed.',
  ];
}
