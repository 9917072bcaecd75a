import { parsePhysicalResourceId, predecessorOf } from './ownership';
import { cutOffFrom } from './service-clock';
import type { ListedResource } from './stack-list';
import type { Asker, Holder, HolderQuestion } from './stack-view';
import { CERTAINLY_AFTER } from './wave';

/** The statuses of a resource that may be making something. */
const MAKING: readonly string[] = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

type Wanted = Pick<HolderQuestion, 'id' | 'amongOthers'>;

/** What a resource holds, if this library wrote its physical resource id. */
export function asHolder({ logicalResourceId, physicalResourceId = '', changed = 0 }: ListedResource): Holder | undefined {
  const owned = parsePhysicalResourceId(physicalResourceId);
  return owned && { ...owned, logicalResourceId, changed };
}

/** Whether a resource holds an entity. */
export function isHolderOf(resource: ListedResource, asker: Asker, wanted: Wanted): boolean {
  return asHolderOf(resource, asker, wanted) !== undefined;
}

/**
 * Whether a listed resource is the asker with the entity that is to be deleted. An asker that stays is listed with its present entity, and may be a holder
 * then.
 */
export function isOwnEntry({ logicalResourceId, physicalResourceId }: ListedResource, asker: Asker): boolean {
  return logicalResourceId === asker.logicalResourceId && (asker.physicalResourceId === undefined || physicalResourceId === asker.physicalResourceId);
}

/** The holders of an entity, in the order of the list. If the asker is one, it comes first. */
export function holdersIn(resources: readonly ListedResource[], asker: Asker, wanted: Wanted): readonly Holder[] {
  const holders = resources.flatMap((resource) => asHolderOf(resource, asker, wanted) ?? []);
  const isAsker = ({ logicalResourceId }: Holder): boolean => logicalResourceId === asker.logicalResourceId;
  return [...holders.filter(isAsker), ...holders.filter((holder) => !isAsker(holder))];
}

/**
 * The resources that have replaced an entity with another one, as its former holders. The entity is there until the clean-up; after that it is only there if it
 * was kept.
 */
export function formerHoldersIn(resources: readonly ListedResource[], asker: Asker, id: string): readonly Holder[] {
  return resources.filter((resource) => mayHold(resource, asker)).flatMap((resource) => {
    const holder = asHolder(resource);
    const replaced = holder && predecessorOf(holder);
    return holder && replaced?.id === id ? [{ ...replaced, logicalResourceId: holder.logicalResourceId, changed: holder.changed }] : [];
  });
}

/** Whether another resource of the asker's type is being created. */
export function isBeingCreated(resource: ListedResource, asker: Asker): boolean {
  return isKindred(resource, asker) && resource.logicalResourceId !== asker.logicalResourceId && resource.status === 'CREATE_IN_PROGRESS';
}

/**
 * The logical ids of the other resources of the asker's type that may have made something. They were in progress when it was made, and haven't said yet what
 * they have.
 *
 * @param madeAt in milliseconds since 1970
 */
export function possibleMakersIn(resources: readonly ListedResource[], asker: Asker, madeAt: number): readonly string[] {
  const latestBeginning = madeAt + CERTAINLY_AFTER + cutOffFrom(madeAt);
  return resources
    .filter((resource) => isKindred(resource, asker) && resource.logicalResourceId !== asker.logicalResourceId)
    .filter(({ status, changed = 0 }) => MAKING.includes(status) && changed <= latestBeginning)
    .map(({ logicalResourceId }) => logicalResourceId);
}

function isKindred({ resourceType }: ListedResource, asker: Asker): boolean {
  return resourceType === asker.resourceType;
}

/** What is being deleted holds nothing any more. */
function mayHold(resource: ListedResource, asker: Asker): boolean {
  return isKindred(resource, asker) && !resource.status.startsWith('DELETE_');
}

function asHolderOf(resource: ListedResource, asker: Asker, { id, amongOthers }: Wanted): Holder | undefined {
  if (amongOthers && resource.logicalResourceId === asker.logicalResourceId) return undefined;
  const holder = mayHold(resource, asker) ? asHolder(resource) : undefined;
  return holder?.id === id ? holder : undefined;
}
