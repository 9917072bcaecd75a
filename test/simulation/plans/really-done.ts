import type { Stack, StackResource } from '../../../sandbox/cloudformation/stack';
import type { Entity } from '../domain';
import { Holding, holdingIn } from '../invariants/holdings';
import type { Change } from '../ledger';
import type { Deployment, Handled } from './live-world';

/** An attribute that has another value than before. */
export interface ReallyChanged {
  readonly attribute: string;
  readonly before?: string;
  readonly after?: string;
}

/** What really became of a resource, or of what another one has taken the place of. In the words of a plan, but worked out from the deployment alone. */
export interface ReallyDone {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly verb: 'creates' | 'adopts' | 'changes' | 'replaces' | 'keeps' | 'deletes' | 'leaves';
  readonly id: string;
  /** Whether the entity was made by this deployment. */
  readonly isMade: boolean;
  readonly changes: readonly ReallyChanged[];
  /** The logical id of the resource of the same stack that had it before, if that is gone. */
  readonly movedFrom?: string;
}

const TYPES = /^Custom::(IdentityStore|Organizations)/;

/** What a deployment that has succeeded did, resource by resource. What only moved inside a stack is told where it came to. */
export function reallyDone(deployment: Deployment): ReallyDone[] {
  return deployment.stacks.flatMap((stack) => {
    const present = [...stack.resources.values()].filter(({ type }) => TYPES.test(type)).map(({ logicalId, type, physicalId }) =>
      presentOne(deployment, stack, { logicalId, type, physicalId }));
    const moved = new Set(present.map(({ type, id, movedFrom }) => `${type} ${id} ${movedFrom}`));
    return [...present, ...removedFrom(deployment, stack).filter(({ type, id, logicalId, verb }) => verb !== 'leaves' || !moved.has(`${type} ${id} ${logicalId}`))];
  });
}

function presentOne(deployment: Deployment, stack: Stack, { logicalId, type, physicalId }: Pick<StackResource, 'logicalId' | 'type' | 'physicalId'>): ReallyDone {
  const mine = handledOf(deployment, stack, logicalId).filter(({ delivery }) => delivery.event.RequestType !== 'Delete');
  const id = idIn(type, physicalId);
  const isMade = deployment.changes.some((change) => change.id === id && change.before === undefined && change.author !== 'OTHERS');
  const changes = changedBy(deployment, mine);
  const had = deployment.had.get(stack.id)?.get(logicalId);
  const before = had && standsForSomething(had) ? had : undefined;
  const movedFrom = id === '' || (before && holdingIn(before.physicalId)?.id === id) ? undefined : formerHolder(deployment, stack, type, id);
  const verb = verbOf(before && { id: idIn(type, before.physicalId) }, { id, isMade, changes, isHeld: movedFrom !== undefined });
  return { stack, logicalId, type, id, isMade, changes, verb, ...(movedFrom !== undefined && { movedFrom }) };
}

/** The id of the entity that a resource holds; nothing if it holds none. */
function idIn(type: string, physicalId: string): string {
  return type === 'Custom::OrganizationsAccountMembership' ? '' : holdingIn(physicalId)?.id ?? physicalId;
}

/** The resource of the same stack that had an entity before, and doesn't any more. */
function formerHolder({ had }: Deployment, stack: Stack, type: string, id: string): string | undefined {
  const holds = (resource: Pick<StackResource, 'type' | 'physicalId'> | undefined): boolean => resource?.type === type && holdingIn(resource.physicalId)?.id === id;
  return [...had.get(stack.id)?.values() ?? []].find((resource) => holds(resource) && !holds(stack.resources.get(resource.logicalId)))?.logicalId;
}

function verbOf(before: Pick<Holding, 'id'> | undefined, { id, isMade, changes, isHeld }: Pick<ReallyDone, 'id' | 'isMade' | 'changes'> & { readonly isHeld: boolean }): ReallyDone['verb'] {
  if (before && before.id !== id) return 'replaces';
  if (id === 'all-features') return changes.length > 0 ? 'changes' : before || isHeld ? 'keeps' : 'adopts';
  if (!before && !isHeld && id !== '') return isMade ? 'creates' : 'adopts';
  return changes.length > 0 ? 'changes' : 'keeps';
}

/**
 * What the stack no longer has, whether its logical id is gone or has got something else. One that is replaced because somebody else deleted it is only
 * forgotten.
 */
