import { App, Stack } from 'aws-cdk-lib';
import { ContentsScope, ContentsSource, Group, IdentityStoreContents, IGroup, IUser, User } from '../../../lib';
import { contents, peopleStack, storeIn } from '../../support/synthesized-contents';
import { ADA } from '../../support/declared-users';
import { ownDirectory } from '../../support/synthesized';
import { warningsIn } from '../../support/warnings';
import { OTHER_STORE } from '../../support/ids';

/** What is declared by contents and somewhere else in the app. */

const SOURCE = ContentsSource.inline({ users: [ADA], groups: [{ displayName: 'admins' }], memberships: [{ group: 'admins', userName: 'ada' }] });

let app: App;
let stack: Stack;
let other: Stack;
beforeEach(() => {
  app = new App({ outdir: ownDirectory() });
  stack = new Stack(app, 'People');
  other = new Stack(app, 'Other');
});

const DECLARED = {
  user: (scope: Stack) => new User(scope, 'Ada', { identityStore: storeIn(scope), ...ADA, email: 'other@example.com' }),
  address: (scope: Stack) => new User(scope, 'Ada', { identityStore: storeIn(scope), ...ADA, userName: 'augusta' }),
  group: (scope: Stack) => new Group(scope, 'Admins', { identityStore: storeIn(scope), displayName: 'Admins' }),
  lookalike: (scope: Stack) => new Group(scope, 'Admins', { identityStore: storeIn(scope), displayName: 'admins ' }),
  membership: (scope: Stack) => foundGroup(scope).addMember('Ada', foundUser(scope, 'ada')),
  contents: (scope: Stack) => contents(scope, { source: ContentsSource.inline({ users: [{ ...ADA, userName: 'ADA', email: 'x@example.com' }] }) }, 'Others'),
} as const;
type Declared = keyof typeof DECLARED;

function foundGroup(scope: Stack, name = 'admins'): IGroup {
  return Group.fromDisplayName(scope, 'FoundGroup', storeIn(scope), name);
}

function foundUser(scope: Stack, name: string): IUser {
  return User.fromUserName(scope, `Found${name}`, storeIn(scope), name);
}

test.each<{ what: Declared; after: string; before: string }>([
  {
    what: 'user', after: 'People/Contents: users[0].userName "ada" is not allowed: it must be declared once in a stack, and People/Ada declares it as well: leave one of the two out',
    before: 'People/Ada: user "ada" is already declared in this stack, by People/Contents: declare it once and pass that construct on (upper and lower case count as the same)',
  },
  {
    what: 'address', after: 'People/Contents: users[0].email "ada@example.com" is not allowed: it must be declared once in a stack, and People/Ada declares it as well: leave one of the two out',
    before: 'People/Ada: e-mail address "ada@example.com" is already declared in this stack, by People/Contents: give one of the two users another address, or declare it once and pass that construct on (upper and lower case count as the same)',
  },
  {
    what: 'group', after: 'People/Contents: groups[0].displayName "admins" is not allowed: it must be declared once in a stack, and People/Admins declares it as well: leave one of the two out',
    before: 'People/Admins: group "Admins" is already declared in this stack, by People/Contents: declare it once and pass that construct on (upper and lower case count as the same)',
  },
  {
    what: 'lookalike', after: 'People/Contents: groups[0].displayName "admins" is not allowed: it must be told from "admins " of People/Admins by more than blanks, invisible characters, upper and lower case, or the composition of letters',
    before: 'People/Admins: group "admins " is not allowed: it must be told from "admins" of People/Contents by more than blanks, invisible characters, upper and lower case, or the composition of letters',
  },
  {
    what: 'membership', after: 'People/Contents: memberships[0].userName "ada" is not allowed: it must be declared once in a stack, and People/FoundGroup/AdaMember declares it as well: leave one of the two out',
    before: 'People/FoundGroup/AdaMember: membership "People/Foundada in People/FoundGroup" is already declared in this stack, by People/Contents: declare it once and pass that construct on',
  },
  {
    what: 'contents', after: 'People/Contents: users[0].userName "ada" is not allowed: it must be declared once in a stack, and People/Others declares it as well: leave one of the two out',
    before: 'People/Others: users[0].userName "ADA" is not allowed: it must be declared once in a stack, and People/Contents declares it as well: leave one of the two out',
  },
])('in the same stack, the same $what is refused, whichever comes first', ({ what, after, before }) => {
  const [one, another] = [peopleStack(), peopleStack()];
  const thrown = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return (error as Error).message.replace(/AdaMember[0-9a-f]{8}/, 'AdaMember');
    }
    return '';
  };
  DECLARED[what](one);
  expect(thrown(() => contents(one, { source: SOURCE }))).toBe(after);
  contents(another, { source: SOURCE });
  expect(thrown(() => DECLARED[what](another))).toBe(before);
});

