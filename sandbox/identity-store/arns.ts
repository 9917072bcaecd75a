import { Environment } from '../environment';

/** The ARN of a user, a group or a membership. */
export function arnOf({ partition }: Environment, resource: 'group' | 'membership' | 'user', id: string): string {
  return `arn:${partition}:identitystore:::${resource}/${id}`;
}

/** Where requests name users, groups and memberships. */
const MEMBERS = ['UserId', 'GroupId', 'GroupIds', 'MembershipId', 'MemberId'];

const ARN = /^arn:aws[a-z-]*:identitystore:::(?:user|group|membership)\/(.*)$/s;

/** The same request with ids where it has ARNs. */
export function withIds<Input extends object>(input: Input): Input {
  const named = Object.entries(input).filter(([member]) => MEMBERS.includes(member)).map(([member, value]) => [member, idsIn(value)]);
  return { ...input, ...Object.fromEntries(named) as object };
}

function idsIn(value: unknown): unknown {
  if (typeof value === 'string') return ARN.exec(value)?.[1] ?? value;
  if (Array.isArray(value)) return value.map(idsIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, idsIn(part)]));
}
