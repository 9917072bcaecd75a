import { App, CfnParameter, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Group, IdentityStore, IdentityStoreAttributes, IIdentityStore, User } from '../../../lib';
import { GROUP_ID, OTHER_STORE, STORE, USER_ID } from '../../support/ids';

const OTHER_USER_ID = USER_ID.replace('b01ec5a4', 'c01ec5a4');
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
  membership: (id = 'Membership', inStore = identityStore, userId = USER_ID) =>
    Group.fromGroupId(stack, `${id}Group`, inStore, GROUP_ID).addMember('Ada', User.fromUserId(stack, `${id}User`, inStore, userId)),
  'user lookup': (id = 'AdaFound', inStore = identityStore) => User.fromUserName(stack, id, inStore, 'ada'),
  'group lookup': (id = 'AdminsFound', inStore = identityStore) => Group.fromDisplayName(stack, id, inStore, 'admins'),
};
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

const TYPES: Record<Kind, string> = {
  user: 'Custom::IdentityStoreUser',
  group: 'Custom::IdentityStoreGroup',
  membership: 'Custom::IdentityStoreGroupMembership',
  'user lookup': 'Custom::IdentityStoreUserLookup',
  'group lookup': 'Custom::IdentityStoreGroupLookup',
};

interface Policy {
  readonly Properties: { readonly PolicyName: string; readonly Roles: unknown; readonly PolicyDocument: { readonly Statement: unknown[] } };
}

function policies(): Record<string, Policy> {
  return Template.fromStack(stack).findResources('AWS::IAM::Policy') as Record<string, Policy>;
}

/** The statements of all policies. */
function statements(): unknown[] {
  return Object.values(policies()).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** Of the policies that the first resource of a type waits for. */
function statementsBehind(type: string): unknown[] {
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; DependsOn: string[] }>);
  const resource = resources.find(({ Type }) => Type === type);
  const ready = Object.entries(policies()).filter(([logicalId]) => resource?.DependsOn.includes(logicalId));
  return ready.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

