import fc from 'fast-check';
import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE,
} from '../../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE } from '../../lib/contract/organizations';
import { UNIT } from '../support/declared-invitations';
import { MANAGEMENT, NOBODY, PAYMENTS, STORE } from '../support/ids';

type Json = Readonly<Record<string, unknown>>;

const STORED = { IdentityStoreId: STORE, ConflictPolicy: 'ADOPT' };
const HANDSHAKE = 'h-examplehandshakeid111';

/** Properties of every resource type in which nothing is wrong, with everything that there can be. */
export const WELL_FORMED: Readonly<Record<string, Json>> = {
  [USER_RESOURCE_TYPE]: {
    ...STORED, Region: 'us-east-1', UserName: 'ada', DisplayName: 'Ada Lovelace', NickName: 'ada', ProfileUrl: 'https://example.com/ada', UserType: 'person',
    Title: 'Engineer', PreferredLanguage: 'en', Locale: 'en-GB', Timezone: 'Europe/London', Website: 'https://example.com', Birthdate: '1815-12-10',
    Name: { GivenName: 'Ada', FamilyName: 'Lovelace', MiddleName: 'King', Formatted: 'Ada Lovelace', HonorificPrefix: 'Lady', HonorificSuffix: 'I' },
    Emails: [{ Value: 'ada@example.com', Type: 'work' }], PhoneNumbers: [{ Value: '+44 1', Type: 'work' }],
    Addresses: [{ StreetAddress: '12 St James Square', Locality: 'London', Region: 'London', PostalCode: 'SW1Y', Country: 'GB', Formatted: 'London', Type: 'home' }],
    Roles: [{ Value: 'admin', Type: 'main' }], Photos: [{ Value: 'https://example.com/ada.png', Type: 'photo', Display: 'Ada', Primary: 'true' }],
    Extensions: { 'aws:identitystore:enterprise': { employeeNumber: '1', costCenter: 'c', organization: 'o', division: 'd', department: 'e', manager: { value: NOBODY } } },
    Generation: '1',
  },
  [GROUP_RESOURCE_TYPE]: { ...STORED, DisplayName: 'admins', Description: 'Platform team', Generation: '1' },
  [GROUP_MEMBERSHIP_RESOURCE_TYPE]: { ...STORED, GroupId: NOBODY, UserId: NOBODY },
  [USER_LOOKUP_RESOURCE_TYPE]: { IdentityStoreId: STORE, UserName: 'ada' },
  [GROUP_LOOKUP_RESOURCE_TYPE]: { IdentityStoreId: STORE, DisplayName: 'admins' },
  [ACCOUNT_INVITATION_RESOURCE_TYPE]: { Target: { AccountId: PAYMENTS }, Notes: 'Joins', Tags: [{ Key: 'team', Value: 'payments' }], Generation: '1' },
  [ACCOUNT_MEMBERSHIP_RESOURCE_TYPE]: {
    Target: { Email: 'payments@example.com' }, HandshakeId: HANDSHAKE, HandshakeArn: `arn:aws:organizations::${MANAGEMENT}:handshake/o-aa/invite/${HANDSHAKE}`,
    RoleArn: `arn:aws:iam::${PAYMENTS}:role/Join`, ExternalId: 'secret', TimeoutMinutes: '30', OnTimeout: 'FAIL', OrganizationalUnitId: UNIT,
    Tags: [{ Key: 'team', Value: 'payments' }],
  },
  [ALL_FEATURES_RESOURCE_TYPE]: { Finalize: 'true', Generation: '1' },
};

export const RESOURCE_TYPES = Object.keys(WELL_FORMED);

/** The longest text that fits into the event of an asynchronous invocation, with room for the rest. */
const HUGE = 200_000;
/** Deeper than any template. */
const ABYSS = 300;

const ODD_TEXTS = [
  '', ' ', '\u0000', 'a\u0000b', '\n', 'one\r\ntwo', '\u2028', '\u0085', '\ud800', 'a\udfff', '\u202Eadmin\u202C', '\u200f', '\u0301', 'e\u0301'.repeat(50), '😀'.repeat(300),
  '__proto__', 'constructor', 'toString', 'cancelled', '{entity}', '$&', '"', '\\', '\\"'.repeat(2000), '<b>', 'null', 'true', '0', '-1', '1e999', '../..', '${AWS::StackId}', '%00',
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('x', '\\', '\u0000', '\ud800', '😀', '\u202E'), fc.integer({ min: 1_000, max: HUGE / 2 })).map(([unit, times]) => unit.repeat(times / unit.length)) },
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -0, 1.5, -1, Number.MAX_VALUE, [], {}, [[]], [null], [{}], { length: 3 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: ABYSS }).map(nested) },
);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

