import type { GroupProperties } from '../../lib/private/contract';
import type { AttributeOperation, LiveGroup } from './group-calls';

/** The attributes of a group that a declaration can set: property, live attribute, path in an update. */
const ATTRIBUTES = [
  { property: 'DisplayName', path: 'displayName' },
  { property: 'Description', path: 'description' },
] as const;

/**
 * What has to be written so that the live group is as declared: only attributes that differ. An attribute that was
 * declared before and isn't any more is removed; one that was never declared is left alone.
 */
export function differences(declared: GroupProperties, before: GroupProperties | undefined, live: LiveGroup): AttributeOperation[] {
  return ATTRIBUTES.flatMap(({ property, path }): AttributeOperation[] => {
    const wanted = declared[property];
    if (wanted !== undefined) return wanted === live[property] ? [] : [{ AttributePath: path, AttributeValue: wanted }];
    // Without a value the service removes the attribute.
    return before?.[property] !== undefined && live[property] !== undefined ? [{ AttributePath: path }] : [];
  });
}
