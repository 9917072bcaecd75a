import type { State } from '../control/state';
import type { Fault } from '../faults/fault';
import { descriptionOf } from '../faults/kinds';
import type { Ends } from '../observability/calls';
import { columns, section } from './columns';
import { describeOrganizations } from './describe-organizations';

/** What a person reads about a sandbox. */
export function describeState({ stacks, identityStores, buckets, events, ...others }: State): string {
  const isOnePlace = new Set(stacks.map(({ account, region }) => `${account} ${region}`)).size < 2;
  const sections = [
    ...stacks.map(({ name, account, region, status, statusReason, resources }) =>
      section(`Stack ${name}${isOnePlace ? '' : ` (${account}, ${region})`}: ${status}${statusReason === undefined ? '' : ` (${statusReason})`}`,
        resources.map(({ logicalId, type, status: ofResource, physicalId }) => [logicalId, type, ofResource, physicalId]))),
    ...identityStores.flatMap(describeStore),
    ...describeBuckets(buckets),
    ...describeEvents(events),
    ...describeOrganizations(others),
  ];
  return sections.length === 0 ? 'The sandbox is empty.' : sections.join('\n\n');
}

/** Users and memberships only where there are any. */
function describeStore({ identityStoreId, region, madeUp, encryptionKey, groups, users, memberships }: State['identityStores'][number]): string[] {
  const encryption = encryptionKey ? `, encrypted with ${encryptionKey.arn} (${encryptionKey.state})` : '';
  const origin = madeUp ? ', made up at its first use' : '';
  const ofGroups = section(`Identity store ${identityStoreId} in ${region}: ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}${encryption}${origin}`,
    groups.map(({ displayName, description = '', external, groupId }) => [displayName, description, external ? 'external' : '', groupId]));
  const ofUsers = section(`Users of ${identityStoreId}: ${users.length}`,
    users.map(({ userName, displayName = '', email = '', external, userId }) => [userName, displayName, email, external ? 'external' : '', userId]));
  const ofMemberships = section(`Memberships of ${identityStoreId}: ${memberships.length}`,
    memberships.map(({ user, group, membershipId }) => [user, `in ${group}`, membershipId]));
  return [ofGroups, ...(users.length > 0 ? [ofUsers] : []), ...(memberships.length > 0 ? [ofMemberships] : [])];
}

/** How much is in them, not what. */
function describeBuckets(buckets: State['buckets']): string[] {
  if (buckets.length === 0) return [];
  return [section(`Buckets: ${buckets.length}`, buckets.map(({ name, region, objects, versions, bytes }) => [
    name, region, `${objects} ${objects === 1 ? 'object' : 'objects'}`, `${versions} ${versions === 1 ? 'version' : 'versions'}`, `${bytes.toLocaleString('en-US')} bytes`,
  ]))];
}

function describeEvents(events: State['events']): string[] {
  if (events.length === 0) return [];
  return [section(`Events: ${events.length}`, events.map(({ time, source, detailType, detail }) => [time, source, detailType, JSON.stringify(detail)]))];
}

export function describeCalls(byAction: Readonly<Record<string, Ends>>): string {
  const rows = Object.entries(byAction).map(([action, ends]) => [action, Object.entries(ends).map(([end, times]) => `${times} ${end}`).join(', ')]);
  return rows.length === 0 ? 'No function has called anything.' : columns(rows);
}

export function describeFault({ operation, effect, times }: Fault): string {
  return `${operation}: ${descriptionOf(effect)}${times === 1 ? '' : `, ${times} times`}`;
}
