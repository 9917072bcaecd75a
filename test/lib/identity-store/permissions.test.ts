import { App, CfnParameter, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Group, IdentityStore, IdentityStoreAttributes, IIdentityStore, User } from '../../../lib';

const STORE = 'd-1234567890';
const OTHER_STORE = 'd-0987654321';
const GROUP_ID = '1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab';
const USER_ID = '1234567890-b01ec5a4-1a2b-4c3d-8e4f-0123456789ab';
const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/a90db493-1a2b-4c3d-8e4f-0123456789ab';

let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(startAnew);

function startAnew(): void {
  stack = new Stack(new App(), 'People');
  identityStore = store('Directory');
}

function store(id: string, attributes: Partial<IdentityStoreAttributes> = {}): IIdentityStore {
  return IdentityStore.fromIdentityStoreAttributes(stack, id, { identityStoreId: STORE, ...attributes });
}

/** One construct of each kind that needs permissions; the id keeps them apart. */
const KINDS = {
  user: (id = 'Ada', inStore = identityStore) => new User(stack, id, {
    identityStore: inStore, userName: id, displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' },
  }),
  group: (id = 'Admins', inStore = identityStore) => new Group(stack, id, { identityStore: inStore, displayName: id }),
  membership: (id = 'Membership', inStore = identityStore) =>
    Group.fromGroupId(stack, `${id}Group`, inStore, GROUP_ID).addMember('Ada', User.fromUserId(stack, `${id}User`, inStore, USER_ID)),
  'user lookup': (id = 'AdaFound', inStore = identityStore) => User.fromUserName(stack, id, inStore, 'ada'),
  'group lookup': (id = 'AdminsFound', inStore = identityStore) => Group.fromDisplayName(stack, id, inStore, 'admins'),
};
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

interface Policy {
  readonly Properties: { readonly PolicyName: string; readonly Roles: unknown; readonly PolicyDocument: { readonly Statement: unknown[] } };
}

function policies(): Record<string, Policy> {
  return Template.fromStack(stack).findResources('AWS::IAM::Policy') as Record<string, Policy>;
}

