import { DEFAULT_ENVIRONMENT } from '../../../sandbox/environment';
import data from '../../../sandbox/security/generated/service-authorization.json';
import { requiredResources } from '../../../sandbox/security/required-resources';
import { actionOf } from '../../../sandbox/security/service-authorization';

const STORE = 'arn:aws:identitystore::123456789012:identitystore/d-1234567890';
const MANAGEMENT = 'arn:aws:organizations::123456789012';
const STACKS = 'arn:aws:cloudformation:us-east-1:123456789012:stack';
const inStore = (input: object): object => ({ IdentityStoreId: 'd-1234567890', ...input });

test.each<[sentence: string, action: string, input: object, resources: string[]]>([
  ['a new group needs only the store', 'identitystore:CreateGroup', inStore({ DisplayName: 'admins' }), [STORE]],
  ['a group needs itself and the store', 'identitystore:UpdateGroup', inStore({ GroupId: 'g-1' }),
    ['arn:aws:identitystore:::group/g-1', STORE]],
  ['deleting a group needs what describing it needs', 'identitystore:DeleteGroup', inStore({ GroupId: 'g-1' }),
    ['arn:aws:identitystore:::group/g-1', STORE]],
  ['a group that is looked up by its name may be any', 'identitystore:GetGroupId',
    inStore({ AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'admins' } } }),
    ['arn:aws:identitystore:::group/*', STORE]],
  ['a list needs every group', 'identitystore:ListGroups', inStore({}), ['arn:aws:identitystore:::group/*', STORE]],
  ['a list needs every user', 'identitystore:ListUsers', inStore({}), ['arn:aws:identitystore:::user/*', STORE]],
  ['a new membership needs its group and its user, who is a member of a member', 'identitystore:CreateGroupMembership',
    inStore({ GroupId: 'g-1', MemberId: { UserId: 'u-1' } }),
    ['arn:aws:identitystore:::group/g-1', STORE, 'arn:aws:identitystore:::user/u-1']],
  ['a membership that is given by its id may be that of any group and user', 'identitystore:DeleteGroupMembership',
    inStore({ MembershipId: 'm-1' }),
    ['arn:aws:identitystore:::group/*', 'arn:aws:identitystore:::membership/m-1', STORE, 'arn:aws:identitystore:::user/*']],
  ['each of several groups is needed', 'identitystore:IsMemberInGroups', inStore({ GroupIds: ['g-1', 'g-2'], MemberId: { UserId: 'u-1' } }),
    ['arn:aws:identitystore:::membership/*', 'arn:aws:identitystore:::group/g-1', 'arn:aws:identitystore:::group/g-2', STORE,
      'arn:aws:identitystore:::user/u-1']],
  ['without an id of the store any store is needed', 'identitystore:CreateGroup', {},
    ['arn:aws:identitystore::123456789012:identitystore/*']],
  ['a store that is given by its ARN is that store', 'identitystore:CreateGroup', { IdentityStoreId: STORE }, [STORE]],
  ['an id is no template', 'identitystore:DescribeGroup', inStore({ GroupId: '${Account}' }), ['arn:aws:identitystore:::group/${Account}', STORE]],
  ['an action is found in whatever case it is written', 'IDENTITYSTORE:creategroup', inStore({}), [STORE]],
  ['the actions on identity stores as such need everything', 'identitystore:ListIdentityStores', {}, ['*']],

  ['a handshake is needed without knowing its organization and kind', 'organizations:DescribeHandshake', { HandshakeId: 'h-abc1' },
    [`${MANAGEMENT}:handshake/o-*/*/h-abc1`]],
  ['an account of the organization is needed', 'organizations:RemoveAccountFromOrganization', { AccountId: '111122223333' },
    [`${MANAGEMENT}:account/o-*/111122223333`]],
  ['an invitation has no resource, since its target is not in the organization', 'organizations:InviteAccountToOrganization',
    { Target: { Type: 'ACCOUNT', Id: '111122223333' } }, ['*']],
  ['moving an account needs it, where it comes from and where it goes to', 'organizations:MoveAccount',
    { AccountId: '111122223333', SourceParentId: 'r-abcd', DestinationParentId: 'ou-abcd-12345678' },
    [`${MANAGEMENT}:account/o-*/111122223333`, `${MANAGEMENT}:ou/o-*/ou-abcd-12345678`, `${MANAGEMENT}:root/o-*/r-abcd`]],
  ['moving an account between organizational units needs any root too', 'organizations:MoveAccount',
    { AccountId: '111122223333', SourceParentId: 'ou-abcd-11111111', DestinationParentId: 'ou-abcd-22222222' },
    [`${MANAGEMENT}:account/o-*/111122223333`, `${MANAGEMENT}:ou/o-*/ou-abcd-11111111`, `${MANAGEMENT}:ou/o-*/ou-abcd-22222222`,
      `${MANAGEMENT}:root/o-*/r-*`]],
  ['the parents of an account are asked of the account', 'organizations:ListParents', { ChildId: '111122223333' },
    [`${MANAGEMENT}:account/o-*/111122223333`]],
  ['the parents of an organizational unit are asked of it', 'organizations:ListParents', { ChildId: 'ou-abcd-12345678' },
    [`${MANAGEMENT}:ou/o-*/ou-abcd-12345678`]],
  ['a tag is put on the one resource that is named', 'organizations:TagResource', { ResourceId: 'p-1234abcd' },
    [`${MANAGEMENT}:policy/o-*/*/p-1234abcd`]],
  ['the organization is nobody\'s resource', 'organizations:DescribeOrganization', {}, ['*']],

  ['a stack is needed by its ARN', 'cloudformation:ListStackResources', { StackName: `${STACKS}/A/1234` }, [`${STACKS}/A/1234`]],
  ['a stack is needed by its name, whatever its id is', 'cloudformation:DescribeStacks', { StackName: 'A' }, [`${STACKS}/A/*`]],
  ['all stacks are needed when none is named', 'cloudformation:DescribeStacks', {}, ['*']],
  ['a required stack may be any when none is named', 'cloudformation:DescribeStackResources', { PhysicalResourceId: 'x' }, [`${STACKS}/*/*`]],
])('%s', (_sentence, action, input, resources) => {
  expect(requiredResources(action, input, DEFAULT_ENVIRONMENT)).toEqual(resources);
});

