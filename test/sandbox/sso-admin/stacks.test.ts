import type { ResourceDefinition, Template } from '../../../sandbox/cloudformation/template';
import type { SeededPermissionSet } from '../../../sandbox/sso-admin/seed';
import { SsoAdminWorld } from '../../support/sso-admin-world';

const STORE = 'd-9067111111';
const InstanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
const OTHER_INSTANCE = 'arn:aws:sso:::instance/ssoins-9999999999999999';
const FOREIGN = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef';
const ACCOUNT = '222222222222';
const GROUP: ResourceDefinition = { Type: 'AWS::IdentityStore::Group', Properties: { IdentityStoreId: STORE, DisplayName: 'admins' } };

const permissionSet = (properties: object = {}): ResourceDefinition =>
  ({ Type: 'AWS::SSO::PermissionSet', Properties: { InstanceArn, Name: 'ReadOnly', ...properties } });
const assignment = (properties: object = {}): ResourceDefinition => ({
  Type: 'AWS::SSO::Assignment',
  Properties: {
    InstanceArn, TargetId: ACCOUNT, TargetType: 'AWS_ACCOUNT', PermissionSetArn: { 'Fn::GetAtt': ['PermissionSet', 'PermissionSetArn'] }, PrincipalType: 'GROUP',
    PrincipalId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, ...properties,
  },
});
const people = (set: object = {}, assigned: object = {}): Template =>
  ({ Resources: { PermissionSet: permissionSet(set), Group: GROUP, Assignment: assignment(assigned) } });

let world: SsoAdminWorld;
beforeEach(() => { world = new SsoAdminWorld(); });

const names = async (): Promise<string[]> => {
  const { PermissionSets } = await world.call('ListPermissionSets', { InstanceArn });
  const described = await Promise.all((PermissionSets as string[]).map((PermissionSetArn) => world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn })));
  return described.map((each) => each.PermissionSet.Name as string);
};
const refusalOf = async (name: string, template: Template): Promise<string | undefined> =>
  (await world.deploy(name, template)).events.find(({ status }) => status === 'CREATE_FAILED')?.reason;

test('what CloudFormation makes can be read, under the ARN that the template has for the instance', async () => {
  const boundary = { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' };
  const stack = await world.deploy('People', people({
    Description: 'To look', SessionDuration: 'PT2H', RelayStateType: 'https://example.com', InlinePolicy: { Version: '2012-10-17', Statement: [] },
    ManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], CustomerManagedPolicyReferences: [{ Name: 'boundary' }], PermissionsBoundary: boundary,
    Tags: [{ Key: 'team', Value: 'platform' }],
  }));
  expect(stack.status).toBe('CREATE_COMPLETE');
  const { Instances } = await world.call('ListInstances');
  expect(Instances).toMatchObject([{ InstanceArn, IdentityStoreId: STORE }]);
  const { PermissionSets: [PermissionSetArn] } = await world.call('ListPermissionSets', { InstanceArn });
  const input = { InstanceArn, PermissionSetArn: PermissionSetArn as string };
  expect(await world.call('DescribePermissionSet', input))
    .toMatchObject({ PermissionSet: { Name: 'ReadOnly', Description: 'To look', SessionDuration: 'PT2H', RelayState: 'https://example.com' } });
  expect(await world.call('GetInlinePolicyForPermissionSet', input)).toEqual({ InlinePolicy: '{"Version":"2012-10-17","Statement":[]}' });
  expect(await world.call('ListManagedPoliciesInPermissionSet', input)).toMatchObject({ AttachedManagedPolicies: [{ Name: 'ReadOnlyAccess' }] });
  expect(await world.call('ListCustomerManagedPolicyReferencesInPermissionSet', input)).toEqual({ CustomerManagedPolicyReferences: [{ Name: 'boundary', Path: '/' }] });
  expect(await world.call('GetPermissionsBoundaryForPermissionSet', input)).toEqual({ PermissionsBoundary: boundary });
  expect(await world.call('ListTagsForResource', { ResourceArn: input.PermissionSetArn })).toEqual({ Tags: [{ Key: 'team', Value: 'platform' }] });
  const [GroupId] = [...world.sandbox.identityStores.store(STORE).groups.keys()];
  expect(await world.call('ListAccountAssignments', { ...input, AccountId: ACCOUNT }))
    .toEqual({ AccountAssignments: [{ AccountId: ACCOUNT, PermissionSetArn: PermissionSetArn as string, PrincipalType: 'GROUP', PrincipalId: GroupId }] });
});

