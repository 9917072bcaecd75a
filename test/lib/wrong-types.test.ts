import { App, CfnParameter, Duration, Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  Acceptance, AccountInvitation, AllFeatures, ContentsRows, ContentsScope, ContentsSource, FunctionConfig, Group, GroupMembership, IdentityStore,
  IdentityStoreContents, IIdentityStore, InvitationTarget, User,
} from '../../lib';
import { written } from '../support/synthesized-contents';
import { declaredProperties, DeclaredProperty } from '../support/declared-properties';
import { ADA } from '../support/declared-users';
import { STORE } from '../support/ids';

const USER_ID = 'a90db493-1a2b-4c3d-8e4f-0123456789ab';

interface Scene {
  readonly stack: Stack;
  readonly identityStore: IIdentityStore;
  readonly group: Group;
  readonly member: User;
}

function scene(): Scene {
  const stack = new Stack(new App(), 'People');
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
  return {
    stack, identityStore,
    // Only where they are used: making a group takes far longer than refusing one.
    get group() { return stack.node.tryFindChild('Admins') as Group | undefined ?? new Group(stack, 'Admins', { identityStore, displayName: 'admins' }); },
    get member() { return stack.node.tryFindChild('Grace') as User | undefined ?? User.fromUserId(stack, 'Grace', identityStore, USER_ID) as User; },
  };
}

interface Use {
  /** What stands before the property in messages. */
  readonly place: string;
  /** Declares something by properties that JavaScript can give. */
  declare(scene: Scene, properties: any): unknown;
}

const inUser = (place: string, props: (properties: any) => object): Use => ({
  place, declare: ({ stack, identityStore }, properties) => new User(stack, 'X', { identityStore, ...ADA, ...props(properties) }),
});
const inInvitation = (place: string, props: (properties: any) => object): Use => ({
  place, declare: ({ stack }, properties) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account('111122223333'), ...props(properties) }),
});

const TABLES = written({ 'groups.csv': 'displayName\n', 'memberships.csv': 'group,userName\n' }).paths;

const inContents = (place: string, props: (properties: any) => object): Use => ({
  place,
  declare: ({ stack, identityStore }, properties) => new IdentityStoreContents(stack, 'X', { identityStore, source: ContentsSource.inline({}), ...props(properties) }),
});
const inRows = (place: string, rows: (properties: any) => ContentsRows): Use => (
  inContents(place, (properties) => ({ source: ContentsSource.inline(rows(properties)) })));
const userRow = inRows('People/X: users[0].', (properties) => ({ users: [{ ...ADA, ...properties }] }));
const groupRow = inRows('People/X: groups[0].', (properties) => ({ groups: [{ displayName: 'x', ...properties }] }));

