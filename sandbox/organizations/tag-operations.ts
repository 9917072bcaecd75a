import type { ListTagsForResourceRequest, TagResourceRequest, UntagResourceRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkMembers, checkResourceId, checkTagKey, checkTags, pageOf } from './constraints';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { constraint, refusal } from './refusals';
import { managedBy, readBy } from './standing';

const MOST_TAGS = 50;

/** The operations on the tags of roots, organizational units and accounts. */
export function tagOperations(world: Organizations): Record<string, Operation> {
  return {
    TagResource(input: TagResourceRequest, caller: Caller) {
      checkMembers('TagResource', input, ['ResourceId', 'Tags']);
      const tags = tagsOf(managedBy(world, caller), input.ResourceId);
      const added = checkTags(input.Tags);
      const size = new Set([...tags.keys(), ...added.map(({ Key }) => Key)]).size;
      if (size > MOST_TAGS) throw constraint('MAX_TAG_LIMIT_EXCEEDED');
      for (const { Key, Value } of added) tags.set(Key, Value);
      return {};
    },

    UntagResource(input: UntagResourceRequest, caller: Caller) {
      checkMembers('UntagResource', input, ['ResourceId', 'TagKeys']);
      const tags = tagsOf(managedBy(world, caller), input.ResourceId);
      for (const key of (input.TagKeys ?? []).map(checkTagKey)) tags.delete(key);
      return {};
    },

    ListTagsForResource(input: ListTagsForResourceRequest, caller: Caller) {
      checkMembers('ListTagsForResource', input, ['ResourceId', 'NextToken']);
      const tags = tagsOf(readBy(world, caller), input.ResourceId);
      return pageOf('Tags', [...tags], input, ([Key, Value]) => ({ Key, Value }));
    },
  };
}

function tagsOf(organization: Organization, value: unknown): Map<string, string> {
  const resourceId = checkResourceId(value);
  if (!organization.hasParent(resourceId) && !organization.members.has(resourceId)) throw refusal('TargetNotFoundException');
  return organization.tagsOf(resourceId);
}
