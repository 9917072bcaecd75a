import {
  CloseAccountCommand, CreateAccountCommand, CreateOrganizationalUnitCommand, CreateOrganizationCommand, DescribeAccountCommand,
  DescribeCreateAccountStatusCommand, DescribeOrganizationCommand, DescribePolicyCommand, DescribeResourcePolicyCommand, EnableAllFeaturesCommand,
  InviteAccountToOrganizationCommand, LeaveOrganizationCommand, ListAccountsCommand, ListAccountsForParentCommand, ListAWSServiceAccessForOrganizationCommand,
  ListCreateAccountStatusCommand, ListDelegatedAdministratorsCommand, ListDelegatedServicesForAccountCommand, ListHandshakesForAccountCommand,
  ListHandshakesForOrganizationCommand, ListParentsCommand, ListPoliciesCommand, ListPoliciesForTargetCommand, ListRootsCommand, ListTagsForResourceCommand,
  ListTargetsForPolicyCommand, MoveAccountCommand, RemoveAccountFromOrganizationCommand, TagResourceCommand, UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT, PAYMENTS as ALONE } from '../../support/ids';
import { MEMBER, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { ScriptedFunctions } from '../../support/scripted-functions';
import { HOUR } from '../../support/times';

const ADMINISTRATOR = '333333333333';
const DENIED = exception('AccessDeniedException', 'You don\'t have permissions to access this resource.');
const NOT_IN_USE = exception('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');

const ROOT = 'r-aaaa';
const READING: Record<string, object> = {
  ListAccounts: new ListAccountsCommand(),
  DescribeAccount: new DescribeAccountCommand({ AccountId: MEMBER }),
  ListRoots: new ListRootsCommand(),
  ListParents: new ListParentsCommand({ ChildId: MEMBER }),
  ListAccountsForParent: new ListAccountsForParentCommand({ ParentId: ROOT }),
  ListHandshakesForOrganization: new ListHandshakesForOrganizationCommand(),
  ListTagsForResource: new ListTagsForResourceCommand({ ResourceId: MEMBER }),
  DescribeCreateAccountStatus: new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: 'car-00000000' }),
  ListCreateAccountStatus: new ListCreateAccountStatusCommand(),
  ListAWSServiceAccessForOrganization: new ListAWSServiceAccessForOrganizationCommand(),
  ListDelegatedAdministrators: new ListDelegatedAdministratorsCommand(),
  ListDelegatedServicesForAccount: new ListDelegatedServicesForAccountCommand({ AccountId: MEMBER }),
  ListPolicies: new ListPoliciesCommand({ Filter: 'TAG_POLICY' }),
  ListPoliciesForTarget: new ListPoliciesForTargetCommand({ Filter: 'TAG_POLICY', TargetId: MEMBER }),
  ListTargetsForPolicy: new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }),
  DescribePolicy: new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }),
  DescribeResourcePolicy: new DescribeResourcePolicyCommand(),
};
const WRITING: Record<string, object> = {
  InviteAccountToOrganization: new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: ALONE } }),
  MoveAccount: new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: ROOT, DestinationParentId: ROOT }),
  RemoveAccountFromOrganization: new RemoveAccountFromOrganizationCommand({ AccountId: MEMBER }),
  CreateOrganizationalUnit: new CreateOrganizationalUnitCommand({ ParentId: ROOT, Name: 'Workloads' }),
  EnableAllFeatures: new EnableAllFeaturesCommand(),
  CreateAccount: new CreateAccountCommand({ AccountName: 'Data', Email: 'data@example.com' }),
  CloseAccount: new CloseAccountCommand({ AccountId: MEMBER }),
  TagResource: new TagResourceCommand({ ResourceId: MEMBER, Tags: [] }),
  UntagResource: new UntagResourceCommand({ ResourceId: MEMBER, TagKeys: [] }),
};

let world: OrganizationsWorld;
beforeEach(() => {
  world = new OrganizationsWorld({ organization: { accounts: [{ id: MEMBER }, { id: ADMINISTRATOR, isDelegatedAdministrator: true }] } });
});

const send = (account: string, command: object | undefined): Promise<object> => world.in(account).send(command as never) as Promise<object>;

test.each(Object.keys({ ...READING, ...WRITING }))('%s is not for an account that is in no organization', async (operation) => {
  await expect(send(ALONE, { ...READING, ...WRITING }[operation])).rejects.toThrow(NOT_IN_USE);
});

test.each(Object.keys({ ...READING, ...WRITING }))('%s is not for a mere member', async (operation) => {
  await expect(send(MEMBER, { ...READING, ...WRITING }[operation])).rejects.toThrow(DENIED);
});

test.each(Object.keys(WRITING))('%s is not for a delegated administrator', async (operation) => {
  await expect(send(ADMINISTRATOR, WRITING[operation])).rejects.toThrow(DENIED);
});

test('a delegated administrator may look at the organization', async () => {
  await expect(send(ADMINISTRATOR, READING.ListAccounts)).resolves.toMatchObject({ Accounts: [{ Id: MANAGEMENT }, { Id: MEMBER }, { Id: ADMINISTRATOR }] });
});

test('anybody may look for handshakes of their own, and members at what their organization is', async () => {
  await expect(send(ALONE, new ListHandshakesForAccountCommand())).resolves.toMatchObject({ Handshakes: [] });
  await expect(send(MEMBER, new DescribeOrganizationCommand())).resolves.toMatchObject({ Organization: { MasterAccountId: MANAGEMENT } });
  await expect(send(ALONE, new DescribeOrganizationCommand())).rejects.toThrow(NOT_IN_USE);
  await expect(send(ALONE, new LeaveOrganizationCommand())).rejects.toThrow(NOT_IN_USE);
});

test('an account alone can create an organization, which takes an hour to finish', async () => {
  await expect(send(ALONE, new CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' })))
    .resolves.toMatchObject({ Organization: { FeatureSet: 'CONSOLIDATED_BILLING', MasterAccountId: ALONE } });
  await expect(send(ALONE, new CreateOrganizationCommand()))
    .rejects.toThrow(exception('AlreadyInOrganizationException', 'The AWS account is already a member of an organization.'));
  const invite = new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: '999999999999' } });
  await expect(send(ALONE, invite)).rejects.toMatchObject({ name: 'FinalizingOrganizationException' });
  await world.pass(HOUR);
  await expect(send(ALONE, invite)).resolves.toMatchObject({ Handshake: { State: 'REQUESTED' } });
});

test('without being told otherwise, the sandbox\'s own account manages an organization that has all features', () => {
  const { person, organizations } = new ScriptedFunctions().sandbox;
  expect(organizations.of(person.account)).toMatchObject({ managementAccountId: person.account, featureSet: 'ALL' });
});
