import type { Template } from '../../../sandbox/cloudformation/template';
import { RefusedCall, SsoAdminWorld } from '../../support/sso-admin-world';

const STORE = 'd-1234567890';
const OWN = '123456789012';
const MEMBER = '222222222222';
const ADMINISTRATOR = '333333333333';
const ALONE = '444444444444';
const InstanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
const READ_ONLY = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1111111111111111';
const AUDIT = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-2222222222222222';
const NOWHERE = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-0000000000000000';

const SEED = {
  organizations: [{
    managementAccount: OWN, accounts: [{ id: MEMBER }, { id: ADMINISTRATOR, isDelegatedAdministrator: true, delegatedServices: ['sso.amazonaws.com'] }],
  }],
  identityStores: {
    [STORE]: {
      groups: [{ displayName: 'admins' }],
      users: [{ userName: 'ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } }],
      memberships: [{ group: 'admins', user: 'ada' }],
      instanceArn: InstanceArn,
      permissionSets: [
        {
          name: 'ReadOnly', id: 'ps-1111111111111111', description: 'To look', sessionDuration: 'PT8H', relayState: 'https://example.com', inlinePolicy: '{}',
          managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], tags: { team: 'platform' },
          assignments: [{ account: MEMBER, group: 'admins' }, { account: OWN, group: 'admins' }],
        },
        { name: 'Audit', id: 'ps-2222222222222222', assignments: [{ account: MEMBER, user: 'ada' }] },
      ],
    },
  },
};

let world: SsoAdminWorld;
let user: string;
let group: string;
beforeEach(() => {
  world = new SsoAdminWorld(SEED);
  const { users, groups } = world.sandbox.identityStores.store(STORE);
  [user, group] = [[...users.keys()][0] as string, [...groups.keys()][0] as string];
});

const assignment = (AccountId: string, PermissionSetArn: string, PrincipalType: 'USER' | 'GROUP'): object =>
  ({ AccountId, PermissionSetArn, PrincipalType, PrincipalId: PrincipalType === 'USER' ? user : group });

describe('instances', () => {
  test('are found with their store', async () => {
    const now = world.time.now() / 1000;
    const instance = {
      InstanceArn, IdentityStoreId: STORE, IdentityStoreArn: `arn:aws:identitystore::${OWN}:identitystore/${STORE}`, OwnerAccountId: OWN, CreatedDate: now,
      Status: 'ACTIVE', PrimaryRegion: 'us-east-1', Regions: [{ RegionName: 'us-east-1', Status: 'ACTIVE', AddedDate: now, IsPrimaryRegion: true }],
    };
    expect(await world.call('ListInstances')).toEqual({ Instances: [instance] });
    expect(await world.call('DescribeInstance', { InstanceArn })).toEqual({
      ...instance, EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' }, PermissionSetsEnabled: true,
    });
    expect(await world.call('ListRegions', { InstanceArn })).toEqual({ Regions: instance.Regions });
  });

  test('tell the key of the customer', async () => {
    const arn = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';
    world.sandbox.identityStores.store(STORE).encryptionKey = { arn, state: 'ENABLED' };
    expect(await world.call('DescribeInstance', { InstanceArn }))
      .toMatchObject({ EncryptionConfigurationDetails: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: arn, EncryptionStatus: 'ENABLED' } });
  });

  test('are there also where nothing has used a store', async () => {
    const { Instances: [instance] } = await new SsoAdminWorld().call('ListInstances');
    expect(instance).toMatchObject({ IdentityStoreId: STORE, OwnerAccountId: OWN, InstanceArn: expect.stringMatching(/^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/) as string });
  });

  test('are seen by members of the organization, and by nobody else', async () => {
    expect((await world.call('ListInstances', {}, `SANDBOX${MEMBER}`)).Instances).toMatchObject([{ InstanceArn, OwnerAccountId: OWN }]);
    expect(await world.call('ListInstances', {}, `SANDBOX${ALONE}`)).toEqual({ Instances: [] });
  });

  test.each([
    ['the owner', OWN], ['a delegated administrator', ADMINISTRATOR],
  ])('are read by %s', async (_who, account) => {
    expect(await world.call('ListPermissionSets', { InstanceArn }, `SANDBOX${account}`)).toEqual({ PermissionSets: [READ_ONLY, AUDIT] });
  });

  test.each([['a mere member', MEMBER], ['somebody else', ALONE]])('aren\'t read by %s', async (_who, account) => {
    await expect(world.call('ListPermissionSets', { InstanceArn }, `SANDBOX${account}`)).rejects.toEqual(new RefusedCall('AccessDeniedException',
      `User: arn:aws:iam::${account}:user/sandbox is not authorized to perform: sso:ListPermissionSets on resource: ${InstanceArn}`));
  });

  test.each(['ListApplications', 'ListTrustedTokenIssuers'])('have an empty list: %s', async (operation) => {
    expect(await world.call(operation, { InstanceArn })).toEqual({ [operation.slice(4)]: [] });
  });

  test('have no attributes for access control, and no tags', async () => {
    await expect(world.call('DescribeInstanceAccessControlAttributeConfiguration', { InstanceArn })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await world.call('ListTagsForResource', { ResourceArn: InstanceArn })).toEqual({ Tags: [] });
  });
});