function removedFrom(deployment: Deployment, stack: Stack): ReallyDone[] {
  const removed = (deployment.events.get(stack.id) ?? [])
    .filter(({ status, type }) => TYPES.test(type) && /^DELETE_(COMPLETE|SKIPPED)$/.test(status))
    .filter(({ logicalId, physicalId }) => standsForSomething({ physicalId, status: ofBefore(deployment, stack, logicalId, physicalId)?.status ?? '' }))
    .map(({ logicalId, type, physicalId }): ReallyDone => {
      const mine = handledOf(deployment, stack, logicalId).filter(({ delivery: { event } }) => event.RequestType === 'Delete' && event.PhysicalResourceId === physicalId);
      const id = idIn(type, physicalId);
      const isDeleted = mine.some(({ result }) => result === 'DELETED');
      return { stack, logicalId, type, id, isMade: false, verb: isDeleted ? 'deletes' : 'leaves', changes: changedBy(deployment, mine) };
    });
  const isGone = ({ type, id }: ReallyDone): boolean => type.startsWith('Custom::IdentityStore') && !deployment.before.some((entity) => entity.id === id);
  return removed.filter((each) => !stack.resources.has(each.logicalId) || (!isGone(each) && (each.verb !== 'deletes' || each.changes.length > 0)));
}

/** One that couldn't be created, and was not rolled back, stands for nothing. */
function standsForSomething({ physicalId, status }: Pick<StackResource, 'physicalId' | 'status'>): boolean {
  return status !== 'CREATE_FAILED' && holdingIn(physicalId) !== undefined;
}

/** A resource as it was before the deployment, if it had this id then. */
function ofBefore({ had }: Deployment, stack: Stack, logicalId: string, physicalId: string): StackResource | undefined {
  const resource = had.get(stack.id)?.get(logicalId);
  return resource?.physicalId === physicalId ? resource : undefined;
}

function handledOf({ handled }: Deployment, stack: Stack, logicalId: string): Handled[] {
  return handled.filter(({ delivery: { event } }) => event.StackId === stack.id && event.LogicalResourceId === logicalId);
}

/** What these events have changed, all in all. */
function changedBy({ changes }: Deployment, handled: readonly Handled[]): ReallyChanged[] {
  const authors = handled.map(({ delivery }) => delivery);
  const mine = changes.filter(({ author, isMain }) => isMain && author !== 'OTHERS' && authors.includes(author));
  return [...new Set(mine.map(({ id }) => id))].flatMap((id) => {
    const ofEntity = mine.filter((change) => change.id === id) as [Change, ...Change[]];
    const [{ before, kind, operation }, { after }] = [ofEntity[0], ofEntity.at(-1) as Change];
    // It ends, and doesn't vanish.
    if (kind === 'Handshake' && before && !after) return [{ attribute: 'State', after: operation === 'organizations:CancelHandshake' ? 'CANCELED' : 'ACCEPTED' }];
    // A plan tells what becomes of the request.
    if (kind === 'Features' && ofEntity.at(-1)?.operation === 'organizations:AcceptHandshake') return [{ attribute: 'State', after: 'ACCEPTED' }];
    return differences(before, after);
  });
}

/** The attributes in which an entity differs from what it was. */
export function differences(before: Entity | undefined, after: Entity | undefined): ReallyChanged[] {
  const [one, other] = [attributesOf(before), attributesOf(after)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort().filter((name) => one[name] !== other[name]).map((attribute) => ({
    attribute,
    ...(one[attribute] !== undefined && { before: one[attribute] }),
    ...(other[attribute] !== undefined && { after: other[attribute] }),
  }));
}

type Attributes = Readonly<Record<string, string>>;

/** Kind by kind, what can be declared of an entity. */
const ATTRIBUTES: Readonly<Record<string, (value: any) => Record<string, string | undefined>>> = {
  User: ({ UserName, DisplayName, Name, Title, Emails, PhoneNumbers, Addresses }) => ({
    UserName, DisplayName, Title, 'Name.GivenName': Name?.GivenName, 'Name.FamilyName': Name?.FamilyName, 'Addresses.Locality': Addresses?.[0]?.Locality, 'Addresses.Primary': textOf(Addresses?.[0]?.Primary),
    'Emails.Value': Emails?.[0]?.Value, 'Emails.Primary': textOf(Emails?.[0]?.Primary), 'Emails.Type': Emails?.[0]?.Type,
    'PhoneNumbers.Value': PhoneNumbers?.[0]?.Value, 'PhoneNumbers.Type': PhoneNumbers?.[0]?.Type, 'PhoneNumbers.Primary': textOf(PhoneNumbers?.[0]?.Primary),
  }),
  Group: ({ DisplayName, Description }) => ({ DisplayName, Description }),
  GroupMembership: ({ MemberId, GroupId }) => ({ 'MemberId.UserId': MemberId.UserId, GroupId }),
  Handshake: ({ notes }) => ({ Notes: notes }),
  Account: ({ parentId, tags }) => ({ ParentId: parentId, ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`Tags.${key}`, String(value)])) }),
  Features: ({ isRequested }) => ({ ...(isRequested === true && { State: 'REQUESTED' }) }),
};

/** What of an entity can be declared, by the names of its attributes. */
export function attributesOf(entity: Entity | undefined): Attributes {
  const all = entity ? ATTRIBUTES[entity.kind]?.(entity.value) ?? {} : {};
  return Object.fromEntries(Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined));
}

function textOf(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
