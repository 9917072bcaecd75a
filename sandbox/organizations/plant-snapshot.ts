import type { ActionType, OrganizationFeatureSet } from '@aws-sdk/client-organizations';
import type { Entity, OrganizationSnapshot, PlacedEntity } from '../seed/snapshot';
import type { Account } from './accounts';
import type { HandshakeEnd, Recipient } from './handshakes';
import type { Organization } from './organization';
import type { Organizations } from './organizations';

/** What the quota really is can't be read. This is as high as it can be raised. */
const HIGHEST_QUOTA = 50_000;

/** Makes the organization that was read, with the ids of its root, units, accounts and invitations. */
export function plantOrganization({ organization, roots, organizationalUnits, accounts, handshakes }: OrganizationSnapshot, world: Organizations): void {
  const managementAccountId = String(organization.MasterAccountId);
  for (const account of accounts) addAccount(account, world);
  const planted = world.create({
    managementAccountId,
    id: String(organization.Id),
    featureSet: organization.FeatureSet as OrganizationFeatureSet,
    // When it was made isn't told; its management account has been in it from the beginning.
    createdAt: timeOf(accounts.find(({ Id }) => Id === managementAccountId)?.JoinedTimestamp),
    ...(roots[0] && { rootId: String(roots[0].Id) }),
  });
  for (const { Id, Name, ParentId } of organizationalUnits) world.addUnit(planted, String(Name), ParentId, String(Id));
  for (const account of accounts) joinAccount(account, planted, world);
  planted.accountQuota = HIGHEST_QUOTA;
  for (const handshake of handshakes) plantHandshake(handshake, planted, world);
}

function addAccount({ Id, Email, Name, State, Status }: Entity, world: Organizations): void {
  world.accounts.add({ id: String(Id), email: String(Email), name: String(Name), state: (State ?? Status ?? 'ACTIVE') as Account['state'] });
}

function joinAccount({ Id, ParentId, JoinedMethod, JoinedTimestamp, Tags = [] }: PlacedEntity, organization: Organization, world: Organizations): void {
  const joined = { parentId: ParentId, joinedMethod: JoinedMethod as 'INVITED' | 'CREATED', joinedAt: timeOf(JoinedTimestamp) };
  world.join(organization, String(Id), joined);
  for (const { Key, Value } of Tags as readonly { readonly Key: string; readonly Value: string }[]) organization.tagsOf(String(Id)).set(Key, Value);
}

interface Party {
  readonly Id: string;
  readonly Type: string;
}

interface Resource {
  readonly Type: string;
  readonly Value: string;
}

function plantHandshake(handshake: Entity, { id: organizationId, managementAccountId }: Organization, world: Organizations): void {
  const parties = (handshake.Parties ?? []) as readonly Party[];
  const resources = (handshake.Resources ?? []) as readonly Resource[];
  const valueOf = (type: string): string | undefined => resources.find(({ Type }) => Type === type)?.Value;
  const recipient = parties.find(({ Id, Type }) => Type === 'EMAIL' || (Type === 'ACCOUNT' && Id !== managementAccountId));
  const notes = valueOf('NOTES');
  const end = endOf(handshake, valueOf('ACCOUNT'));
  const parent = valueOf('PARENT_HANDSHAKE');
  world.handshakes.plant({
    id: String(handshake.Id),
    action: handshake.Action as ActionType,
    organizationId,
    ...(recipient && { recipient: { type: recipient.Type as Recipient['type'], id: recipient.Id } }),
    ...(notes !== undefined && { notes }),
    // It is told without the letter that all ids begin with.
    ...(parent !== undefined && { parentId: parent.startsWith('h-') ? parent : `h-${parent}` }),
    requestedAt: timeOf(handshake.RequestedTimestamp),
    expiresAt: timeOf(handshake.ExpirationTimestamp),
    ...(end && { end }),
  });
}

/** When it ended isn't told, only that it did. */
function endOf({ State, RequestedTimestamp }: Entity, accountId: string | undefined): HandshakeEnd | undefined {
  if (State !== 'ACCEPTED' && State !== 'DECLINED' && State !== 'CANCELED') return undefined;
  return { state: State, at: timeOf(RequestedTimestamp), ...(State === 'ACCEPTED' && accountId !== undefined && { accountId }) };
}

function timeOf(text: unknown): number {
  return typeof text === 'string' ? new Date(text).getTime() : 0;
}
