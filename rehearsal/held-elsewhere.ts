import { parsePhysicalResourceId } from '../lambda/guard/ownership';
import { NATIVE_KINDS } from '../sandbox/cloudformation/resource-types/identity-store';
import type { LedgerSnapshot, Snapshot, StackSnapshot } from '../sandbox/seed/snapshot';
import { readLedgerIn } from './contents/read-ledger';
import { isSameStack, StackPlace } from './stack-place';
import type { Reason, ResourcePlan, StackPlan, Verb } from './plan';

/** Those who meet something that is there already. */
const MEETING: readonly Verb[] = ['adopts', 'refused'];

/** Whatever an id can be. */
const ID = /[\w-]+/g;

/** Adds to what is adopted, or refused because it is there, which other stacks hold it. */
export function withHolders(plans: readonly StackPlan[], { stacks, ledgers = [] }: Pick<Snapshot, 'stacks' | 'ledgers'>): StackPlan[] {
  const holders = holdersIn(stacks, ledgers);
  return plans.map((plan) => ({ ...plan, resources: plan.resources.map((resource) => withHolder(resource, plan, holders)) }));
}

function withHolder(resource: ResourcePlan, plan: StackPlan, holders: Holders): ResourcePlan {
  if (!MEETING.includes(resource.verb)) return resource;
  const held = idsMetBy(resource).flatMap((id) => holders.get(id) ?? []);
  const heldBy = [...new Set(held.filter((stack) => !isSameStack(stack, plan)).map(({ stackName }) => stackName))].sort();
  return heldBy.length === 0 ? resource : { ...resource, heldBy };
}

/** What is refused has no id of its own: it is told in the message. */
function idsMetBy({ entity, reason }: ResourcePlan): string[] {
  return [...entity.id === undefined ? [] : [entity.id], ...(reason ? idsIn(reason) : [])];
}

/** Every word of a message that could be an id. */
export function idsIn({ message }: Pick<Reason, 'message'>): readonly string[] {
  return message.match(ID) ?? [];
}

/** Stacks by the ids of what their resources hold. */
type Holders = ReadonlyMap<string, readonly StackPlace[]>;

/** What is nested in a stack counts as the stack's own. */
function holdersIn(deployed: readonly StackSnapshot[], ledgers: readonly LedgerSnapshot[]): Holders {
  const holders = new Map<string, StackPlace[]>();
  for (const stack of deployed) {
    const root = deployed.find(({ stackId }) => stackId === stack.rootId) ?? stack;
    const ofContents = ledgers.filter(({ stackId }) => stackId === stack.stackId).flatMap((ledger) => readLedgerIn(ledger)?.entries ?? []);
    const declared = ofContents.filter(({ state }) => state === 'declared').map(({ id }) => id);
    for (const id of [...stack.resources.flatMap(idHeldBy), ...declared]) holders.set(id, [...holders.get(id) ?? [], root]);
  }
  return holders;
}

function idHeldBy({ type, physicalId }: StackSnapshot['resources'][number]): string[] {
  if (Object.hasOwn(NATIVE_KINDS, type)) return [physicalId.split('|')[0] as string];
  const owned = parsePhysicalResourceId(physicalId);
  return owned && ['created', 'adopted'].includes(owned.ownership) ? [owned.id] : [];
}
