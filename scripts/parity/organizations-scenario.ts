import { deepStrictEqual } from 'node:assert/strict';
import { Callers, Calls, Credentials, expectJustNow, expectMembers, expectSame } from './calls';
import type { Steps } from './steps';
import { ADMINISTRATOR, ALONE, JOIN_ROLE, MANAGEMENT, MEMBER } from './world';

const IN_ALONE: Credentials = { AccessKeyId: `SANDBOX${ALONE}`, SecretAccessKey: 'sandbox' };
const TARGET = { Target: { Type: 'ACCOUNT', Id: ALONE } };
const WAITING = ['REQUESTED', 'OPEN'];

/** Lets a client do all that there is to do between an organization and an account that it invites, on both sides. */
export async function driveOrganizations(callers: Callers, steps: Steps): Promise<void> {
  const management = new Calls(callers.of('organizations'));
  const invited = new Calls(callers.of('organizations', IN_ALONE));
  const [rootId, unitId] = await readStructure(management, steps);
  await declineAndCancel(management, invited, steps);
  await join(callers, management, invited, steps);
  await place(management, steps, rootId, unitId);
  await leave(management, invited, steps);
  await readServicesAndPolicies(management, steps, rootId);
  await makeAndClose(management, steps);
}

async function readStructure(management: Calls, steps: Steps): Promise<[string, string]> {
  await steps.take('reads the organization', async () => {
    const { Organization } = await management.make('DescribeOrganization');
    expectMembers(Organization, { MasterAccountId: MANAGEMENT, FeatureSet: 'ALL' });
  });
  const rootId = await steps.take('finds its root', async () => {
    const { Roots: [root] } = await management.list('ListRoots');
    expectMembers(root, { Name: 'Root', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] });
    return root.Id as string;
  });
  const unitId = await steps.take('makes an organizational unit, and finds it', async () => {
    const { OrganizationalUnit: { Id } } = await management.make('CreateOrganizationalUnit', { ParentId: rootId, Name: 'Payments' });
    const { OrganizationalUnits } = await management.list('ListOrganizationalUnitsForParent', { ParentId: rootId });
    expectSame(OrganizationalUnits.map(({ Name }: any) => Name), ['Payments', 'Workloads']);
    return Id as string;
  });
  return [rootId ?? '', unitId ?? ''];
}

async function invite(management: Calls, more: object = {}): Promise<string> {
  const { Handshake } = await management.make('InviteAccountToOrganization', { ...TARGET, ...more });
  if (!WAITING.includes(Handshake.State as string)) throw new Error(`the invitation is ${Handshake.State}`);
  return Handshake.Id as string;
}

async function declineAndCancel(management: Calls, invited: Calls, steps: Steps): Promise<void> {
  const declined = await steps.take('invites an account, with notes and tags', () => invite(management, { Notes: 'Join us', Tags: [{ Key: 'team', Value: 'payments' }] }));
  await steps.take('is refused a second invitation', () => management.refused('InviteAccountToOrganization', TARGET, 'DuplicateHandshakeException'));
  await steps.take('lists the invitation on the side of the organization', async () => {
    const { Handshakes } = await management.list('ListHandshakesForOrganization', { Filter: { ActionType: 'INVITE' } });
    deepStrictEqual(Handshakes.map(({ Id }: any) => Id), [declined]);
  });
  await steps.take('lists and reads the invitation on the side of the account', async () => {
    const { Handshakes } = await invited.list('ListHandshakesForAccount');
    deepStrictEqual(Handshakes.map(({ Id }: any) => Id), [declined]);
    const { Handshake } = await invited.make('DescribeHandshake', { HandshakeId: declined });
    expectMembers(Handshake, { Id: declined, Action: 'INVITE' });
    expectJustNow(Handshake.RequestedTimestamp);
  });
  await steps.take('declines the invitation as the account', async () => {
    const { Handshake } = await invited.make('DeclineHandshake', { HandshakeId: declined });
    expectMembers(Handshake, { Id: declined, State: 'DECLINED' });
  });
  await steps.take('is refused to accept what is declined', () => invited.refused('AcceptHandshake', { HandshakeId: declined }, 'InvalidHandshakeTransitionException'));
  await steps.take('invites again, and cancels that as the organization', async () => {
    const { Handshake } = await management.make('CancelHandshake', { HandshakeId: await invite(management) });
    expectMembers(Handshake, { State: 'CANCELED' });
  });
  await steps.take('is refused what nobody knows', () => management.refused('DescribeHandshake', { HandshakeId: 'h-00000000' }, 'HandshakeNotFoundException'));
}

async function join(callers: Callers, management: Calls, invited: Calls, steps: Steps): Promise<void> {
  const HandshakeId = await steps.take('invites a third time', () => invite(management, { Tags: [{ Key: 'team', Value: 'payments' }] }));
  const session = await steps.take('assumes a role in the account', async () => {
    const { Credentials: credentials } = await new Calls(callers.of('sts')).make('AssumeRole', { RoleArn: JOIN_ROLE, RoleSessionName: 'parity' });
    return credentials as Credentials;
  });
  await steps.take('is refused what the role doesn\'t allow', () =>
    new Calls(callers.of('organizations', session)).refused('ListHandshakesForAccount', {}, 'AccessDeniedException'));
  await steps.take('accepts the invitation as that role', async () => {
    const { Handshake } = await new Calls(callers.of('organizations', session)).make('AcceptHandshake', { HandshakeId });
    expectMembers(Handshake, { Id: HandshakeId, State: 'ACCEPTED' });
  });
  await steps.take('reads the new member, and lists it page by page', async () => {
    const { Account } = await management.make('DescribeAccount', { AccountId: ALONE });
    expectMembers(Account, { Id: ALONE, Email: 'payments@example.com', JoinedMethod: 'INVITED', State: 'ACTIVE', Status: 'ACTIVE' });
    const { Accounts } = await management.list('ListAccounts');
    expectSame(Accounts.map(({ Id }: any) => Id), [MANAGEMENT, MEMBER, ADMINISTRATOR, ALONE]);
  });
  await steps.take('reads as the account to which organization it belongs, and not its accounts', async () => {
    expectMembers((await invited.make('DescribeOrganization')).Organization, { MasterAccountId: MANAGEMENT });
    await invited.refused('ListAccounts', {}, 'AccessDeniedException');
  });
}