/** The logical ids of the policies of a stack with these kinds. */
function policiesOf(kinds: readonly Kind[]): string[] {
  startAnew();
  for (const kind of kinds) KINDS[kind]();
  return Object.keys(policies());
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

  test('by policies named after their logical ids, so that an old and a new policy can exist together', () => {
    for (const kind of KIND_NAMES) KINDS[kind]();
    expect(Object.entries(policies()).map(([logicalId, { Properties }]) => Properties.PolicyName === logicalId)).toEqual(KIND_NAMES.map(() => true));
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

  test('has one policy for two references to it', () => {
    KINDS.user();
    KINDS.user('Grace', store('Again'));
    expect(statements()).toEqual([NEEDED.user]);
  });

  test('has a policy of its own, and the entities in it depend on that policy', () => {
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

  test('has one policy for two references to it by the same token', () => {
    const identityStoreId = new CfnParameter(stack, 'Store').valueAsString;
    KINDS.user('Ada', store('One', { identityStoreId }));
    KINDS.user('Grace', store('Again', { identityStoreId }));
    expect(statements()).toHaveLength(1);
  });
});

describe('the key of the store may be used', () => {
  const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

  function keyStatement(actions: string[] | string, region: unknown = { Ref: 'AWS::Region' }, account = '*'): unknown {
    const inRegion = (suffix: unknown): unknown[] => (typeof region === 'string' ? [`identitystore.${region}.`, suffix] : ['identitystore.', region, '.', suffix]);
    const viaService = [
      typeof region === 'string' ? `identitystore.${region}.amazonaws.com` : { 'Fn::Join': ['', ['identitystore.', region, '.amazonaws.com']] },
      { 'Fn::Join': ['', inRegion({ Ref: 'AWS::URLSuffix' })] },
    ];
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
    expect(statementsBehind(TYPES[kind])).toEqual(statements());
  });

  test.each(['user lookup', 'group lookup'] as const)('only for reading by a %s', (kind) => {
    KINDS[kind](undefined, encrypted());
    expect(statements()).toEqual([NEEDED[kind], keyStatement('kms:Decrypt')]);
    expect(statementsBehind(TYPES[kind])).toEqual(statements());
  });

  test('once for everything that writes', () => {
    const inStore = encrypted();
    KINDS.user(undefined, inStore);
    KINDS.group(undefined, inStore);
    expect(statements()).toEqual([NEEDED.user, NEEDED.group, keyStatement(USE)]);
  });

  test('in the Region and for the account of the store', () => {
    KINDS.user(undefined, encrypted({ region: 'us-east-1', ownerAccount: '111122223333' }));
    expect(statements()[1]).toEqual(keyStatement(USE, 'us-east-1', '111122223333'));
  });

  test('when it is a key of the same stack', () => {
    KINDS.user(undefined, encrypted({ encryptionKey: new Key(stack, 'OwnKey') }));
    expect(statements()[1]).toMatchObject({ Resource: { 'Fn::GetAtt': [expect.stringMatching(/^OwnKey/), 'Arn'] } });
  });

  test('by a policy for the key alone: another key gets another policy, and that of the store stays the same', () => {
    const policiesWith = (attributes: Partial<IdentityStoreAttributes>): [string, string] => {
      startAnew();
      KINDS.user(undefined, store('Encrypted', attributes));
      return Object.keys(policies()) as [string, string];
    };
    const [ofStore, ofKey] = policiesWith({ encryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) });
    const [ofSameStore, ofOtherKey] = policiesWith({ encryptionKey: Key.fromKeyArn(stack, 'Key', `${KEY_ARN}0`) });
    expect(ofSameStore).toBe(ofStore);
    expect(ofOtherKey).not.toBe(ofKey);
    expect(policiesWith({})).toEqual([ofStore]);
  });
});

describe('the policies', () => {
  test('are one for each kind, so that the last user of a stack doesn\'t take the permission to delete it along', () => {
    expect(new Set(policiesOf(KIND_NAMES)).size).toBe(KIND_NAMES.length);
  });

  test.each(KIND_NAMES)('have the same logical ids with a %s and without', (kind) => {
    const others = KIND_NAMES.filter((other) => other !== kind);
    const [ofKind] = policiesOf([kind]);
    expect(policiesOf(KIND_NAMES).sort()).toEqual([...policiesOf(others), ofKind].sort());
  });

  test('have the same logical ids in whatever order', () => {
    expect(policiesOf([...KIND_NAMES].reverse()).sort()).toEqual(policiesOf(KIND_NAMES).sort());
  });

  test('have the same logical ids however many there are of a kind', () => {
    const one = policiesOf(['user']);
    startAnew();
    KINDS.user('Ada');
    KINDS.user('Grace');
    expect(Object.keys(policies())).toEqual(one);
  });

  test('have the same logical ids whatever the users are like', () => {
    const before = policiesOf(['user', 'group']);
    startAnew();
    identityStore = store('AnotherConstructId');
    KINDS.group('Auditors');
    KINDS.user('Grace');
    expect(Object.keys(policies()).sort()).toEqual(before.sort());
  });

  test.each(KIND_NAMES)('are waited for by what needs them: a %s', (kind) => {
    for (const each of KIND_NAMES) KINDS[each]();
    expect(statementsBehind(TYPES[kind])).toEqual([NEEDED[kind]]);
  });
});

/** What a template with more in it has besides what was there; what was there has to be the same. */
function added(before: () => unknown, more: () => unknown): string[] {
  const resources = (): Record<string, { Type: string }> => Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>;
  startAnew();
  before();
  const there = resources();
  startAnew();
  before();
  more();
  const after = resources();
  expect(Object.fromEntries(Object.keys(there).map((id) => [id, after[id]]))).toEqual(there);
  return Object.keys(after).filter((id) => !(id in there)).map((id) => after[id]?.Type ?? '').sort();
}

describe('one more changes nothing else in the template:', () => {
  const all = (...kinds: Kind[]) => () => kinds.forEach((kind) => KINDS[kind]());
  test.each(KIND_NAMES)('the first %s of a stack is added with its policy', (kind) => {
    expect(added(all(...KIND_NAMES.filter((other) => other !== kind)), all(kind))).toEqual(['AWS::IAM::Policy', expect.stringMatching('^Custom::')]);
  });

  test.each(KIND_NAMES)('another %s is added alone', (kind) => {
    expect(added(all(...KIND_NAMES), () => KINDS[kind]('Another', identityStore, OTHER_USER_ID))).toEqual([expect.stringMatching('^Custom::')]);
  });
});

test.each([
  { guarded: ['user'], resources: 6 },
  { guarded: ['group', 'user'], resources: 8 },
  { guarded: ['group', 'user', 'membership', 'user lookup', 'group lookup'], resources: 14 },
] as const)('a stack with one store and $guarded has $resources resources', ({ guarded, resources }) => {
  for (const kind of guarded) KINDS[kind]();
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources as object)).toHaveLength(resources);
});

test('each further store is one resource more for each kind in it', () => {
  KINDS.user();
  KINDS.user('Ada2', store('Other', { identityStoreId: OTHER_STORE }));
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources as object)).toHaveLength(8);
});
