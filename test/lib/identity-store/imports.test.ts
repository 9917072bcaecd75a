import { App, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { Group, IdentityStore, IGroup, IIdentityStore, IUser, LookupOptions, User } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { STORE } from '../../support/ids';

const ID = '1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab';
const OLD_ID = 'a90db493-1a2b-4c3d-8e4f-0123456789ab';

let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(() => {
  stack = new Stack(new App(), 'People');
  identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
});

const byId = [
  { kind: 'user', other: 'group', from: (id: string): IUser => User.fromUserId(stack, 'Imported', identityStore, id), property: 'userId' },
  { kind: 'group', other: 'user', from: (id: string): IGroup => Group.fromGroupId(stack, 'Imported', identityStore, id), property: 'groupId' },
] as const;

describe.each(byId)('a $kind imported by its id', ({ kind, other, from, property }) => {
  test.each([ID, OLD_ID, Token.asString({ Ref: 'Id' })])('has the id %s and its store, and nothing in the template', (id) => {
    expect(from(id)).toMatchObject({ [property]: id, identityStore });
    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });

  test.each(['aws', 'aws-cn'])('has the id that is in its ARN (partition %s)', (partition) => {
    expect(from(`arn:${partition}:identitystore:::${kind}/${ID}`)).toMatchObject({ [property]: ID });
  });

  test.each([
    ...['', 'ada', `${ID} `, `d-${ID}`, `arn:aws:identitystore:::${other}/${ID}`, `arn:aws:identitystore:::${kind}/ada`].map((id) => ({
      id, message: `"${id}" is not allowed: it must be a UUID, in newer stores with the ten digits of the store id and "-" in front, or the ARN of a ${kind}`,
    })),
    { id: undefined as unknown as string, message: 'undefined is not allowed: it must be given' },
  ])('with the id "$id" is refused', ({ id, message }) => {
    expect(() => from(id)).toThrow(new Error(`People/Imported: ${property} ${message}`));
  });
});

test('an imported group has a reference for native constructs', () => {
  expect(Group.fromGroupId(stack, 'Admins', identityStore, ID).groupRef).toEqual({ groupId: ID, identityStoreId: STORE });
});

test('a stack with a user and a group that are looked up has seven resources', () => {
  User.fromUserName(stack, 'Ada', identityStore, 'ada');
  Group.fromDisplayName(stack, 'Admins', identityStore, 'admins');
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

const byName = [
  {
    kind: 'user', type: 'Custom::IdentityStoreUserLookup', nameProperty: 'userName', attribute: 'UserId',
    from: (name: string, options?: LookupOptions): string => User.fromUserName(stack, 'Imported', identityStore, name, options).userId,
  },
  {
    kind: 'group', type: 'Custom::IdentityStoreGroupLookup', nameProperty: 'displayName', attribute: 'GroupId',
    from: (name: string, options?: LookupOptions): string => Group.fromDisplayName(stack, 'Imported', identityStore, name, options).groupId,
  },
] as const;

describe.each(byName)('a $kind imported by its name', ({ kind, type, nameProperty, attribute, from }) => {
  const inTemplate = nameProperty.charAt(0).toUpperCase() + nameProperty.slice(1);

  test('is looked up at deployment, again with another generation, and nothing is retained', () => {
    from('ada', { generation: '2' });
    Template.fromStack(stack).hasResource(type, {
      Properties: { ServiceToken: Match.anyValue(), ServiceTimeout: '900', IdentityStoreId: STORE, [inTemplate]: 'ada', Generation: '2' },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  test('has no generation unless one is given', () => {
    from('ada');
    Template.fromStack(stack).hasResourceProperties(type, { Generation: Match.absent(), ConflictPolicy: Match.absent(), Region: Match.absent() });
  });

  test('is looked up where the store is', () => {
    identityStore = IdentityStore.fromIdentityStoreAttributes(stack, 'Elsewhere', { identityStoreId: STORE, region: 'us-east-1' });
    from('ada');
    Template.fromStack(stack).hasResourceProperties(type, { Region: 'us-east-1' });
  });

  test('has an id that works in native resources', () => {
    new CfnAssignment(stack, 'Assignment', {
      instanceArn: 'instance', permissionSetArn: 'set', principalType: kind.toUpperCase(), principalId: from('ada'), targetType: 'AWS_ACCOUNT', targetId: '111122223333',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::SSO::Assignment', { PrincipalId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Imported'), attribute] } });
  });

  test('may have a token for its name', () => {
    from(Token.asString({ Ref: 'Name' }));
    Template.fromStack(stack).hasResourceProperties(type, { [inTemplate]: { Ref: 'Name' } });
  });

  test.each([
    { name: '', message: `"" is not allowed: it must be 1 to ${kind === 'user' ? 128 : 1024} characters long, not 0` },
    { name: undefined as unknown as string, message: 'undefined is not allowed: it must be given' },
    { name: 'Administrator', message: '"Administrator" is not allowed: it must be another name than Administrator and AWSAdministrators, which IAM Identity Center reserves' },
  ])('can\'t be called "$name"', ({ name, message }) => {
    expect(() => from(name)).toThrow(new Error(`People/Imported: ${nameProperty} ${message}`));
  });
});

test('names may be looked up as often as somebody likes', () => {
  User.fromUserName(stack, 'Ada', identityStore, 'ada');
  expect(() => User.fromUserName(stack, 'AdaAgain', identityStore, 'ada')).not.toThrow();
});
