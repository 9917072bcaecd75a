import type { GroupMembershipProperties } from '../../lib/contract/identity-store';
import { quoted } from '../guard/wording';

/** A membership as messages name it. */
export function titleOfMembership({ GroupId, UserId }: GroupMembershipProperties): string {
  return `membership of user ${quoted(UserId)} in group ${quoted(GroupId)}`;
}

export function isSamePair(one: GroupMembershipProperties, other: GroupMembershipProperties): boolean {
  return one.GroupId === other.GroupId && one.UserId === other.UserId;
}
