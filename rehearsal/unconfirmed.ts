import { isDeepStrictEqual } from 'node:util';
import type { SeededSwitches } from '../sandbox/seed/seed';
import { unitsOf } from './contents/contents-plan';
import type { Otherwise, ResourcePlan, StackPlan } from './plan';

/** Behaviour of AWS that nobody has confirmed, with the value that it has if it isn't as the sandbox takes it to be. */
export interface UnconfirmedSwitch {
  readonly name: string;
  readonly switches: SeededSwitches;
}

/** Those on which the outcome of a quiet deployment can depend. */
export const UNCONFIRMED: readonly UnconfirmedSwitch[] = [
  { name: 'lookupsIgnoreCase', switches: { identityStore: { lookupsIgnoreCase: false } } },
  { name: 'userNameIsUpdatable', switches: { identityStore: { userNameIsUpdatable: true } } },
  { name: 'normalizesValues', switches: { identityStore: { normalizesValues: true } } },
  { name: 'templateDuringUpdate', switches: { cloudFormation: { templateDuringUpdate: 'OLD' } } },
  { name: 'invitationState', switches: { organizations: { invitationState: 'OPEN' } } },
  { name: 'duplicatesAcrossTargetTypes', switches: { organizations: { duplicatesAcrossTargetTypes: false } } },
  { name: 'inviterIsParty', switches: { organizations: { inviterIsParty: true } } },
];

/** All of them at once. */
export const ALL_UNCONFIRMED: SeededSwitches = joined(UNCONFIRMED.map(({ switches }) => switches));

/** Plans, and the names of the switches that were read while they were made. */
export interface Planned {
  readonly plans: readonly StackPlan[];
  readonly readSwitches: ReadonlySet<string>;
}

/** Makes plans once more. */
export interface Replanning {
  /** With the other values of all switches, if that is known already. */
  readonly changed?: Planned;
  /** With other values of switches, in one order. */
  readonly planWith: (switches: SeededSwitches) => Promise<Planned>;
  /** With those values, and in all orders beside the one that is known. */
  readonly inAllOrders: (known: readonly StackPlan[], switches: SeededSwitches) => Promise<readonly StackPlan[]>;
}

/** Whether plans could be others if AWS behaved otherwise. */
export function hangsOnUnconfirmed({ readSwitches }: Pick<Planned, 'readSwitches'>): boolean {
  return UNCONFIRMED.some(({ name }) => readSwitches.has(name));
}

/**
 * Adds what would come of a resource if AWS behaved otherwise. With all values changed at once nearly always nothing does, and one more rehearsal is enough.
 * With another value of a switch that was not read everything would go the same way.
 *
 * @param stacks of all orders
 * @param usual in one order, with the values that the sandbox takes for those of AWS
 */
export async function withOtherwise(
  stacks: readonly StackPlan[], usual: Planned, { changed, planWith, inAllOrders }: Replanning,
): Promise<readonly StackPlan[]> {
  if (!hangsOnUnconfirmed(usual) || areAlike(usual, changed ?? await planWith(ALL_UNCONFIRMED))) return stacks;
  let told = stacks;
  for (const { name, switches } of UNCONFIRMED.filter((each) => usual.readSwitches.has(each.name))) {
    const other = await planWith(switches);
    if (areAlike(usual, other)) continue;
    const others = await inAllOrders(other.plans, switches);
    told = told.map((stack, index) => withDifferences(stack, name, differencesOf(stack, others[index])));
  }
  return told;
}

function areAlike(one: Planned, other: Planned): boolean {
  return one.plans.every((stack, index) => differencesOf(stack, other.plans[index]).size === 0);
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
  const { verb: all, reason, inAnotherOrder = [], contents } = resource;
  const units = contents ? unitsOf(resource).map(({ verb, count, entries }) => [verb, count, entries?.kind, entries?.group]) : [];
  return [all, reason?.code, inAnotherOrder.toSorted(), ...units];
}

function joined(switches: readonly SeededSwitches[]): SeededSwitches {
  const of = (service: keyof SeededSwitches): object => Object.assign({}, ...switches.map((each) => each[service])) as object;
  return { cloudFormation: of('cloudFormation'), identityStore: of('identityStore'), organizations: of('organizations') };
}
