import fc from 'fast-check';
import { Entity, PlacedEntity, Snapshot, SNAPSHOT_FORMAT } from '../../../sandbox/seed/snapshot';
import { USER_TEXTS, NAME_PARTS, ADDRESS_PARTS, ENTERPRISE_EXTENSION, ENTERPRISE_TEXTS } from '../../../lib/contract/user-attributes';
import { anyText } from '../../support/any-text';
import { MANAGEMENT, STORE } from '../../support/ids';

/** Texts that do harm where somebody has forgotten to escape them, or that constructs refuse. */
const HARMFUL = [
  '\'); process.exit(1); (\'', '`${process.exit(1)}`', '*/ process.exit(1) /*', '\\', '\\u0027', '// eslint-disable', '@ts-nocheck', '<script>alert(1)</script>',
  '=1+1', '+49 30 1234', '-1', '@SUM(A1)', '\t=1', 'a\r\nb', 'a\u2028b', 'a "quoted" one', 'مدير النظام', 'שלום', '管理者', 'a\u202eb', 'Ünal Şahin',
  '\u{1F468}\u200d\u{1F4BB}', '\ud800', '__proto__', 'constructor', 'class', 'default', 'Directory', 'Resource', 'groups', '${Token[TOKEN.1]}', '#{Token[TOKEN.2]}',
  '{{resolve:ssm:/name}}', 'Administrator', ' admins', 'admins', 'Admins ', '\u200badmins', '', 'x'.repeat(1024), 'y'.repeat(1025), 'é'.repeat(300), '12345',
  'a,b;c', '"',
];

const plain = fc.constantFrom('ada', 'grace.hopper', 'linus', 'team-1', 'team-2', 'Research & Development', 'Payments', 'ops');
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: plain }, { weight: 3, arbitrary: fc.constantFrom(...HARMFUL) }, { weight: 1, arbitrary: anyText(40) },
);

const fineText = fc.oneof(plain, fc.constantFrom('Ada', 'Lovelace', 'o\'Hara', 'مدير', '"quoted"', '=1', '</script>'));
const often = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ weight: 6, arbitrary: fineText }, { weight: 1, arbitrary: text });
const value = often(oddText);

function optional<Value>(arbitrary: fc.Arbitrary<Value>, freq = 3): fc.Arbitrary<Value | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq });
}

function some(names: readonly string[]): fc.Arbitrary<Entity> {
  return fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
}

function listOf(element: fc.Arbitrary<Entity>, longest = 2): fc.Arbitrary<Entity[] | undefined> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: fc.tuple(element) },
    { weight: 1, arbitrary: fc.array(element, { maxLength: longest }) },
  );
}

const typed = fc.record({ Value: value, Type: value, Primary: fc.boolean() }, { requiredKeys: ['Value'] });
const photo = fc.record({ Value: value, Type: value, Display: value, Primary: fc.boolean() }, { requiredKeys: [] });
const externalIds = fc.constantFrom(undefined, undefined, undefined, undefined, undefined, [{ Issuer: 'https://idp.example.com', Id: 'external' }]);

const user = fc.record({
  UserName: oddText,
  texts: some(USER_TEXTS.filter((name) => name !== 'DisplayName' && name !== 'Birthdate')),
  DisplayName: optional(value, 12),
  Birthdate: optional(fc.constantFrom('1815-12-10', '1815-02-30', 'never')),
  Name: optional(fc.tuple(some(NAME_PARTS), fc.record({ GivenName: value, FamilyName: value })).map(([parts, both]) => ({ ...parts, ...both })), 12),
  hasEmail: fc.constantFrom(true, true, true, true, true, false),
  email: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: oddText }),
  emailType: optional(value, 1),
  PhoneNumbers: listOf(typed),
  Addresses: listOf(some(ADDRESS_PARTS)),
  Roles: listOf(typed),
  Photos: listOf(photo, 4),
  enterprise: optional(fc.tuple(some(ENTERPRISE_TEXTS), optional(value)).map(([texts, manager]) =>
    ({ ...texts, ...(manager !== undefined && { manager: { value: manager } }) }))),
  UserStatus: fc.constantFrom('ENABLED', 'DISABLED'),
  ExternalIds: externalIds,
});

const group = fc.record({ DisplayName: oddText, Description: optional(value), ExternalIds: externalIds });

