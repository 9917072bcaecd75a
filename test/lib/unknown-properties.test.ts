import { Annotations, App, Stack } from 'aws-cdk-lib';
import {
  AccountInvitation, AllFeatures, FunctionConfig, FunctionOptions, Group, GroupMembership, IdentityStore, IIdentityStore, InvitationTarget, User, UserProps,
} from '../../lib';
import { ADA } from '../support/declared-users';
import { warningsIn } from '../support/warnings';

/** What the compiler doesn't see in JavaScript, YAML and JSON: a misspelled property takes away what it means. */

const ACK = '[ack: cdk-org-guard:unknownProperty]';

let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(() => {
  stack = new Stack(new App(), 'People');
  identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
});

const user = (properties: object): User => new User(stack, 'X', { identityStore, ...ADA, ...properties });

test.each([
  { name: 'emial', meant: 'email' },
  { name: 'emails', meant: 'email' },
  { name: 'eMail', meant: 'email' },
  { name: 'emailAddress', meant: 'email' },
  { name: 'phoneNumbers', meant: 'phoneNumber' },
  { name: 'phone', meant: 'phoneNumber' },
  { name: 'phone_number_type', meant: 'phoneNumberType' },
  { name: 'NickName', meant: 'nickName' },
  { name: 'titel', meant: 'title' },
  { name: 'removalpolicy', meant: 'removalPolicy' },
])('$name of a user is said to be ignored, and that $meant may be meant', ({ name, meant }) => {
  user({ [name]: 'x' });
  expect(warningsIn(stack)).toEqual([`/People/X: "${name}" isn't a property, and is ignored: ${meant} may be meant ${ACK}`]);
});

test.each(['groups', 'surname', 'team', 'id', 'constructor', '__proto__', 'toString', ''])('what no property is like is said to be ignored: "%s"', (name) => {
  user(JSON.parse(`{"${name}":"x"}`) as object);
  expect(warningsIn(stack)).toEqual([`/People/X: "${name}" isn't a property, and is ignored ${ACK}`]);
});

test('each of several is said, with what can\'t be seen in it, and all are silenced by the id', () => {
  const countess = user({ emial: 'ada@example.com', 'title\u200b': 'Countess' });
  expect(warningsIn(stack)).toEqual([
    `/People/X: "emial" isn't a property, and is ignored: email may be meant ${ACK}`, `/People/X: "title\\u200b" isn't a property, and is ignored: title may be meant ${ACK}`,
  ]);
  Annotations.of(countess).acknowledgeWarning('cdk-org-guard:unknownProperty');
  expect(warningsIn(stack)).toEqual([]);
});

test('what is left out or inherited isn\'t said', () => {
  class Row {
    public readonly identityStore = identityStore;
    public readonly userName = 'ada';
    public readonly displayName = 'Ada';
    public readonly name = ADA.name;
    public readonly emial = undefined;
    public readonly groups = null;
    public get emails(): string { return 'ada@example.com'; }
  }
  new User(stack, 'X', new Row());
  expect(warningsIn(stack)).toEqual([]);
});

test('a class that extends a construct may have properties of its own', () => {
  class Colleague extends User {
    constructor(scope: Stack, id: string, props: UserProps & { readonly team: string }) {
      super(scope, id, props);
    }
  }
  new Colleague(stack, 'X', { identityStore, ...ADA, team: 'engines' });
  expect(warningsIn(stack)).toEqual([]);
});

const group = (): Group => new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
const ada = (): User => new User(stack, 'Ada', { identityStore, ...ADA });
const target = InvitationTarget.account('111122223333');

test.each<{ what: string; declare: (unknown: object) => unknown; name: string; meant: string }>([
  { what: 'a group', declare: (unknown) => new Group(stack, 'X', { identityStore, displayName: 'x', ...unknown }), name: 'desciption', meant: 'description' },
  { what: 'a membership', declare: (unknown) => new GroupMembership(stack, 'X', { group: group(), member: ada(), ...unknown }), name: 'members', meant: 'member' },
  { what: 'a store', declare: (unknown) => IdentityStore.fromIdentityStoreAttributes(stack, 'X', { identityStoreId: 'd-1234567890', ...unknown }), name: 'regoin', meant: 'region' },
  { what: 'an invitation', declare: (unknown) => new AccountInvitation(stack, 'X', { target, ...unknown }), name: 'tag', meant: 'tags' },
  { what: 'a request for all features', declare: (unknown) => new AllFeatures(stack, 'X', unknown), name: 'finalise', meant: 'finalize' },
])('what isn\'t a property of $what is said to be ignored', ({ declare, name, meant }) => {
  declare({ [name]: 'x' });
  expect(warningsIn(stack)).toEqual([`/People/X: "${name}" isn't a property, and is ignored: ${meant} may be meant ${ACK}`]);
});

test('what isn\'t an option of functions is said to be ignored', () => {
  FunctionConfig.of(stack).configure({ memory: 1024 } as FunctionOptions);
  expect(warningsIn(stack)).toEqual([`/People: "memory" isn't a property, and is ignored: memorySize may be meant ${ACK}`]);
});