/** Where the properties of each interface are given. */
const USES: Record<string, Use[]> = {
  UserProps: [inUser('People/X: ', (properties) => properties)],
  UserDeclaration: [inUser('People/X: ', (properties) => properties), userRow],
  UserRow: [userRow],
  GroupDeclaration: [{
    place: 'People/X: ', declare: ({ stack, identityStore }, properties) => new Group(stack, 'X', { identityStore, displayName: 'x', ...properties }),
  }, groupRow],
  GroupRow: [groupRow],
  MembershipRow: [inRows('People/X: memberships[0].', (properties) => ({ memberships: [{ group: 'x', userName: 'ada', ...properties }] }))],
  ContentsRows: [inRows('People/X: source.', (properties) => properties)],
  ContentsInBucket: [{
    place: 'People/X: source.',
    declare: ({ stack, identityStore }, properties) => new IdentityStoreContents(stack, 'X', {
      identityStore,
      source: ContentsSource.fromBucket({ bucket: Bucket.fromBucketName(stack, 'Files', 'files'), objectKey: 'file', sha256: 'ab'.repeat(32), ...properties }),
    }),
  }],
  CsvFiles: [inContents('People/X: source.', (properties) => ({ source: ContentsSource.fromCsv({ ...TABLES, ...properties }) }))],
  IdentityStoreContentsProps: [inContents('People/X: ', (properties) => properties)],
  RemovalProtection: [inContents('People/X: protection.', (protection) => ({ protection }))],
  ExclusiveGroups: [inContents('People/X: scope.', (properties) => ({ scope: ContentsScope.exclusive({ groups: [], ...properties }) }))],
  Name: [inUser('People/X: name.', (properties) => ({ name: { ...ADA.name, ...properties } }))],
  Address: [inUser('People/X: address.', (properties) => ({ address: { country: 'GB', locality: 'London', ...properties } }))],
  Photo: [inUser('People/X: photos[0].', (properties) => ({ photos: [{ value: 'https://example.com/ada.png', ...properties }] }))],
  EnterpriseExtension: [inUser('People/X: enterprise.', (properties) => ({ enterprise: { division: 'Engines', costCenter: '7', ...properties } }))],
  GroupProps: [{
    place: 'People/X: ', declare: ({ stack, identityStore }, properties) => new Group(stack, 'X', { identityStore, displayName: 'x', ...properties }),
  }],
  GroupMembershipProps: [{
    place: 'People/X: ', declare: ({ stack, group, member }, properties) => new GroupMembership(stack, 'X', { group, member, ...properties }),
  }],
  GroupMembershipOptions: [
    { place: 'People/X: ', declare: ({ stack, group, member }, properties) => new GroupMembership(stack, 'X', { group, member, ...properties }) },
    { place: 'People/Admins: options.', declare: ({ group, member }, properties) => group.addMember('X', member, properties) },
  ],
  LookupOptions: [
    { place: 'People/X: options.', declare: ({ stack, identityStore }, properties) => Group.fromDisplayName(stack, 'X', identityStore, 'x', properties) },
    { place: 'People/X: options.', declare: ({ stack, identityStore }, properties) => User.fromUserName(stack, 'X', identityStore, 'x', properties) },
  ],
  IdentityStoreAttributes: [{
    place: 'People/X: ', declare: ({ stack }, properties) => IdentityStore.fromIdentityStoreAttributes(stack, 'X', { identityStoreId: STORE, ...properties }),
  }],
  AccountInvitationProps: [inInvitation('People/X: ', (properties) => properties)],
  WaitOptions: [inInvitation('People/X: acceptance.', (properties) => ({ acceptance: Acceptance.waitFor(properties) }))],
  AssumeRoleOptions: [inInvitation('People/X: acceptance.', (properties) => ({ acceptance: Acceptance.assumeRole({ roleName: 'Join', ...properties }) }))],
  FunctionOptions: [{ place: 'Fresh: ', declare: ({ stack }, properties) => FunctionConfig.of(new Stack(stack.node.root as App, 'Fresh')).configure(properties) }],
  AllFeaturesProps: [{ place: 'People/X: ', declare: ({ stack }, properties) => new AllFeatures(stack, 'X', properties) }],
};

const NAME = 'an object with givenName, familyName, middleName, formatted, honorificPrefix, honorificSuffix';
const ADDRESS = 'an object with streetAddress, locality, region, postalCode, country, formatted, addressType';
const ENTERPRISE = 'an object with employeeNumber, costCenter, organization, division, department, manager';

