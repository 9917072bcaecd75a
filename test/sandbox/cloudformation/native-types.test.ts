import { CfnResource, Stack } from 'aws-cdk-lib';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

const INSTANCE_ARN = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
const USER = { IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' }, Emails: [{ Value: 'ada@example.com' }] };

function people(changes: { user?: object; group?: object } = {}): (scope: Stack) => void {
  return (scope) => {
    const user = new CfnResource(scope, 'User', { type: 'AWS::IdentityStore::User', properties: { ...USER, ...changes.user } });
    const group = new CfnResource(scope, 'Group', { type: 'AWS::IdentityStore::Group', properties: { IdentityStoreId: STORE, DisplayName: 'admins', ...changes.group } });
    new CfnResource(scope, 'Membership', {
      type: 'AWS::IdentityStore::GroupMembership',
      properties: { IdentityStoreId: STORE, GroupId: group.getAtt('GroupId'), MemberId: { UserId: user.getAtt('UserId') } },
    });
    new CfnResource(scope, 'Assignment', {
      type: 'AWS::SSO::Assignment',
      properties: {
        InstanceArn: INSTANCE_ARN, TargetId: '111122223333', TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef', PrincipalType: 'USER', PrincipalId: user.getAtt('UserId'),
      },
    });
  };
}

function counts(): { users: number; groups: number; memberships: number } {
  const { users, groups, memberships } = world.sandbox.identityStores.store(STORE);
  return { users: users.size, groups: groups.size, memberships: memberships.size };
}

test('native users, groups and memberships are created in the store, and deleted with their stack', async () => {
  expect(await world.deploy('People', people())).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(counts()).toEqual({ users: 1, groups: 1, memberships: 1 });
  expect(await world.destroy('People')).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(counts()).toEqual({ users: 0, groups: 0, memberships: 0 });
});

test('a native group is updated in place', async () => {
  await world.deploy('People', people());
  const [before] = world.storedGroups;
  await world.deploy('People', people({ group: { DisplayName: 'operators', Description: 'new' } }));
  expect(world.storedGroups).toEqual([expect.objectContaining({ GroupId: before?.GroupId, DisplayName: 'operators', Description: 'new' })]);
});

test.each(['camelCase', 'PascalCase'] as const)('a native user gets another name in place, also where documents are spelled in %s', async (documentKeys) => {
  world = new InProcess({ switches: { identityStore: { documentKeys } } });
  await world.deploy('People', people({ user: { Name: { ...USER.Name, MiddleName: 'King' }, Title: 'Analyst' } }));
  const [before] = [...world.sandbox.identityStores.store(STORE).users.keys()];
  await world.deploy('People', people({ user: { Name: { GivenName: 'Augusta', FamilyName: 'Lovelace' } } }));
  const [after] = [...world.sandbox.identityStores.store(STORE).users.values()];
  expect(after).toMatchObject({ UserId: before, Name: { GivenName: 'Augusta', FamilyName: 'Lovelace' } });
  expect([after?.Name?.MiddleName, after?.Title]).toEqual([undefined, undefined]);
});

test('a native type fails like everybody when the key of the store is disabled', async () => {
  world.sandbox.identityStores.store(STORE).encryptionKey = { arn: 'arn:aws:kms:us-east-1:123456789012:key/1', state: 'DISABLED' };
  const stack = await world.deploy('People', people());
  expect(stack.events.find(({ status, type }) => status === 'CREATE_FAILED' && type === 'AWS::IdentityStore::User')?.reason)
    .toBe('The KMS key of the identity store is disabled (Service: Identitystore, Status Code: 400) (HandlerErrorCode: ValidationException)');
});

test('a native type can\'t adopt: what is there already fails the deployment', async () => {
  await world.deploy('People', people());
  const stack = await world.deploy('Others', (scope) => {
    new CfnResource(scope, 'Group', { type: 'AWS::IdentityStore::Group', properties: { IdentityStoreId: STORE, DisplayName: 'admins' } });
  });
  expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason)
    .toBe('Resource of type \'AWS::IdentityStore::Group\' with identifier \'admins\' already exists. (HandlerErrorCode: AlreadyExists)');
});

test('another e-mail replaces a native user, which collides with itself, and the deployment is rolled back', async () => {
  await world.deploy('People', people());
  const before = [...world.sandbox.identityStores.store(STORE).users.keys()];
  const stack = await world.deploy('People', people({ user: { Emails: [{ Value: 'countess@example.com' }] } }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.events.find(({ status }) => status === 'UPDATE_FAILED')?.reason).toContain('with identifier \'ada\' already exists');
  expect([...world.sandbox.identityStores.store(STORE).users.keys()]).toEqual(before);
});

test('an assignment to somebody who isn\'t there fails', async () => {
  const stack = await world.deploy('Assignments', (scope) => {
    new CfnResource(scope, 'Assignment', {
      type: 'AWS::SSO::Assignment',
      properties: {
        InstanceArn: INSTANCE_ARN, TargetId: '111122223333', TargetType: 'AWS_ACCOUNT', PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1',
        PrincipalType: 'GROUP', PrincipalId: 'nobody',
      },
    });
  });
  expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe('Principal not found: no GROUP has the id nobody (HandlerErrorCode: NotFound)');
});
