import type { Account as DescribedAccount, AccountState, AccountStatus, Handshake as DescribedHandshake, HandshakeResource } from '@aws-sdk/client-organizations';
import type { Handshake } from './handshakes';
import type { Member, Organization, OrganizationalUnit } from './organization';
import type { Organizations } from './organizations';

/** The older word for a state of an account. It had none for those that aren't activated yet or closed for good. */
const STATUS_OF: Readonly<Record<AccountState, AccountStatus>> = {
  PENDING_ACTIVATION: 'ACTIVE', ACTIVE: 'ACTIVE', SUSPENDED: 'SUSPENDED', PENDING_CLOSURE: 'PENDING_CLOSURE', CLOSED: 'SUSPENDED',
};

export function describeAccount(world: Organizations, organization: Organization, member: Member): DescribedAccount {
  const { id, email, name, state } = world.accounts.get(member.accountId);
  return {
    Id: id,
    Arn: world.arn(organization, 'account', id),
    Email: email,
    Name: name,
    ...(world.switches.accountStatus && { Status: STATUS_OF[state] }),
    State: state,
    Paths: [organization.pathOf(id)],
    JoinedMethod: member.joinedMethod,
    JoinedTimestamp: new Date(member.joinedAt),
  };
}

export function describeOrganization(world: Organizations, organization: Organization): object {
  const { id, featureSet, managementAccountId } = organization;
  return {
    Id: id,
    Arn: world.arn(organization, 'organization'),
    FeatureSet: featureSet,
    MasterAccountArn: world.arn(organization, 'account', managementAccountId),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: world.accounts.get(managementAccountId).email,
    AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  };
}

export function describeUnit(world: Organizations, organization: Organization, { id, name }: OrganizationalUnit): object {
  return { Id: id, Arn: world.arn(organization, 'ou', id), Name: name, Path: organization.pathOf(id) };
}

export function describeRoot(world: Organizations, organization: Organization): object {
  return { Id: organization.rootId, Arn: world.arn(organization, 'root', organization.rootId), Name: 'Root', PolicyTypes: [...organization.policyTypes].map((Type) => ({ Type, Status: 'ENABLED' })) };
}

export function describeHandshake(world: Organizations, handshake: Handshake): DescribedHandshake {
  const { id, action, organizationId, recipient, end, requestedAt, expiresAt } = handshake;
  const asAccount = end?.accountId !== undefined && world.switches.acceptedParty === 'ACCOUNT';
  const party = asAccount ? { Id: end.accountId, Type: 'ACCOUNT' as const } : recipient && { Id: recipient.id, Type: recipient.type };
  return {
    Id: id,
    Arn: world.handshakeArn(handshake),
    // Here, and only here, the service has the id of the organization without its prefix.
    Parties: [
      { Id: organizationId.replace(/^o-/, ''), Type: 'ORGANIZATION' },
      ...(world.switches.inviterIsParty ? [{ Id: world.withId(organizationId).managementAccountId, Type: 'ACCOUNT' as const }] : []),
      ...(party ? [party] : []),
    ],
    State: world.handshakes.stateOf(handshake),
    RequestedTimestamp: new Date(requestedAt),
    ExpirationTimestamp: new Date(expiresAt),
    Action: action,
    Resources: action === 'INVITE' ? resourcesOfInvitation(world, handshake) : resourcesOfPart(handshake),
  };
}

function resourcesOfInvitation(world: Organizations, { organizationId, recipient, notes, end }: Handshake): HandshakeResource[] {
  const { featureSet, managementAccountId } = world.withId(organizationId);
  const management = world.accounts.get(managementAccountId);
  const hasAccount = recipient?.type === 'EMAIL' && end?.accountId !== undefined && world.switches.acceptedResource;
  return [
    {
      Type: 'ORGANIZATION',
      Value: organizationId,
      Resources: [
        { Type: 'MASTER_EMAIL', Value: management.email },
        { Type: 'MASTER_NAME', Value: management.name },
        { Type: 'ORGANIZATION_FEATURE_SET', Value: featureSet },
      ],
    },
    ...(recipient ? [{ Type: recipient.type, Value: recipient.id }] : []),
    ...(hasAccount ? [{ Type: 'ACCOUNT' as const, Value: end?.accountId }] : []),
    ...(notes === undefined ? [] : [{ Type: 'NOTES' as const, Value: notes }]),
  ];
}

function resourcesOfPart({ organizationId, recipient, parentId }: Handshake): HandshakeResource[] {
  return [
    ...(parentId === undefined ? [] : [{ Type: 'PARENT_HANDSHAKE' as const, Value: parentId.replace(/^h-/, '') }]),
    { Type: 'ORGANIZATION', Value: organizationId },
    ...(recipient ? [{ Type: recipient.type, Value: recipient.id }] : []),
  ];
}