/** What is said of each type as the API writes it, and what isn't of that type. */
const TYPES: Record<string, { allowed: string; wrong: unknown[] }> = {
  string: { allowed: 'a text, in YAML and JSON with quotation marks', wrong: [42, 0, -1.5, NaN, true, false, ['a@example.com'], [], {}, new Date(0), 7n] },
  number: { allowed: 'a number, in YAML and JSON without quotation marks', wrong: ['1024', NaN, true, [], {}] },
  boolean: { allowed: 'true or false, in YAML and JSON without quotation marks', wrong: ['true', '', 1, 0, [], {}] },
  ConflictPolicy: { allowed: 'ADOPT, OVERWRITE or FAIL', wrong: ['adopt', '', 1, true, ['ADOPT'], {}] },
  OnTimeout: { allowed: 'FAIL or CONTINUE', wrong: ['fail', '', 1, true, ['FAIL'], {}] },
  RemovalPolicy: { allowed: 'RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY', wrong: ['Destroy', 'snapshot', 'SNAPSHOT', 'constructor', '', 1, true, ['retain'], {}] },
  IIdentityStore: { allowed: 'an identity store, as IdentityStore.fromIdentityStoreId() makes it', wrong: [STORE, 1, true, [], {}, { identityStoreId: STORE }] },
  IGroup: { allowed: 'a group of this library: declared, or as Group.fromGroupId() makes it', wrong: [USER_ID, 1, true, [], {}, { groupId: USER_ID }] },
  IUser: { allowed: 'a user of this library: declared, or as User.fromUserId() makes it', wrong: [USER_ID, 1, true, [], {}, { userId: USER_ID }] },
  IKeyRef: { allowed: 'a key, as Key.fromKeyArn() makes it', wrong: ['arn:aws:kms:eu-central-1:111122223333:key/1', 1, true, [], {}] },
  'kms.IKeyRef': { allowed: 'a key, as Key.fromKeyArn() makes it', wrong: ['arn:aws:kms:eu-central-1:111122223333:key/1', 1, true, [], {}] },
  'kms.IKey': { allowed: 'a key, as Key.fromKeyArn() makes it', wrong: ['arn:aws:kms:eu-central-1:111122223333:key/1', 1, true, [], {}] },
  'ec2.IVpc': { allowed: 'a VPC, as Vpc.fromLookup() makes it', wrong: ['vpc-1', 1, true, [], {}] },
  'ec2.SubnetSelection': { allowed: 'a selection of subnets such as { subnetType: SubnetType.PRIVATE_ISOLATED }', wrong: ['subnet-1', 1, true, []] },
  'ec2.ISecurityGroup[]': { allowed: 'a list', wrong: ['sg-1', 1, true, {}] },
  'lambda.Architecture': { allowed: 'an Architecture such as Architecture.X86_64', wrong: ['arm64', 1, true, [], {}] },
  Duration: {
    allowed: 'a Duration, as Duration.minutes() makes it', wrong: ['30', 30, true, [], {}, { toMinutes: 30, toHumanString: '30 minutes', isUnresolved: false }],
  },
  InvitationTarget: { allowed: 'an InvitationTarget, as InvitationTarget.account() makes it', wrong: ['111122223333', 111122223333, true, [], {}] },
  Acceptance: { allowed: 'an Acceptance, as Acceptance.waitFor() makes it', wrong: ['NONE', 1, true, [], {}] },
  Name: { allowed: NAME, wrong: ['Ada Lovelace', 1, true, [], ['Ada', 'Lovelace']] },
  Address: { allowed: ADDRESS, wrong: ['London', 1, true, []] },
  EnterpriseExtension: { allowed: ENTERPRISE, wrong: ['42', 42, true, []] },
  'Photo[]': { allowed: 'a list', wrong: ['https://example.com/ada.png', 1, true, {}, { value: 'x' }] },
  ContentsSource: { allowed: 'a ContentsSource, as ContentsSource.fromCsv() makes it', wrong: ['users.csv', 1, true, [], {}, { users: [] }] },
  ContentsScope: { allowed: 'a ContentsScope, as ContentsScope.additive() makes it', wrong: ['additive', 1, true, [], {}, { groups: ['x'] }] },
  Failures: { allowed: 'a Failures, as Failures.upTo() makes it', wrong: ['3', 3, true, [], {}] },
  Completion: { allowed: 'a Completion, as Completion.waitFor() makes it', wrong: ['50', 50, true, [], {}] },
  RemovalProtection: { allowed: 'an object with maxRemovals, maxRemovalsPercent', wrong: ['25', 25, true, []] },
  RemovedEntities: { allowed: 'KEEP or DELETE', wrong: ['keep', '', 1, true, ['KEEP'], {}] },
  IBucket: { allowed: 'a bucket, as Bucket.fromBucketName() makes it', wrong: ['ledger', 1, true, [], {}, { bucketName: 'ledger' }] },
  'IdentityStoreContentsProps.removalPolicy': { allowed: 'RETAIN or DESTROY', wrong: ['Destroy', 'retain-on-update-or-delete', 'snapshot', '', 1, true, ['retain'], {}] },
  'string[]': { allowed: 'a list', wrong: ['admins', 1, true, {}] },
  'UserRow[]': { allowed: 'a list', wrong: ['ada', 1, true, {}, { userName: 'ada' }] },
  'GroupRow[]': { allowed: 'a list', wrong: ['admins', 1, true, {}] },
  'MembershipRow[]': { allowed: 'a list', wrong: ['ada', 1, true, {}] },
  '{ [key: string]: string }': { allowed: 'an object with a text for each key', wrong: ['team=a', 1, true, [], [{ key: 'team', value: 'a' }]] },
};