/** The statements of the only policy. */
function statements(): unknown[] {
  const all = Object.values(policies());
  expect(all).toHaveLength(1);
  return all.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** Of the policy that resources of a type wait for. */
function statementsBehind(type: string): unknown[] {
  const [resource] = Object.values(Template.fromStack(stack).findResources(type)) as { DependsOn: string[] }[];
  const ready = Object.entries(policies()).filter(([logicalId]) => resource?.DependsOn.includes(logicalId));
  return ready.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function logicalIdOfPolicy(kinds: readonly Kind[]): string {
  startAnew();
  for (const kind of kinds) KINDS[kind]();
  const [logicalId, ...others] = Object.keys(policies());
  expect(others).toEqual([]);
  return logicalId ?? '';
}

function arn(rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:identitystore:${rest}`]] };
}

/** The store, then every entity of the kinds: these have neither Region nor account in their ARNs. */
function allowed(actions: string[] | string, kinds: string[], storeArn = arn(`:*:identitystore/${STORE}`)): unknown {
  return { Effect: 'Allow', Action: actions, Resource: [storeArn, ...kinds.map((kind) => arn(`::${kind}/*`))] };
}

const NEEDED: Record<Kind, unknown> = {
  user: allowed(['identitystore:CreateUser', 'identitystore:DeleteUser', 'identitystore:DescribeUser', 'identitystore:GetUserId', 'identitystore:UpdateUser'], ['user']),
  group: allowed(['identitystore:CreateGroup', 'identitystore:DeleteGroup', 'identitystore:DescribeGroup', 'identitystore:GetGroupId', 'identitystore:UpdateGroup'], ['group']),
  membership: allowed(
    ['identitystore:CreateGroupMembership', 'identitystore:DeleteGroupMembership', 'identitystore:DescribeGroupMembership', 'identitystore:GetGroupMembershipId'],
    ['group', 'membership', 'user']),
  'user lookup': allowed('identitystore:GetUserId', ['user']),
  'group lookup': allowed('identitystore:GetGroupId', ['group']),
};

describe('the function may do exactly what is needed', () => {
  test.each(KIND_NAMES)('for a %s', (kind) => {
    KINDS[kind]();
    expect(statements()).toEqual([NEEDED[kind]]);
  });

  test('for all of them together', () => {
    for (const kind of KIND_NAMES) KINDS[kind]();
    expect(statements()).toEqual(KIND_NAMES.map((kind) => NEEDED[kind]));
  });

  test('for several of a kind, as for one', () => {
    KINDS.user('Ada');
    KINDS.user('Grace');
    expect(statements()).toEqual([NEEDED.user]);
  });

  test('for a user and a group that are imported by their ids, nothing: there is no function', () => {
    User.fromUserId(stack, 'Ada', identityStore, USER_ID);
    Group.fromGroupId(stack, 'Admins', identityStore, GROUP_ID);
    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });

  test('by a policy whose name is its logical id, so that the old and the new one can stand side by side', () => {
    KINDS.user();
    expect(Object.entries(policies()).map(([logicalId, { Properties }]) => Properties.PolicyName === logicalId)).toEqual([true]);
  });
});

describe('the store in the policy', () => {
  test.each<{ known: string; attributes: Partial<IdentityStoreAttributes> }>([
    { known: 'an owner account', attributes: { ownerAccount: '111122223333' } },
    { known: 'the ARN', attributes: { identityStoreId: `arn:aws:identitystore::111122223333:identitystore/${STORE}` } },
  ])('has its account if $known is given', ({ attributes }) => {
    KINDS['user lookup']('AdaFound', store('Owned', attributes));
    expect(statements()).toEqual([allowed('identitystore:GetUserId', ['user'], arn(`:111122223333:identitystore/${STORE}`))]);
  });

  test('may be a token', () => {
    KINDS['user lookup']('AdaFound', store('Given', { identityStoreId: new CfnParameter(stack, 'Store').valueAsString }));
    const storeArn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':identitystore::*:identitystore/', { Ref: 'Store' }]] };
    expect(statements()).toEqual([allowed('identitystore:GetUserId', ['user'], storeArn)]);
  });

  test('in another Region changes the property of the resource and not the ARN, which has none', () => {
    KINDS.user('Ada', store('Elsewhere', { region: 'us-east-1' }));
    expect(statements()).toEqual([NEEDED.user]);
    Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreUser', { Region: 'us-east-1' });
  });

  test('is one policy for two references to it', () => {
    KINDS.user();
    KINDS.group('Admins', store('Again'));
    expect(statements()).toEqual([NEEDED.user, NEEDED.group]);
  });

  test('has a policy of its own, on which depends what is guarded in it', () => {
    KINDS.user();
    KINDS.group('Admins', store('Other', { identityStoreId: OTHER_STORE }));
    expect(Object.keys(policies())).toHaveLength(2);
    expect(statementsBehind('Custom::IdentityStoreUser')).toEqual([NEEDED.user]);
    expect(statementsBehind('Custom::IdentityStoreGroup')).toEqual([JSON.parse(JSON.stringify(NEEDED.group).replace(STORE, OTHER_STORE))]);
  });

  test('has a policy of its own when only the end of the synthesis tells it from another', () => {
    const ids: string[] = [];
    const late = (index: number): IIdentityStore => store(`Late${index}`, { identityStoreId: Lazy.string({ produce: () => ids[index] }) });
    KINDS.user('Ada', late(0));
    KINDS.group('Admins', late(1));
    ids.push(STORE, OTHER_STORE);
    expect(statementsBehind('Custom::IdentityStoreUser')).toEqual([NEEDED.user]);
    expect(statementsBehind('Custom::IdentityStoreGroup')).toEqual([JSON.parse(JSON.stringify(NEEDED.group).replace(STORE, OTHER_STORE))]);
  });

  test('has a policy of its own when two stacks have their stores under the same logical id', () => {
    const app = new App();
    stack = new Stack(app, 'People');
    const storeOf = (name: string): IIdentityStore => {
      const instance = new CfnResource(new Stack(app, name), 'Instance', { type: 'AWS::SSO::Instance' });
      return store(name, { identityStoreId: instance.getAtt('IdentityStoreId').toString() });
    };
    KINDS.group('Admins', storeOf('One'));
    KINDS.group('Auditors', storeOf('Another'));
    expect(JSON.stringify(Object.values(policies()).map(({ Properties }) => Properties.PolicyDocument)).match(/"(One|Another):ExportsOutput/g))
      .toEqual(['"One:ExportsOutput', '"Another:ExportsOutput']);
  });

  test('is one policy for two references to it by the same token', () => {
    const identityStoreId = new CfnParameter(stack, 'Store').valueAsString;
    KINDS.user('Ada', store('One', { identityStoreId }));
    KINDS.group('Admins', store('Again', { identityStoreId }));
    expect(statements()).toHaveLength(2);
  });
});

describe('the key of the store may be used', () => {
  const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

  function keyStatement(actions: string[] | string, region: unknown = { Ref: 'AWS::Region' }, account = '*'): unknown {
    const viaService = typeof region === 'string' ? `identitystore.${region}.amazonaws.com` : { 'Fn::Join': ['', ['identitystore.', region, '.amazonaws.com']] };
    return {
      Effect: 'Allow',
      Action: actions,
      Resource: KEY_ARN,
      Condition: {
        StringEquals: { 'kms:ViaService': viaService },
        StringLike: { 'kms:EncryptionContext:aws:identitystore:identitystore-arn': arn(`:${account}:identitystore/${STORE}`) },
      },
    };
  }

  function encrypted(attributes: Partial<IdentityStoreAttributes> = {}): IIdentityStore {
    return store('Encrypted', { encryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN), ...attributes });
  }

  test.each(['user', 'group', 'membership'] as const)('for reading and writing by a %s', (kind) => {
    KINDS[kind](undefined, encrypted());
    expect(statements()).toEqual([NEEDED[kind], keyStatement(USE)]);
  });

  test.each(['user lookup', 'group lookup'] as const)('only for reading by a %s', (kind) => {
    KINDS[kind](undefined, encrypted());
    expect(statements()).toEqual([NEEDED[kind], keyStatement('kms:Decrypt')]);
  });

  test('once for everything that writes', () => {
    const inStore = encrypted();
    KINDS.user(undefined, inStore);
    KINDS.group(undefined, inStore);
    expect(statements()).toEqual([NEEDED.user, keyStatement(USE), NEEDED.group]);
  });

  test('in the Region and for the account of the store', () => {
    KINDS.user(undefined, encrypted({ region: 'us-east-1', ownerAccount: '111122223333' }));
    expect(statements()[1]).toEqual(keyStatement(USE, 'us-east-1', '111122223333'));
  });

  test('when it is a key of the same stack', () => {
    KINDS.user(undefined, encrypted({ encryptionKey: new Key(stack, 'OwnKey') }));
    expect(statements()[1]).toMatchObject({ Resource: { 'Fn::GetAtt': [expect.stringMatching(/^OwnKey/), 'Arn'] } });
  });
});

describe('the logical id of the policy', () => {
  test('is another one for each set of permissions, so that the last user of a stack doesn\'t take the permission to delete it along', () => {
    const sets: Kind[][] = [...KIND_NAMES.map((kind) => [kind]), ['user', 'group'], ['user', 'membership'], ['user', 'user lookup'], KIND_NAMES];
    expect(new Set(sets.map(logicalIdOfPolicy)).size).toBe(sets.length);
  });

  test('is the same one in whatever order', () => {
    expect(logicalIdOfPolicy([...KIND_NAMES].reverse())).toBe(logicalIdOfPolicy(KIND_NAMES));
  });

  test('is the same one however many there are of a kind', () => {
    const one = logicalIdOfPolicy(['user']);
    startAnew();
    KINDS.user('Ada');
    KINDS.user('Grace');
    expect(Object.keys(policies())).toEqual([one]);
  });

  test('is the same one whatever the users are like', () => {
    const before = logicalIdOfPolicy(['user', 'group']);
    startAnew();
    identityStore = store('AnotherConstructId');
    KINDS.group('Auditors');
    KINDS.user('Grace');
    expect(Object.keys(policies())).toEqual([before]);
  });
});

test.each([
  { guarded: ['user'], resources: 6 },
  { guarded: ['group', 'user'], resources: 7 },
  { guarded: ['group', 'user', 'membership', 'user lookup', 'group lookup'], resources: 10 },
] as const)('a stack with one store and $guarded has $resources resources', ({ guarded, resources }) => {
  for (const kind of guarded) KINDS[kind]();
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources as object)).toHaveLength(resources);
});

test('each further store is one resource more', () => {
  KINDS.user();
  KINDS.user('Ada2', store('Other', { identityStoreId: OTHER_STORE }));
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources as object)).toHaveLength(8);
});