test('the ARNs are those of the environment', () => {
  const environment = { account: '999999999999', region: 'cn-north-1', partition: 'aws-cn' };
  expect(requiredResources('identitystore:DescribeUser', inStore({ UserId: 'u-1' }), environment))
    .toEqual(['arn:aws-cn:identitystore::999999999999:identitystore/d-1234567890', 'arn:aws-cn:identitystore:::user/u-1']);
  expect(requiredResources('cloudformation:DescribeStacks', { StackName: 'A' }, environment))
    .toEqual(['arn:aws-cn:cloudformation:cn-north-1:999999999999:stack/A/*']);
});

test('what is known by its id needs its own ARN', () => {
  const handshake = `${MANAGEMENT}:handshake/o-1234567890/invite/h-abcdefgh`;
  const known = (id: string): string | undefined => (id === 'h-abcdefgh' ? handshake : undefined);
  expect(requiredResources('organizations:AcceptHandshake', { HandshakeId: 'h-abcdefgh' }, DEFAULT_ENVIRONMENT, known)).toEqual([handshake]);
  expect(requiredResources('organizations:AcceptHandshake', { HandshakeId: 'h-99999999' }, DEFAULT_ENVIRONMENT, known))
    .toEqual([`${MANAGEMENT}:handshake/o-*/*/h-99999999`]);
});

test('a role to assume is needed by its ARN', () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/OrganizationJoinRole';
  expect(requiredResources('sts:AssumeRole', { RoleArn, RoleSessionName: 'join' }, DEFAULT_ENVIRONMENT)).toEqual([RoleArn]);
});

test.each([
  ['an action that no service has', 'identitystore:CreateTeam', 'the authorization of identitystore:CreateTeam'],
  ['an action of a service that the sandbox is not about', 's3:GetObject', 'the authorization of s3:GetObject'],
  ['an action on resources that inputs of the sandbox do not name', 'cloudformation:DescribeStackSet',
    'the authorization of cloudformation:DescribeStackSet on resources of the type stackset'],
])('refuses %s', (_sentence, action, what) => {
  expect(() => requiredResources(action, {}, DEFAULT_ENVIRONMENT)).toThrow(`The cdk-org-guard sandbox doesn't emulate ${what}`);
});

test.each(
  (['identitystore', 'organizations'] as const).flatMap((service) => Object.keys(data.services[service].actions).map((action) => `${service}:${action}`)),
)('%s is authorized on some resource', (action) => {
  expect(requiredResources(action, {}, DEFAULT_ENVIRONMENT)).toContainEqual(expect.stringMatching(/\*$/));
});

test('an action is described by what the Service Authorization Reference says', () => {
  expect(actionOf('identitystore:CreateGroup')).toEqual({
    name: 'identitystore:CreateGroup',
    resourceTypes: [{
      name: 'Identitystore',
      required: true,
      arnTemplate: 'arn:${Partition}:identitystore::${Account}:identitystore/${IdentityStoreId}',
    }],
    requiredResourceTypes: ['Identitystore'],
    conditionKeys: ['identitystore:GroupExternalIdIssuers', 'identitystore:PrimaryRegion'],
  });
  expect(actionOf('cloudformation:DescribeStacks')).toMatchObject({ requiredResourceTypes: [], conditionKeys: ['aws:ResourceTag/${TagKey}'] });
  expect(actionOf('identitystore:CreateTeam')).toBeUndefined();
});