const SHOWN = new Map<unknown, string>([[NaN, 'null']]);

function shown(value: unknown): string {
  return SHOWN.get(value) ?? JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

const PROPERTIES = declaredProperties();

/** What one property takes can be less than what its type does. */
function typeOf({ interface: of, name, type }: DeclaredProperty): { allowed: string; wrong: unknown[] } | undefined {
  return TYPES[`${of}.${name}`] ?? TYPES[type];
}

test('every property of every interface is tried', () => {
  expect(PROPERTIES.length).toBeGreaterThan(75);
  expect(PROPERTIES.filter((property) => !USES[property.interface] || !typeOf(property))).toEqual([]);
});

/** An account id that YAML took for a number has lost nothing, so the property takes it. */
const isTaken = ({ name }: DeclaredProperty, value: unknown): boolean => name === 'ownerAccount' && value === 111122223333;

describe.each(PROPERTIES)('$interface: $name', (property) => {
  const { allowed, wrong } = typeOf(property) ?? { allowed: '', wrong: [] };

  test.each(wrong.filter((value) => !isTaken(property, value)).map((value) => ({ value })))('refuses %j', ({ value }) => {
    for (const { place, declare } of USES[property.interface] ?? []) {
      expect(thrownBy(() => declare(scene(), { [property.name]: value })))
        .toEqual(new Error(`${place}${property.name} ${shown(value)} is not allowed: it must be ${allowed}`));
    }
  });
});

const NEEDED: Record<string, object> = { roleName: { roleArn: 'arn:aws:iam::111122223333:role/Join' } };

test.each(PROPERTIES.filter(({ isOptional }) => isOptional))('null counts as left out: $interface, $name', (property) => {
  for (const { declare } of USES[property.interface] ?? []) {
    const [withNull, without] = [scene(), scene()];
    declare(withNull, { ...NEEDED[property.name], [property.name]: null });
    declare(without, { ...NEEDED[property.name], [property.name]: undefined });
    expect(Template.fromStack(withNull.stack).toJSON()).toEqual(Template.fromStack(without.stack).toJSON());
  }
});

test.each(PROPERTIES.filter(({ isOptional }) => !isOptional))('null isn\'t enough: $interface, $name', (property) => {
  for (const { place, declare } of USES[property.interface] ?? []) {
    expect(thrownBy(() => declare(scene(), { [property.name]: null }))).toEqual(new Error(`${place}${property.name} null is not allowed: it must be given`));
  }
});

describe('what isn\'t a property', () => {
  test.each<{ what: string; declare: (scene: Scene) => unknown; message: string }>([
    { what: 'a user without properties', declare: ({ stack }) => new User(stack, 'X', undefined as any), message: 'People/X: props undefined is not allowed: it must be an object with identityStore, userName, displayName, name, email, emailType, phoneNumber, phoneNumberType, address, nickName, profileUrl, userType, title, preferredLanguage, locale, timezone, website, birthdate, photos, role, roleType, enterprise, conflictPolicy, removalPolicy, generation' },
    { what: 'a group without properties', declare: ({ stack }) => new Group(stack, 'X', 'admins' as any), message: 'People/X: props "admins" is not allowed: it must be an object with identityStore, displayName, description, conflictPolicy, removalPolicy, generation' },
    {
      what: 'a reference with a store by its id', declare: ({ stack }) => Group.fromGroupId(stack, 'X', STORE as any, USER_ID),
      message: `People/X: identityStore "${STORE}" is not allowed: it must be an identity store, as IdentityStore.fromIdentityStoreId() makes it`,
    },
    {
      what: 'an id that is a number', declare: ({ stack, identityStore }) => User.fromUserId(stack, 'X', identityStore, 42 as any),
      message: 'People/X: userId 42 is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
    { what: 'options that are no object', declare: ({ stack, identityStore }) => User.fromUserName(stack, 'X', identityStore, 'x', '2' as any), message: 'People/X: options "2" is not allowed: it must be an object with generation' },
    { what: 'no member', declare: ({ group }) => group.addMember('X', undefined as any), message: 'People/Admins: member undefined is not allowed: it must be given' },
    {
      what: 'a group as member', declare: ({ stack, group }) => new GroupMembership(stack, 'X', { group, member: group as any }),
      message: 'People/X: member "<Group>" is not allowed: it must be a user of this library: declared, or as User.fromUserId() makes it',
    },
    {
      what: 'a time to wait instead of options', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account('111122223333'), acceptance: Acceptance.waitFor(Duration.minutes(5) as any) }),
      message: 'People/X: acceptance.amount 5 is not allowed: it must be left out: acceptance has timeout, onTimeout',
    },
    {
      what: 'a part of a name that there isn\'t', declare: ({ stack, identityStore }) => new User(stack, 'X', { identityStore, ...ADA, name: { ...ADA.name, middle_name: 'A' } as any }),
      message: 'People/X: name.middle_name "A" is not allowed: it must be left out: name has givenName, familyName, middleName, formatted, honorificPrefix, honorificSuffix',
    },
    {
      what: 'a photo that is a text', declare: ({ stack, identityStore }) => new User(stack, 'X', { identityStore, ...ADA, photos: ['x'] as any }),
      message: 'People/X: photos[0] "x" is not allowed: it must be an object with value, photoType, display, primary',
    },
    {
      what: 'a photo that is null', declare: ({ stack, identityStore }) => new User(stack, 'X', { identityStore, ...ADA, photos: [null] as any }),
      message: 'People/X: photos[0] null is not allowed: it must be given',
    },
    {
      what: 'a tag that is a number', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account('111122223333'), tags: { costCenter: 42 as any } }),
      message: 'People/X: tags.costCenter 42 is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
    {
      what: 'a tag without value', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account('111122223333'), tags: { costCenter: null as any } }),
      message: 'People/X: tags.costCenter null is not allowed: it must be given',
    },
    {
      what: 'a map of tags, in which no property is,', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account('111122223333'), tags: new Map([['team', 'a']]) as any }),
      message: 'People/X: tags "<Map>" is not allowed: it must be an object with a text for each key',
    },
    {
      what: 'a map as a name', declare: ({ stack, identityStore }) => new User(stack, 'X', { identityStore, ...ADA, name: new Map([['givenName', 'Ada']]) as any }),
      message: `People/X: name "<Map>" is not allowed: it must be ${NAME}`,
    },
    { what: 'a list as properties', declare: ({ stack }) => new AllFeatures(stack, 'X', [true] as any), message: 'People/X: props [true] is not allowed: it must be an object with finalize, generation' },
    {
      what: 'a value with a member of the name constructor', declare: ({ stack, identityStore }) => new Group(stack, 'X', { identityStore, displayName: { constructor: null } as any }),
      message: 'People/X: displayName {"constructor":null} is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
    {
      what: 'a value without a class', declare: ({ stack, identityStore }) => new Group(stack, 'X', { identityStore, displayName: Object.assign(Object.create(null), { a: 1 }) as any }),
      message: 'People/X: displayName {"a":1} is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
    { what: 'a target that is missing', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account(null as any) }), message: 'People/X: target undefined is not allowed: it must be given' },
    {
      what: 'an account id that lost a zero', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.account(11122223333 as any) }),
      message: 'People/X: target 11122223333 is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
    {
      what: 'an e-mail address in a list', declare: ({ stack }) => new AccountInvitation(stack, 'X', { target: InvitationTarget.email(['a@example.com'] as any) }),
      message: 'People/X: target ["a@example.com"] is not allowed: it must be a text, in YAML and JSON with quotation marks',
    },
  ])('$what is refused', ({ declare, message }) => {
    expect(thrownBy(() => declare(scene()))).toEqual(new Error(message));
  });
});