const UNKNOWN_NAMES = ['__proto__', 'constructor', 'hasOwnProperty', 'Unknown', '', 'ServiceToken', 'toJSON'];

/** Changes some of the values inside a value, at any depth; often none. */
function disturbed(value: unknown): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: deeper(value) }, { weight: 1, arbitrary: anything });
}

function deeper(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.oneof(fc.tuple(...value.map(disturbed)), fc.array(fc.oneof(...value.map(disturbed), anything), { maxLength: 3 }));
  if (typeof value === 'object' && value !== null) return structure(value as Json);
  return fc.constant(value);
}

/** Some members are missing, some are different, and some are unknown. */
function structure(value: Json): fc.Arbitrary<unknown> {
  const members = Object.entries(value).map(([name, member]) => fc.oneof(
    { weight: 14, arbitrary: disturbed(member).map((other) => [[name, other]]) },
    { weight: 1, arbitrary: fc.constant([]) },
  ));
  const unknown = fc.array(fc.tuple(fc.constantFrom(...UNKNOWN_NAMES), anything), { maxLength: 1 });
  return fc.tuple(fc.tuple(...members), unknown).map(([known, others]) => {
    const result = {};
    // As JSON.parse does it, to which `__proto__` is a name like any other.
    for (const [name, value] of [...known.flat(), ...others] as [string, unknown][]) {
      Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return result;
  });
}

/** Mostly whole, now and then not there at all or something else. */
function mostly<Value>(arbitrary: fc.Arbitrary<Value>, other: fc.Arbitrary<unknown> = anything): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 20, arbitrary }, { weight: 1, arbitrary: other }, { weight: 1, arbitrary: fc.constant(undefined) });
}

export const RESPONSE_URL = 'https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/answer?X-Amz-Date=20260101T000000Z&X-Amz-Signature=abc';
const STACK_ID = `arn:aws:cloudformation:us-east-1:${MANAGEMENT}:stack/A/1`;

/** CloudFormation passes ids on that it made or was given before: short ones. */
const shortText = fc.oneof(fc.constantFrom(...ODD_TEXTS.filter((odd) => odd.length < 100)), fc.constantFrom<unknown>(null, 7, [], {}));

const physicalIds = fc.oneof(
  fc.constantFrom(
    'A-Ada-1234ABCD', 'failed:request', 'cdk-org-guard:CREATE_FAILED', 'created', 'created:', ':x', 'created:;', 'created:x;replaces=', 'owned:x', 'CREATED:x', ' created:x',
    `created:${NOBODY}`, `adopted:${NOBODY}`, `found:${NOBODY}`, `created:${HANDSHAKE}`, `adopted:${HANDSHAKE}`, `member:${PAYMENTS}`, 'enabled:all-features', 'requested:all-features',
    'created:../..', 'created:\u0000', 'created:😀', `created:${'x'.repeat(1000)}`, `created:${NOBODY};replaces=created:${NOBODY};replaces=adopted:x`, `created:${NOBODY};version=2`,
  ),
  fc.string({ maxLength: 200 }),
);

const responseUrls = mostly(fc.constant(RESPONSE_URL), fc.oneof(
  fc.constantFrom<unknown>('', 'not a URL', 'http://', '//host/path', 'https://', null, 7, {}, `${RESPONSE_URL}&X-Amz-Date=nonsense`, RESPONSE_URL.replace('20260101T000000Z', '99999999T999999Z')),
));

/** Events of one resource type; its own or, now and then, an unknown one. */
export function eventsOf(resourceType: string): fc.Arbitrary<Json> {
  const wellFormed = WELL_FORMED[resourceType] as Json;
  return fc.record({
    RequestType: mostly(fc.constantFrom('Create', 'Update', 'Delete'), fc.constantFrom<unknown>('create', 'Read', '', null, '__proto__')),
    ResourceType: mostly(fc.constant(resourceType), fc.constantFrom<unknown>('Custom::Unknown', 'constructor', '__proto__', 'toString', '', null, 7, {})),
    ResponseURL: responseUrls,
    StackId: mostly(fc.constant(STACK_ID), shortText),
    RequestId: mostly(fc.constant('request-1'), shortText),
    LogicalResourceId: mostly(fc.constant('Resource'), shortText),
    PhysicalResourceId: mostly(physicalIds, shortText),
    ResourceProperties: mostly(structure(wellFormed)),
    OldResourceProperties: mostly(structure(wellFormed)),
    ServiceToken: fc.constant('arn:aws:lambda:us-east-1:123456789012:function:f'),
  }).map((event) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)));
}
