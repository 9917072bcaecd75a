import { isDeepStrictEqual } from 'node:util';
import type { SeededSwitches } from '../sandbox/seed/seed';
import { unitsOf } from './contents/contents-plan';
import type { Otherwise, ResourcePlan, StackPlan } from './plan';
import type { RacedPlans } from './rivals';

/** Behaviour of AWS that nobody has confirmed, with the value that it has if it isn't as the sandbox takes it to be. */
export interface UnconfirmedSwitch {
  readonly name: string;
  readonly switches: SeededSwitches;
  /** Whether nearly every deployment reads it, so that these are tried at once. Each is about something else, and hides nothing that the others do. */
  readonly isReadOften?: boolean;
}

/** Those on which the outcome of a quiet deployment can depend. */
export const UNCONFIRMED: readonly UnconfirmedSwitch[] = [
  { name: 'lookupsIgnoreCase', switches: { identityStore: { lookupsIgnoreCase: false } } },
  { name: 'userNameIsUpdatable', switches: { identityStore: { userNameIsUpdatable: true } } },
  { name: 'normalizesValues', switches: { identityStore: { normalizesValues: true } } },
  { name: 'templateDuringUpdate', switches: { cloudFormation: { templateDuringUpdate: 'OLD' } }, isReadOften: true },
  { name: 'invitationState', switches: { organizations: { invitationState: 'OPEN' } }, isReadOften: true },
  { name: 'duplicatesAcrossTargetTypes', switches: { organizations: { duplicatesAcrossTargetTypes: false } } },
  { name: 'inviterIsParty', switches: { organizations: { inviterIsParty: true } }, isReadOften: true },
];

/** Plans, and the names of the switches that were read while they were made. */
export interface Planned extends RacedPlans {
  readonly readSwitches: ReadonlySet<string>;
}

/** Those of the switches that were read while any of the plans was made. */
export function switchesReadIn(all: readonly Planned[], switches = UNCONFIRMED): readonly UnconfirmedSwitch[] {
  return switches.filter(({ name }) => all.some(({ readSwitches }) => readSwitches.has(name)));
}

/** The other values of these switches. */
export function otherValuesOf(switches: readonly UnconfirmedSwitch[]): SeededSwitches {
  const of = (service: keyof SeededSwitches): object => Object.assign({}, ...switches.map((each) => each.switches[service])) as object;
  return { cloudFormation: of('cloudFormation'), identityStore: of('identityStore'), organizations: of('organizations') };
}

/**
 * Adds what would come of a resource if AWS behaved otherwise.
 *
 * @param stacks of all orders
 * @param usual in each order, with the values that the sandbox takes for those of AWS
 * @param planWith makes the plans of all orders once more, with the other values of switches
 */
export async function withOtherwise(
  stacks: readonly StackPlan[], usual: readonly Planned[], planWith: (switches: readonly UnconfirmedSwitch[]) => Promise<readonly StackPlan[]>,
): Promise<readonly StackPlan[]> {
  const read = switchesReadIn(usual);
  const often = read.filter(({ isReadOften }) => isReadOften);
  const areAllAlike = often.length > 1 && areAlike(stacks, await planWith(often));
  let told = stacks;
  for (const each of areAllAlike ? read.filter(({ isReadOften }) => !isReadOften) : read) {
    const others = await planWith([each]);
    told = told.map((stack, index) => withDifferences(stack, each.name, differencesOf(stack, others[index])));
  }
  return told;
}

function areAlike(one: readonly StackPlan[], other: readonly StackPlan[]): boolean {
  return one.every((stack, index) => differencesOf(stack, other[index]).size === 0);
}

function withDifferences(stack: StackPlan, name: string, differences: ReadonlyMap<number, ResourcePlan | undefined>): StackPlan {
  return {
    ...stack,
    resources: stack.resources.map((resource, index) => {
      if (!differences.has(index)) return resource;
      const other = differences.get(index);
      const { verb = 'keeps', reason, inAnotherOrder } = other ?? {};
      const otherwise: Otherwise = { switch: name, verb, ...(reason && { reason }), ...(inAnotherOrder && { inAnotherOrder }) };
      return { ...resource, otherwise: [...resource.otherwise ?? [], otherwise] };
    }),
  };
}

/** What differs, by the place of the resource in the plan. */
function differencesOf({ resources }: StackPlan, other: StackPlan | undefined): ReadonlyMap<number, ResourcePlan | undefined> {
  const differences = new Map<number, ResourcePlan | undefined>();
  const rest = [...other?.resources ?? []];
  for (const [index, resource] of resources.entries()) {
    const place = rest.findIndex(({ path, logicalId, entity: { kind } }) =>
      path === resource.path && logicalId === resource.logicalId && kind === resource.entity.kind);
    const [found] = place < 0 ? [] : rest.splice(place, 1);
    if (!found || !isDeepStrictEqual(outcomeOf(found), outcomeOf(resource))) differences.set(index, found);
  }
  return differences;
}

function outcomeOf(resource: ResourcePlan): unknown {
  const { verb: all, reason, inAnotherOrder = [], contents, campaign } = resource;
  const units = contents ? unitsOf(resource).map(({ verb, count, entries }) => [verb, count, entries?.kind, entries?.group]) : [];
  return [all, reason?.code, inAnotherOrder.toSorted(), campaign, ...units];
}