async function place(management: Calls, steps: Steps, rootId: string, unitId: string): Promise<void> {
  await steps.take('moves the account into the organizational unit', async () => {
    deepStrictEqual(await management.make('MoveAccount', { AccountId: ALONE, SourceParentId: rootId, DestinationParentId: unitId }), {});
    const { Parents } = await management.list('ListParents', { ChildId: ALONE });
    deepStrictEqual(Parents, [{ Id: unitId, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Children } = await management.list('ListChildren', { ParentId: unitId, ChildType: 'ACCOUNT' });
    deepStrictEqual(Children, [{ Id: ALONE, Type: 'ACCOUNT' }]);
    const { Accounts } = await management.list('ListAccountsForParent', { ParentId: unitId });
    deepStrictEqual(Accounts.map(({ Id }: any) => Id), [ALONE]);
  });
  await steps.take('is refused to move it from where it isn\'t', () =>
    management.refused('MoveAccount', { AccountId: ALONE, SourceParentId: 'r-0000', DestinationParentId: unitId }, 'SourceParentNotFoundException'));
  await steps.take('tags the account, besides what the invitation said', async () => {
    deepStrictEqual(await management.make('TagResource', { ResourceId: ALONE, Tags: [{ Key: 'stage', Value: 'production' }] }), {});
    deepStrictEqual((await management.make('ListTagsForResource', { ResourceId: ALONE })).Tags,
      [{ Key: 'team', Value: 'payments' }, { Key: 'stage', Value: 'production' }]);
    deepStrictEqual(await management.make('UntagResource', { ResourceId: ALONE, TagKeys: ['team'] }), {});
    deepStrictEqual((await management.make('ListTagsForResource', { ResourceId: ALONE })).Tags, [{ Key: 'stage', Value: 'production' }]);
  });
}

async function leave(management: Calls, invited: Calls, steps: Steps): Promise<void> {
  await steps.take('leaves the organization as the account', async () => deepStrictEqual(await invited.make('LeaveOrganization'), {}));
  await steps.take('is refused to remove who has left', () => management.refused('RemoveAccountFromOrganization', { AccountId: ALONE }, 'AccountNotFoundException'));
}

async function readServicesAndPolicies(management: Calls, steps: Steps, rootId: string): Promise<void> {
  await steps.take('lists delegated administrators and services', async () => {
    const { DelegatedAdministrators } = await management.list('ListDelegatedAdministrators');
    deepStrictEqual(DelegatedAdministrators.map(({ Id }: any) => Id), [ADMINISTRATOR]);
    const { DelegatedServices } = await management.list('ListDelegatedServicesForAccount', { AccountId: ADMINISTRATOR });
    deepStrictEqual(DelegatedServices.map(({ ServicePrincipal }: any) => ServicePrincipal), ['sso.amazonaws.com']);
    const { EnabledServicePrincipals } = await management.list('ListAWSServiceAccessForOrganization');
    deepStrictEqual(EnabledServicePrincipals.map(({ ServicePrincipal }: any) => ServicePrincipal), ['sso.amazonaws.com']);
  });
  await steps.take('lists policies, those of the root, and what they are attached to', async () => {
    const Filter = 'SERVICE_CONTROL_POLICY';
    const { Policies } = await management.list('ListPolicies', { Filter });
    deepStrictEqual(Policies.map(({ Name }: any) => Name), ['FullAWSAccess']);
    deepStrictEqual((await management.list('ListPoliciesForTarget', { TargetId: rootId, Filter })).Policies, Policies);
    const { Targets } = await management.list('ListTargetsForPolicy', { PolicyId: 'p-FullAWSAccess' });
    deepStrictEqual(Targets[0].TargetId, rootId);
    deepStrictEqual((await management.make('DescribePolicy', { PolicyId: 'p-FullAWSAccess' })).Policy.PolicySummary, Policies[0]);
  });
}

async function makeAndClose(management: Calls, steps: Steps): Promise<void> {
  const id = await steps.take('makes an account', async () => {
    const { CreateAccountStatus } = await management.make('CreateAccount', { AccountName: 'Data', Email: 'data@example.com' });
    expectMembers(CreateAccountStatus, { AccountName: 'Data', State: 'IN_PROGRESS' });
    const { CreateAccountStatus: status } = await management.make('DescribeCreateAccountStatus', { CreateAccountRequestId: CreateAccountStatus.Id });
    expectMembers(status, { AccountName: 'Data', State: 'SUCCEEDED' });
    return status.AccountId as string;
  });
  await steps.take('closes it', async () => {
    deepStrictEqual(await management.make('CloseAccount', { AccountId: id }), {});
    expectMembers((await management.make('DescribeAccount', { AccountId: id })).Account, { State: 'SUSPENDED', Status: 'SUSPENDED' });
  });
}