test('a permission set changes in place, and by another name is another one', async () => {
  await world.deploy('People', people());
  const [before] = (await world.call('ListPermissionSets', { InstanceArn })).PermissionSets as string[];
  await world.deploy('People', people({ Description: 'changed' }));
  expect(await world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn: before })).toMatchObject({ PermissionSet: { Description: 'changed' } });
  expect(await world.deploy('People', people({ Name: 'Audit' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(await names()).toEqual(['Audit']);
  await expect(world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn: before })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an assignment to another account replaces the one before', async () => {
  await world.deploy('People', people());
  await world.deploy('People', people({}, { TargetId: '333333333333' }));
  const [PermissionSetArn] = (await world.call('ListPermissionSets', { InstanceArn })).PermissionSets as string[];
  expect(await world.call('ListAccountsForProvisionedPermissionSet', { InstanceArn, PermissionSetArn })).toEqual({ AccountIds: ['333333333333'] });
});

test('all of it goes with the stack', async () => {
  const stack = await world.deploy('People', people());
  await world.time.run(world.sandbox.cloudFormation.delete(stack));
  expect(stack.status).toBe('DELETE_COMPLETE');
  expect(await names()).toEqual([]);
});

test('a permission set of the name of another one is refused', async () => {
  await world.deploy('People', people());
  expect(await refusalOf('Others', { Resources: { PermissionSet: permissionSet() } }))
    .toBe('PermissionSet with name ReadOnly already exists. (Service: SsoAdmin, Status Code: 400) (HandlerErrorCode: AlreadyExists)');
});

test('an assignment that is there is refused', async () => {
  const stack = await world.deploy('People', people());
  const PermissionSetArn = stack.resources.get('PermissionSet')?.attributes.PermissionSetArn as string;
  const PrincipalId = [...world.sandbox.identityStores.store(STORE).groups.keys()][0] as string;
  expect(await refusalOf('Others', { Resources: { Assignment: assignment({ PermissionSetArn, PrincipalId }) } }))
    .toBe('Resource of type \'AWS::SSO::Assignment\' with identifier \'Assignment already exists. Can\'t process creation.\' already exists. (HandlerErrorCode: AlreadyExists)');
});

test('a permission set of somebody else is made up, with a remark', async () => {
  const stack = await world.deploy('People', { Resources: { Group: GROUP, Assignment: assignment({ PermissionSetArn: FOREIGN }) } });
  expect(stack.events.filter(({ logicalId }) => logicalId === 'Assignment').map(({ reason }) => reason))
    .toContain('The permission set ps-1234567890abcdef was made up by the cdk-org-guard sandbox');
  expect(await names()).toEqual(['ps-1234567890abcdef']);
});

describe('where the seed says what there is', () => {
  beforeEach(() => { world = new SsoAdminWorld({ identityStores: { [STORE]: { instanceArn: InstanceArn, permissionSets: [{ name: 'Audit' }] } } }); });

  test('no other permission set is', async () => {
    expect(await refusalOf('People', { Resources: { Group: GROUP, Assignment: assignment({ PermissionSetArn: FOREIGN }) } }))
      .toBe('Could not find PermissionSet with id ps-1234567890abcdef (Service: SsoAdmin, Status Code: 400) (HandlerErrorCode: NotFound)');
  });

  test('no other instance is', async () => {
    expect(await refusalOf('People', { Resources: { PermissionSet: permissionSet({ InstanceArn: OTHER_INSTANCE }) } }))
      .toBe(`User: arn:aws:iam::123456789012:role/cloudformation is not authorized to perform: sso:CreatePermissionSet on resource: ${OTHER_INSTANCE} `
        + '(Service: SsoAdmin, Status Code: 400) (HandlerErrorCode: GeneralServiceException)');
  });

  test('nobody is assigned who isn\'t there, and nothing is there twice', () => {
    const seeded = (permissionSets: readonly SeededPermissionSet[]): (() => SsoAdminWorld) =>
      () => new SsoAdminWorld({ identityStores: { [STORE]: { permissionSets } } });
    expect(seeded([{ name: 'Audit', assignments: [{ account: ACCOUNT, group: 'admins' }] }]))
      .toThrow(new Error(`permission set Audit: there is no group admins for the account ${ACCOUNT}`));
    expect(seeded([{ name: 'Audit' }, { name: 'Audit' }])).toThrow(new Error('permission set Audit is there twice'));
  });
});