test.each<{ name: string; value: RemovalPolicy }>([
  { name: 'DESTROY', value: RemovalPolicy.DESTROY },
  { name: 'RETAIN', value: RemovalPolicy.RETAIN },
  { name: 'RETAIN_ON_UPDATE_OR_DELETE', value: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
])('$name is the member of the enumeration that JSON can only name', ({ name, value }) => {
  const templates = [name, value].map((removalPolicy) => {
    const { stack, identityStore } = scene();
    new Group(stack, 'X', { identityStore, displayName: 'x', removalPolicy: removalPolicy as any });
    return Template.fromStack(stack).toJSON() as unknown;
  });
  expect(templates[0]).toEqual(templates[1]);
});

test('a property that there isn\'t may be null, as columns of a file may', () => {
  const { stack, identityStore } = scene();
  expect(() => new User(stack, 'X', { identityStore, ...ADA, name: { ...ADA.name, toString: null, nick: undefined } as any })).not.toThrow();
});

test('an account id of twelve digits that YAML took for a number is the account', () => {
  const { stack } = scene();
  new AccountInvitation(stack, 'X', { target: InvitationTarget.account(111122223333 as any) });
  IdentityStore.fromIdentityStoreAttributes(stack, 'Y', { identityStoreId: STORE, ownerAccount: 111122223333 as any });
  Template.fromStack(stack).hasResourceProperties('Custom::OrganizationsAccountInvitation', { Target: { AccountId: '111122223333' } });
});

test('what only the deployment knows is a text, whatever stands for it', () => {
  const { stack, identityStore } = scene();
  const parameter = new CfnParameter(stack, 'Number', { type: 'Number' });
  new User(stack, 'X', {
    identityStore, ...ADA, title: Lazy.any({ produce: () => 'Countess' }) as any, enterprise: { employeeNumber: parameter.valueAsNumber as any, division: Fn.getAtt('A', 'B') as any },
  });
  Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreUser', {
    Title: 'Countess', Extensions: { 'aws:identitystore:enterprise': { employeeNumber: { Ref: 'Number' }, division: { 'Fn::GetAtt': ['A', 'B'] } } },
  });
});

test('a value that leads back to itself is shown', () => {
  const { stack } = scene();
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(() => new Group(stack, 'X', { identityStore: circle as any, displayName: 'x' }))
    .toThrow('People/X: identityStore {"self":"<Object>"} is not allowed: it must be an identity store, as IdentityStore.fromIdentityStoreId() makes it');
});
