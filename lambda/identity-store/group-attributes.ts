import type { GroupProperties } from '../../lib/private/contract';
import type { Unanswered } from '../guard/call';
import type { AttributeOperation, LiveGroup } from './group-calls';

/** The attributes of a group that a declaration can set: property, live attribute, path in an update. */
const ATTRIBUTES = [
  { property: 'DisplayName', path: 'displayName' },
  { property: 'Description', path: 'description' },
] as const;

/**
 * What has to be written so that the live group is as declared: only attributes that differ. An attribute that was
 * declared before and isn't any more is removed if it still has that value; any other value was never ours to remove.
 */
export function differences(declared: GroupProperties, before: GroupProperties | undefined, live: LiveGroup): AttributeOperation[] {
  return ATTRIBUTES.flatMap(({ property, path }): AttributeOperation[] => {
    const wanted = declared[property];
    if (wanted !== undefined) return wanted === live[property] ? [] : [{ AttributePath: path, AttributeValue: wanted }];
    // Without a value the service removes the attribute.
    return before?.[property] !== undefined && live[property] === before[property] ? [{ AttributePath: path }] : [];
  });
}

/** Whether two names are the same to the service, which may ignore case and surrounding blanks. */
export function sameName(one: string | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Whether an external identity provider owns the group. */
export function isManagedExternally(live: LiveGroup): boolean {
  return (live.ExternalIds?.length ?? 0) > 0;
}

/**
 * Whether the existing group is what this very invocation created in an attempt whose answer was lost. Everything else
 * counts as adopted, which at worst leaves a group behind and never deletes what may be somebody else's.
 */
export function isOwnLostCreate(declared: GroupProperties, live: LiveGroup, unanswered: readonly Unanswered[]): boolean {
  const created = live.CreatedAt?.getTime();
  return created !== undefined
    && unanswered.some(({ sent, returned }) => sent <= created && created <= returned)
    && live.DisplayName === declared.DisplayName
    && live.Description === declared.Description
    && !isManagedExternally(live);
}
