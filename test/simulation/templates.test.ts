import { App, Duration, Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitation, AccountInvitationProps, AllFeatures, Group, IdentityStore, InvitationTarget, OnTimeout, User } from '../../lib';
import type { Json, ResourceDefinition } from '../../sandbox/cloudformation/template';
import { PAYMENTS, STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import type { Declaration } from './domain';
import { BOTH } from './domains';
import { roleIn, UNITS } from './organizations/world';
import { Templates } from './stacks';

/** The resources of the simulation have the properties that the real constructs give them: the same names, in the same forms. */

const TYPES = Object.values(BOTH.kinds).map(({ resourceType }) => resourceType);

interface Form {
  readonly type: string;
  readonly properties: unknown;
}

function formsIn(resources: Readonly<Record<string, ResourceDefinition>>): Form[] {
  return Object.values(resources)
    .filter(({ Type }) => TYPES.includes(Type))
    .map(({ Type, Properties = {} }) => ({ type: Type, properties: formOf(Properties) }))
    .sort((one, other) => (one.type < other.type ? -1 : 1));
}

/** A value without what is particular about it. */
function formOf(value: Json): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  if ('Fn::GetAtt' in value) return `attribute ${(value['Fn::GetAtt'] as string[])[1]}`;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, formOf(each)]));
}

function simulated(...declarations: readonly Pick<Declaration, 'kind' | 'values'>[]): Form[] {
  const all = declarations.map((each): [string, Declaration] => [`${each.kind}1`, { ...each, policy: 'ADOPT', removal: 'DESTROY' }]);
  const text = new Templates(BOTH).text(new Map(all), { fails: 'NOT' }, { sandbox: new InProcess().sandbox, isOthers: () => true });
  return formsIn((JSON.parse(text) as { readonly Resources: Readonly<Record<string, ResourceDefinition>> }).Resources);
}

function real(declare: (scope: Stack) => unknown): Form[] {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Stack');
  declare(stack);
  return formsIn((app.synth().getStackByName('Stack').template as { readonly Resources: Readonly<Record<string, ResourceDefinition>> }).Resources);
}

function expectSame(one: Form[], other: Form[], count: number): void {
  expect(one).toEqual(other);
  expect(one).toHaveLength(count);
}

test('users, groups and memberships', () => {
  const values = { userName: 'ada', givenName: 'Ada', email: 'ada@example.com', title: 'Countess', phone: '+44 1', locality: 'London' };
  expectSame(simulated(
    { kind: 'User', values }, { kind: 'Group', values: { DisplayName: 'admins', Description: 'both' } }, { kind: 'GroupMembership', values: {} },
  ), real((scope) => {
    const identityStore = IdentityStore.fromIdentityStoreId(scope, 'Directory', STORE);
    const user = new User(scope, 'User', {
      identityStore, userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
      title: 'Countess', phoneNumber: '+44 1', phoneNumberType: 'work', address: { locality: 'London' },
    });
    new Group(scope, 'Group', { identityStore, displayName: 'admins', description: 'both' }).addMember('Member', user);
  }), 3);
});

const EVERYTHING = { notes: 'Welcome', generation: '1' };
const BY_ID = InvitationTarget.account(PAYMENTS);

test.each<{ invitation: string; values: Declaration['values']; props: AccountInvitationProps; count: number }>([
  { invitation: 'by id, with nothing else', values: { target: PAYMENTS }, props: { target: BY_ID }, count: 1 },
  {
    invitation: 'by e-mail, with tags and a place',
    values: { target: 'newcomer@example.com', team: 'Data', stage: 'test', unit: UNITS[0], ...EVERYTHING },
    props: { target: InvitationTarget.email('newcomer@example.com'), tags: { Team: 'Data', Stage: 'test' }, organizationalUnitId: UNITS[0], ...EVERYTHING },
    count: 2,
  },
  {
    invitation: 'accepted by a role',
    values: { target: PAYMENTS, acceptance: 'ROLE', ...EVERYTHING },
    props: { target: BY_ID, acceptance: Acceptance.assumeRole({ roleArn: roleIn(PAYMENTS) }), ...EVERYTHING },
    count: 2,
  },
  {
    invitation: 'that is waited for',
    values: { target: PAYMENTS, acceptance: 'WAIT_OR_CONTINUE', minutes: 2, unit: UNITS[1], team: 'Data' },
    props: {
      target: BY_ID, acceptance: Acceptance.waitFor({ timeout: Duration.minutes(2), onTimeout: OnTimeout.CONTINUE }), organizationalUnitId: UNITS[1], tags: { Team: 'Data' },
    },
    count: 2,
  },
])('an invitation $invitation', ({ values, props, count }) => {
  expectSame(simulated({ kind: 'AccountInvitation', values }), real((scope) => new AccountInvitation(scope, 'Invitation', props)), count);
});

test('all features', () => {
  expectSame(simulated({ kind: 'AllFeatures', values: { finalize: true, generation: '2' } }), real((scope) => new AllFeatures(scope, 'AllFeatures', { finalize: true, generation: '2' })), 1);
});