const tag = fc.record({
  Key: fc.oneof(fc.constantFrom('team', 'cost center', 'aws:created', '42', '007', 'ключ', '__proto__'), value), Value: fc.oneof(fc.constant(''), value),
});
const account = fc.record({
  Name: oddText, parent: fc.nat(2), State: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED'),
  Tags: fc.uniqueArray(tag, { maxLength: 4, selector: ({ Key }) => Key }),
});

/** What may be there, odder than what can be made. Names and addresses are there once, as the service has it. */
export const worlds: fc.Arbitrary<Snapshot> = fc.record({
  users: fc.uniqueArray(user, { maxLength: 6, selector: ({ UserName }) => UserName.toLowerCase() }),
  groups: fc.uniqueArray(group, { maxLength: 5, selector: ({ DisplayName }) => DisplayName.toLowerCase() }),
  pairs: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(4)), { maxLength: 12, selector: String }),
  accounts: fc.array(account, { maxLength: 4 }),
  unitName: oddText,
}).map(({ users, groups, pairs, accounts, unitName }) => snapshotOf(
  users.map(userEntity), groups.map((each, index) => entityOf({ GroupId: idOf('a', index), ...each })),
  pairs.filter(([one, other]) => one < users.length && other < groups.length), accounts, unitName,
));

function userEntity(
  { texts, hasEmail, email, emailType, enterprise, ...rest }: (typeof user extends fc.Arbitrary<infer User> ? User : never), index: number,
): Entity {
  return entityOf({
    UserId: idOf('b', index), ...texts, ...rest,
    Emails: hasEmail ? [{ Value: email ?? `person-${index}@example.com`, ...(emailType !== undefined && { Type: emailType }), Primary: true }] : undefined,
    Extensions: enterprise && { [ENTERPRISE_EXTENSION]: enterprise },
  });
}

function idOf(kind: string, index: number): string {
  return `1234567890-${kind}${String(index).padStart(7, '0')}-1a2b-4c3d-8e4f-0123456789ab`;
}

const TIMES = { CreatedAt: '2026-01-01T00:00:00.000Z', UpdatedAt: '2026-01-01T00:00:00.000Z' };

function entityOf(entity: Record<string, unknown>): Entity {
  return JSON.parse(JSON.stringify({ IdentityStoreId: STORE, ...entity, ...TIMES })) as Entity;
}

type AnyAccount = typeof account extends fc.Arbitrary<infer Account> ? Account : never;

function snapshotOf(
  users: Entity[], groups: Entity[], pairs: readonly (readonly [number, number])[], accounts: readonly AnyAccount[], unitName: string,
): Snapshot {
  const units: PlacedEntity[] = [
    { Id: 'ou-ab12-11111111', Arn: 'arn', Name: unitName, ParentId: 'r-ab12' }, { Id: 'ou-ab12-22222222', Arn: 'arn', Name: 'Inner', ParentId: 'ou-ab12-11111111' },
  ];
  const places = ['r-ab12', ...units.map(({ Id }) => String(Id))];
  const joined = { JoinedMethod: 'INVITED', JoinedTimestamp: TIMES.CreatedAt };
  return {
    format: SNAPSHOT_FORMAT,
    reading: {
      version: '1.2.3', startedAt: TIMES.CreatedAt, endedAt: TIMES.CreatedAt, caller: { account: MANAGEMENT, arn: `arn:aws:iam::${MANAGEMENT}:user/jane` },
      region: 'us-east-1', stackRegions: ['us-east-1'],
    },
    identityStores: [{
      identityStoreId: STORE, region: 'us-east-1', users, groups,
      memberships: pairs.map(([one, other], index) => entityOf({ MembershipId: idOf('c', index), GroupId: groups[other]?.GroupId, MemberId: { UserId: users[one]?.UserId } })),
    }],
    organization: {
      organization: { Id: 'o-abcdefghij', FeatureSet: 'ALL', MasterAccountId: MANAGEMENT, MasterAccountEmail: 'root@example.com' },
      roots: [{ Id: 'r-ab12', Arn: 'arn', Name: 'Root' }],
      organizationalUnits: units,
      accounts: [
        { Id: MANAGEMENT, Name: 'Management', Email: 'root@example.com', State: 'ACTIVE', Status: 'ACTIVE', ...joined, ParentId: 'r-ab12', Tags: [] },
        ...accounts.map(({ parent, ...rest }, index): PlacedEntity => ({
          ...rest, Id: String(300_000_000_000 + index), Email: `account-${index}@example.com`, Status: rest.State, ...joined, ParentId: places[parent] as string,
        })),
      ],
      handshakes: [],
    },
    stacks: [],
    notRead: [],
  };
}