test.each<{ what: Declared; warning: RegExp }>([
  { what: 'user', warning: /^\/People\/Contents: users\[0\]: user "ada" is also declared by Other\/Ada: if both stacks are deployed to the same organization, the second one adopts / },
  { what: 'address', warning: /^\/People\/Contents: users\[0\]: e-mail address "ada@example.com" is also declared by Other\/Ada: .* fails with EMAIL_TAKEN / },
  { what: 'membership', warning: /^\/People\/Contents: memberships\[0\]: the membership of "ada" is also declared by Other\/FoundGroup\/AdaMember/ },
  { what: 'contents', warning: /^\/People\/Contents: users\[0\]: user "ada" is also declared by Other\/Others: / },
])('in another stack, the same $what is a warning', ({ what, warning }) => {
  DECLARED[what](other);
  contents(stack, { source: SOURCE });
  expect(warningsIn(stack)).toEqual([expect.stringMatching(warning)]);
});

test('in another store nothing is the same', () => {
  const identityStore = storeIn(stack, OTHER_STORE);
  new User(stack, 'Ada', { identityStore, ...ADA });
  new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
  contents(stack, { source: SOURCE });
  expect(warningsIn(stack)).toEqual([]);
});

describe('a group that is exclusive', () => {
  const exclusive = (scope: Stack): IdentityStoreContents => contents(scope, { source: SOURCE, scope: ContentsScope.exclusive({ groups: ['Admins'] }) });

  test.each(['People', 'Other'])('gets no member by a construct of its own in %s', (id) => {
    const scope = app.node.findChild(id) as Stack;
    exclusive(stack);
    expect(() => foundGroup(scope).addMember('Grace', foundUser(scope, 'grace')))
      .toThrow(/^(People|Other)\/FoundGroup\/GraceMember[0-9a-f]{8}: the group (People|Other)\/FoundGroup has only the members that People\/Contents declares: give it a row for this one instead$/);
  });

  test('may have got none before either', () => {
    foundGroup(other).addMember('Grace', foundUser(other, 'grace'));
    expect(() => exclusive(stack)).toThrow(/^People\/Contents: group "admins" is not allowed: it must be declared in one place, since it is exclusive, and Other\/FoundGroup\/GraceMember[0-9a-f]{8} declares members of it as well$/);
  });

  test('gets none by a look-up of its contents', () => {
    const people = exclusive(stack);
    expect(() => people.group('admins').addMember('Grace', foundUser(stack, 'grace'))).toThrow(/has only the members that People\/Contents declares/);
  });

  test('is declared by one contents in a stack, and those of another stack are a warning', () => {
    const grace = ContentsSource.inline({ memberships: [{ group: 'admins', userName: 'grace' }] });
    exclusive(stack);
    expect(() => contents(stack, { source: grace }, 'Others')).toThrow(new Error(
      'People/Others: group "admins" is not allowed: it must be declared in one place, since it is exclusive, and People/Contents declares members of it as well'));
    contents(other, { source: ContentsSource.inline({ memberships: [{ group: 'admins', userName: 'barbara' }] }) });
    expect(warningsIn(other)).toEqual([
      '/Other/Contents: group "admins" is exclusive, and People/Contents declares members of it as well: if both stacks are deployed to the same organization, each revokes what the other one grants [ack: cdk-org-guard:exclusiveInAnotherStack]',
    ]);
  });
});

test('a look-up can get members that have no row', () => {
  const people = contents(stack, { source: SOURCE });
  people.group('ADMINS').addMember('Grace', foundUser(stack, 'grace'));
  expect(() => people.group('admins').addMember('Ada', people.user('ada')))
    .toThrow(/: membership "People\/Contents\/user-ada in People\/Contents\/group-admins" is already declared in this stack, by People\/Contents: /);
});