describe('permission sets', () => {
  test('are described', async () => {
    const CreatedDate = world.time.now() / 1000;
    expect(await world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn: READ_ONLY })).toEqual({
      PermissionSet: { Name: 'ReadOnly', PermissionSetArn: READ_ONLY, Description: 'To look', CreatedDate, SessionDuration: 'PT8H', RelayState: 'https://example.com' },
    });
    expect(await world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn: AUDIT }))
      .toEqual({ PermissionSet: { Name: 'Audit', PermissionSetArn: AUDIT, CreatedDate, SessionDuration: 'PT1H' } });
  });

  test.each<[operation: string, of: string, expected: object]>([
    ['ListManagedPoliciesInPermissionSet', READ_ONLY, { AttachedManagedPolicies: [{ Name: 'ReadOnlyAccess', Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }],
    ['ListCustomerManagedPolicyReferencesInPermissionSet', READ_ONLY, { CustomerManagedPolicyReferences: [] }],
    ['GetInlinePolicyForPermissionSet', READ_ONLY, { InlinePolicy: '{}' }],
    ['GetInlinePolicyForPermissionSet', AUDIT, {}],
    ['ListAccountsForProvisionedPermissionSet', READ_ONLY, { AccountIds: [MEMBER, OWN] }],
  ])('have policies and accounts: %s of %s', async (operation, PermissionSetArn, expected) => {
    expect(await world.call(operation, { InstanceArn, PermissionSetArn })).toEqual(expected);
  });

  test('have tags', async () => {
    expect(await world.call('ListTagsForResource', { InstanceArn, ResourceArn: READ_ONLY })).toEqual({ Tags: [{ Key: 'team', Value: 'platform' }] });
  });

  test('without a boundary have none to be found', async () => {
    await expect(world.call('GetPermissionsBoundaryForPermissionSet', { InstanceArn, PermissionSetArn: AUDIT })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test.each([
    'DescribePermissionSet', 'ListManagedPoliciesInPermissionSet', 'ListCustomerManagedPolicyReferencesInPermissionSet', 'GetInlinePolicyForPermissionSet',
    'GetPermissionsBoundaryForPermissionSet', 'ListAccountsForProvisionedPermissionSet',
  ])('that aren\'t there aren\'t found: %s', async (operation) => {
    await expect(world.call(operation, { InstanceArn, PermissionSetArn: NOWHERE }))
      .rejects.toEqual(new RefusedCall('ResourceNotFoundException', 'Could not find PermissionSet with id ps-0000000000000000'));
  });

  test('are provisioned to the accounts in which anybody has them, and there as they are', async () => {
    const provisioned = (AccountId: string, ProvisioningStatus?: string): Promise<object> =>
      world.call('ListPermissionSetsProvisionedToAccount', { InstanceArn, AccountId, ProvisioningStatus }) as Promise<object>;
    expect(await provisioned(MEMBER)).toEqual({ PermissionSets: [READ_ONLY, AUDIT] });
    expect(await provisioned(MEMBER, 'LATEST_PERMISSION_SET_PROVISIONED')).toEqual({ PermissionSets: [READ_ONLY, AUDIT] });
    expect(await provisioned(MEMBER, 'LATEST_PERMISSION_SET_NOT_PROVISIONED')).toEqual({ PermissionSets: [] });
    expect(await provisioned(ALONE)).toEqual({});
  });
});

describe('assignments', () => {
  test('are listed for an account and a permission set', async () => {
    expect(await world.call('ListAccountAssignments', { InstanceArn, AccountId: MEMBER, PermissionSetArn: READ_ONLY }))
      .toEqual({ AccountAssignments: [assignment(MEMBER, READ_ONLY, 'GROUP')] });
  });

  test('of a user are also those of its groups', async () => {
    const of = (PrincipalType: string, PrincipalId: string, Filter?: object): Promise<object> =>
      world.call('ListAccountAssignmentsForPrincipal', { InstanceArn, PrincipalType, PrincipalId, Filter }) as Promise<object>;
    const [inMember, inOwn] = [assignment(MEMBER, READ_ONLY, 'GROUP'), assignment(OWN, READ_ONLY, 'GROUP')];
    expect(await of('GROUP', group)).toEqual({ AccountAssignments: [inMember, inOwn] });
    expect(await of('USER', user)).toEqual({ AccountAssignments: [inMember, inOwn, assignment(MEMBER, AUDIT, 'USER')] });
    expect(await of('USER', user, { AccountId: OWN })).toEqual({ AccountAssignments: [inOwn] });
  });

  test('end with their user or group', async () => {
    world.sandbox.identityStores.store(STORE).removeGroup(group);
    expect(await world.call('ListAccountAssignments', { InstanceArn, AccountId: MEMBER, PermissionSetArn: READ_ONLY })).toEqual({ AccountAssignments: [] });
  });
});

test('lists come page by page', async () => {
  const first = await world.call('ListPermissionSets', { InstanceArn, MaxResults: 1 });
  expect(first).toEqual({ PermissionSets: [READ_ONLY], NextToken: expect.any(String) });
  expect(await world.call('ListPermissionSets', { InstanceArn, MaxResults: 1, NextToken: first.NextToken as string })).toEqual({ PermissionSets: [AUDIT] });
});

test('calls come at most twenty a second', async () => {
  for (let call = 0; call < 20; call += 1) await world.call('ListInstances');
  await expect(world.call('ListInstances')).rejects.toEqual(new RefusedCall('ThrottlingException', 'Rate exceeded'));
});

describe('is refused:', () => {
  const constraint = (rest: string): RefusedCall => new RefusedCall('ValidationException', `1 validation error detected: Value ${rest}`);
  test.each<[what: string, operation: string, input: object, refusal: RefusedCall]>([
    ['no instance', 'ListPermissionSets', {}, constraint('null at \'instanceArn\' failed to satisfy constraint: Member must not be null')],
    ['a malformed instance', 'DescribeInstance', { InstanceArn: 'ssoins-1' }, constraint('\'ssoins-1\' at \'instanceArn\' failed to satisfy constraint: Member must satisfy '
      + 'regular expression pattern: arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\\/(sso)?ins-[a-zA-Z0-9-.]{16}')],
    ['a page of 101', 'ListInstances', { MaxResults: 101 }, new RefusedCall('ValidationException', '1 validation error detected: Value at \'maxResults\' failed to satisfy constraint: Member must have value less than or equal to 100')],
    ['a page of none', 'ListInstances', { MaxResults: 0 }, new RefusedCall('ValidationException', '1 validation error detected: Value at \'maxResults\' failed to satisfy constraint: Member must have value greater than or equal to 1')],
    ['a token of somebody else', 'ListInstances', { NextToken: 'x' }, new RefusedCall('ValidationException', 'Invalid pagination token')],
    ['a member that isn\'t known', 'ListInstances', { Name: 'x' }, new RefusedCall('NotEmulated', 'The cdk-org-guard sandbox doesn\'t emulate the member Name of sso:ListInstances')],
    ['changing anything', 'CreatePermissionSet', { InstanceArn, Name: 'x' }, new RefusedCall('NotEmulated', 'The cdk-org-guard sandbox doesn\'t emulate sso:CreatePermissionSet')],
    ['another instance', 'DescribeInstance', { InstanceArn: InstanceArn.replace('1', '2') },
      new RefusedCall('AccessDeniedException', `User: arn:aws:iam::${OWN}:user/sandbox is not authorized to perform: sso:DescribeInstance on resource: ${InstanceArn.replace('1', '2')}`)],
  ])('%s', async (_what, operation, input, refusal) => {
    await expect(world.call(operation, input)).rejects.toEqual(refusal);
  });
});

describe('the policies of a role are enforced', () => {
  const TEMPLATE = (Resource: string): Template => ({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'reader',
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: OWN }, Action: 'sts:AssumeRole' }] },
          Policies: [{ PolicyName: 'read', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sso:DescribePermissionSet', Resource }] } }],
        },
      },
    },
  });
  const roleArn = `arn:aws:iam::${OWN}:role/reader`;

  const describeAs = async (Resource: string): Promise<object> => {
    await world.deploy('Role', TEMPLATE(Resource));
    const key = world.sandbox.callers.issue({ account: OWN, arn: `arn:aws:sts::${OWN}:assumed-role/reader/session`, roleArn });
    return world.call('DescribePermissionSet', { InstanceArn, PermissionSetArn: READ_ONLY }, key) as Promise<object>;
  };

  test.each(['*', 'arn:aws:sso:::*'])('%s is both, the instance and the permission set', async (Resource) => {
    await expect(describeAs(Resource)).resolves.toMatchObject({ PermissionSet: { Name: 'ReadOnly' } });
  });

  test.each([[InstanceArn, READ_ONLY], [READ_ONLY, InstanceArn]])('%s alone is refused on %s', async (Resource, refusedOn) => {
    await expect(describeAs(Resource)).rejects.toEqual(new RefusedCall('AccessDeniedException', `User: arn:aws:sts::${OWN}:assumed-role/reader/session is not authorized to `
    + `perform: sso:DescribePermissionSet on resource: ${refusedOn} because no identity-based policy allows the sso:DescribePermissionSet action`));
  });
});
