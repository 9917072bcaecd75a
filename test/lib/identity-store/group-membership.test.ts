import { Annotations, App, CfnParameter, Lazy, RemovalPolicy, Stack, Stage, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnGroup, CfnGroupMembership } from 'aws-cdk-lib/aws-identitystore';
import { ConflictPolicy, Group, GroupMembership, GroupMembershipOptions, IdentityStore, IGroup, IIdentityStore, IUser, User } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { GROUP_ID, OTHER_STORE, STORE, USER_ID } from '../../support/ids';
import { warningsIn } from '../../support/warnings';

const MEMBERSHIP = 'Custom::IdentityStoreGroupMembership';

let app: App;
let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'People');
  identityStore = storeIn(stack);
});

function storeIn(scope: Stack, identityStoreId = STORE): IIdentityStore {
  const id = `Directory-${identityStoreId}`;
  return scope.node.tryFindChild(id) as IIdentityStore | undefined ?? IdentityStore.fromIdentityStoreId(scope, id, identityStoreId);
}

function group(id = 'Admins', scope = stack, store = identityStore): Group {
  return new Group(scope, id, { identityStore: store, displayName: id.toLowerCase() });
}

function user(id = 'Ada', scope = stack, store = identityStore): User {
  return new User(scope, id, { identityStore: store, userName: `${id}-${scope.node.id}`, displayName: id, name: { givenName: id, familyName: 'Lovelace' } });
}

function addMember(options?: GroupMembershipOptions): GroupMembership {
  return group().addMember('Ada', user(), options);
}

/** By the ids that their construct ids begin with. */
function membershipsIn(scope: Stack): Record<string, { Properties: Record<string, unknown> }> {
  return Template.fromStack(scope).findResources(MEMBERSHIP) as Record<string, { Properties: Record<string, unknown> }>;
}

function logicalIdOf(membership: GroupMembership): string {
  const { logicalId } = membership.node.defaultChild as CfnGroupMembership;
  return Stack.of(membership).resolve(logicalId) as string;
}

test('a stack with one membership of an imported user and group has six resources', () => {
  Group.fromGroupId(stack, 'Admins', identityStore, GROUP_ID).addMember('Ada', User.fromUserId(stack, 'Ada', identityStore, USER_ID));
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

test('a membership has the ids of its group and its user', () => {
  addMember({ generation: '2' });
  const [membership] = Object.values(membershipsIn(stack));
  expect(membership?.Properties).toEqual({
    ServiceToken: expect.anything() as unknown,
    ServiceTimeout: '900',
    IdentityStoreId: STORE,
    ConflictPolicy: 'ADOPT',
    Generation: '2',
    GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Admins/), 'GroupId'] },
    UserId: { 'Fn::GetAtt': [expect.stringMatching(/^Ada/), 'UserId'] },
  });
});

test('a membership can be declared without addMember', () => {
  new GroupMembership(stack, 'AdaIsAdmin', { group: group(), member: user() });
  expect(Object.keys(membershipsIn(stack))).toEqual([expect.stringMatching(/^AdaIsAdmin/)]);
});

test('what was looked up can be joined', () => {
  Group.fromDisplayName(stack, 'Admins', identityStore, 'admins').addMember('Ada', User.fromUserName(stack, 'Ada', identityStore, 'ada'));
  Template.fromStack(stack).hasResourceProperties(MEMBERSHIP, {
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Admins'), 'GroupId'] },
    UserId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Ada'), 'UserId'] },
  });
});

describe('the construct id that addMember makes', () => {
  test('contains the id and the member', () => {
    const admins = group();
    const ada = user();
    expect(admins.addMember('Ada', ada).node.path).toBe(`People/Admins/AdaMember${ada.node.addr.slice(-8)}`);
  });

  test('differs for another member, and so does the logical id', () => {
    const twice = [user('Ada'), user('Grace')].map((member, index) => logicalIdOf(group(`Admins${index}`).addMember('Lead', member)).replace(/^Admins\d/, ''));
    expect(new Set(twice).size).toBe(2);
    const admins = group();
    expect(admins.addMember('Lead', user('Barbara')).node.id).not.toBe(admins.addMember('Lead', user('Katherine')).node.id);
  });

  test('is the same for the same member, whatever else is declared', () => {
    const declare = (others: string[]): string => {
      const people = new Stack(new App(), 'People');
      const store = storeIn(people);
      const admins = group('Admins', people, store);
      for (const other of others) admins.addMember(other, user(other, people, store));
      return logicalIdOf(admins.addMember('Ada', user('Ada', people, store)));
    };
    expect(declare([])).toBe(declare(['Grace', 'Barbara']));
    // Pinned: another scheme would make every deployed membership a new resource.
    expect(declare([])).toMatchInlineSnapshot(`"AdminsAdaMember1e55346c86897FE2"`);
  });
});

describe('the removal policy', () => {
  test.each([
    { removalPolicy: undefined, deletion: 'Delete', replacement: 'Delete' },
    { removalPolicy: RemovalPolicy.RETAIN, deletion: 'Retain', replacement: 'Retain' },
    { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, deletion: 'RetainExceptOnCreate', replacement: 'Retain' },
  ])('$removalPolicy becomes $deletion, and $replacement on replacement', ({ removalPolicy, deletion, replacement }) => {
    addMember(removalPolicy && { removalPolicy });
    Template.fromStack(stack).hasResource(MEMBERSHIP, { DeletionPolicy: deletion, UpdateReplacePolicy: replacement });
  });

  test('can be applied afterwards, as to any resource', () => {
    addMember().applyRemovalPolicy(RemovalPolicy.RETAIN);
    Template.fromStack(stack).hasResource(MEMBERSHIP, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

describe('the conflict policy', () => {
  test.each(Object.values(ConflictPolicy))('%s reaches the function, and warns of nothing', (conflictPolicy) => {
    addMember({ conflictPolicy });
    Template.fromStack(stack).hasResourceProperties(MEMBERSHIP, { ConflictPolicy: conflictPolicy });
    expect(warningsIn(stack)).toEqual([]);
  });

  test('is that of the group\'s store, unless the membership has its own', () => {
    const careful = IdentityStore.fromIdentityStoreAttributes(stack, 'Careful', { identityStoreId: STORE, conflictPolicy: ConflictPolicy.FAIL });
    const admins = group('Admins', stack, careful);
    admins.addMember('Ada', user('Ada'));
    admins.addMember('Grace', user('Grace'), { conflictPolicy: ConflictPolicy.OVERWRITE });
    expect(Object.values(membershipsIn(stack)).map(({ Properties }) => Properties.ConflictPolicy)).toEqual(['FAIL', 'OVERWRITE']);
  });
});

test('the id, the outcome and the reference work as tokens, also in native constructs', () => {
  const membership = addMember();
  const id = { 'Fn::GetAtt': [expect.stringMatching(/^AdminsAdaMember/), 'MembershipId'] };
  expect(stack.resolve(membership.membershipId)).toEqual(id);
  expect(stack.resolve(membership.outcome)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^AdminsAdaMember/), 'Outcome'] });
  expect(stack.resolve(membership.groupMembershipRef)).toEqual({ membershipId: id, identityStoreId: STORE });
  expect(stack.resolve(CfnGroupMembership.arnForGroupMembership(membership)))
    .toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':identitystore:::membership/', id]] });
});

test('the reference of a group works in native constructs', () => {
  const admins = group();
  expect(stack.resolve(CfnGroup.arnForGroup(admins))).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':identitystore:::group/', { 'Fn::GetAtt': [expect.stringMatching(/^Admins/), 'GroupId'] }]],
  });
});

describe('across stacks', () => {
  let other: Stack;
  beforeEach(() => {
    other = new Stack(app, 'Other');
  });

  test('addMember makes the membership in the stack of the group, which imports the user\'s id', () => {
    group().addMember('Ada', user('Ada', other));
    expect(Object.values(membershipsIn(stack))).toEqual([expect.objectContaining({ Properties: expect.objectContaining({
      GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Admins/), 'GroupId'] },
      UserId: { 'Fn::ImportValue': expect.stringMatching(/^Other:.*UserId/) as unknown },
    }) as unknown })]);
    Template.fromStack(other).resourceCountIs(MEMBERSHIP, 0);
    expect(stack.dependencies).toEqual([other]);
    expect(other.dependencies).toEqual([]);
  });

  test('a membership in the stack of the user imports the group\'s id', () => {
    new GroupMembership(other, 'AdaIsAdmin', { group: group(), member: user('Ada', other) });
    expect(Object.values(membershipsIn(other))).toEqual([expect.objectContaining({ Properties: expect.objectContaining({
      GroupId: { 'Fn::ImportValue': expect.stringMatching(/^People:.*GroupId/) as unknown },
    }) as unknown })]);
    expect(other.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });

  test('a group that is imported into the stack of the user needs no other stack', () => {
    Group.fromGroupId(other, 'Admins', identityStore, GROUP_ID).addMember('Ada', user('Ada', other));
    Template.fromStack(other).hasResourceProperties(MEMBERSHIP, { GroupId: GROUP_ID, IdentityStoreId: STORE });
    expect(other.dependencies).toEqual([]);
  });

  test('groups of two stacks can have members from each other\'s stack if one of the memberships is declared in its user\'s stack', () => {
    group('Admins').addMember('Ada', user('Ada', other));
    new GroupMembership(stack, 'GraceIsAuditor', { group: group('Auditors', other), member: user('Grace') });
    expect(() => app.synth()).not.toThrow();
  });

  test('works in the stacks of a stage', () => {
    const stage = new Stage(app, 'Production');
    const groups = new Stack(stage, 'Groups');
    const users = new Stack(stage, 'Users');
    group('Admins', groups).addMember('Ada', user('Ada', users));
    expect(Object.values(membershipsIn(groups))).toHaveLength(1);
    expect(groups.dependencies).toEqual([users]);
  });
});

describe('at synthesis', () => {
  const duplicate = (path: string, name: string, first: string): Error =>
    new Error(`${path}: membership ${JSON.stringify(name)} is already declared in this stack, by ${first}: declare it once and pass that construct on`);

  test('a member of another store is refused', () => {
    const stranger = user('Stranger', stack, storeIn(stack, OTHER_STORE));
    expect(() => new GroupMembership(stack, 'Wrong', { group: group(), member: stranger })).toThrow(new Error('People/Wrong: member "People/Stranger" is not '
      + `allowed: it must be a user of the group's identity store ${STORE}, not of ${OTHER_STORE}`));
  });

  test('a member is accepted if its store is another reference to the group\'s store, or a token', () => {
    const admins = group();
    const sameStore = IdentityStore.fromIdentityStoreId(stack, 'Again', `arn:aws:identitystore::111122223333:identitystore/${STORE}`);
    const tokenStore = IdentityStore.fromIdentityStoreId(stack, 'Token', Token.asString({ Ref: 'Store' }));
    expect(() => admins.addMember('Ada', user('Ada', stack, sameStore))).not.toThrow();
    expect(() => admins.addMember('Grace', user('Grace', stack, tokenStore))).not.toThrow();
  });

  test('a misspelt conflict policy is refused', () => {
    expect(() => new GroupMembership(stack, 'Wrong', { group: group(), member: user(), conflictPolicy: 'ADOBT' as ConflictPolicy })).toThrow(new Error(
      'People/Wrong: conflictPolicy "ADOBT" is not allowed: it must be ADOPT, OVERWRITE or FAIL'));
  });

  test('the removal policy SNAPSHOT is refused', () => {
    expect(() => new GroupMembership(stack, 'Wrong', { group: group(), member: user(), removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(new Error(
      'People/Wrong: removalPolicy "snapshot" is not allowed: it must be RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY'));
  });

  test('the same membership twice in a stack is refused', () => {
    const admins = group();
    const ada = user();
    const first = admins.addMember('Ada', ada);
    expect(() => new GroupMembership(stack, 'Again', { group: admins, member: ada })).toThrow(duplicate('People/Again', 'People/Ada in People/Admins', first.node.path));
  });

  test.each<{ how: string; add: (admins: Group, ada: User) => unknown; member: string }>([
    { how: 'in a list', add: (admins, ada) => admins.addMembers(ada, ada), member: 'AdaMember' },
    { how: 'in two lists', add: (admins, ada) => [admins.addMembers(ada), admins.addMembers(ada)], member: 'AdaMember' },
    { how: 'under the same id', add: (admins, ada) => [admins.addMember('X', ada), admins.addMember('X', ada)], member: 'XMember' },
  ])('the same member twice $how is refused as such', ({ add, member }) => {
    const ada = user();
    expect(() => add(group(), ada)).toThrow(new Error(`People/Admins: member People/Ada is declared twice, before by People/Admins/${member}${ada.node.addr.slice(-8)}: `
      + 'declare it once and pass that construct on'));
  });

  test('the same membership of users and groups that are imported twice is refused, by their ids', () => {
    const imported = (suffix: string): [IGroup, IUser] => [
      Group.fromGroupId(stack, `Admins${suffix}`, identityStore, GROUP_ID), User.fromUserId(stack, `Ada${suffix}`, identityStore, USER_ID),
    ];
    const [admins, ada] = imported('');
    const [sameAdmins, sameAda] = imported('Again');
    const first = admins.addMember('Ada', ada);
    expect(() => new GroupMembership(stack, 'Twin', { group: sameAdmins, member: sameAda }))
      .toThrow(duplicate('People/Twin', 'People/AdaAgain in People/AdminsAgain', first.node.path));
  });

  test('members whose construct ids differ only in case are not the same', () => {
    const admins = group();
    admins.addMember('One', user('ada'));
    const capital = new User(stack, 'Ada', { identityStore, userName: 'another', displayName: 'Another', name: { givenName: 'Another', familyName: 'Ada' } });
    expect(() => admins.addMember('Two', capital)).not.toThrow();
  });

  test('a user in two groups and a group with two users are allowed', () => {
    const [admins, auditors, ada, grace] = [group('Admins'), group('Auditors'), user('Ada'), user('Grace')];
    expect(() => {
      admins.addMember('Ada', ada);
      admins.addMember('Grace', grace);
      auditors.addMember('Ada', ada);
    }).not.toThrow();
  });

  test('the same membership in two stacks of an app is a warning that can be acknowledged', () => {
    const second = new Stack(app, 'Second');
    const [admins, ada] = [group(), user()];
    const first = admins.addMember('Ada', ada);
    const twin = new GroupMembership(second, 'Twin', { group: admins, member: ada });
    expect(warningsIn(second)).toEqual([`/Second/Twin: membership "People/Ada in People/Admins" is also declared by ${first.node.path}: if both stacks are `
      + 'deployed to the same organization, the second one adopts what the first one created, or fails under ConflictPolicy.FAIL; removing it '
      + 'from the first one revokes it for both, unless it was deployed there with RemovalPolicy.RETAIN before '
      + '[ack: cdk-org-guard:declaredInAnotherStack]']);
    Annotations.of(twin).acknowledgeWarning('cdk-org-guard:declaredInAnotherStack');
    expect(warningsIn(second)).toEqual([]);
  });

  describe('the same membership in two stacks is recognised', () => {
    let second: Stack;
    beforeEach(() => { second = new Stack(app, 'Second'); });

    function expectRecognised(): void {
      const warned = [...warningsIn(stack), ...warningsIn(second)].filter((warning) => warning.includes(': membership '));
      expect(warned).toEqual([expect.stringMatching(/^\/Second\/.*: membership ".* in .*" is also declared by People\/.*declaredInAnotherStack\]$/)]);
    }

    const lookedUp = (scope: Stack, store = storeIn(scope), groupName = 'admins'): GroupMembership =>
      Group.fromDisplayName(scope, 'Group', store, groupName).addMember('Ada', User.fromUserName(scope, 'User', store, 'ada'));
    const declared = (scope: Stack): GroupMembership => {
      const store = storeIn(scope);
      const ada = new User(scope, 'Ada', { identityStore: store, userName: 'Ada', displayName: 'Ada', name: { givenName: 'Ada', familyName: 'Lovelace' } });
      return new Group(scope, 'Group', { identityStore: store, displayName: 'Admins' }).addMember('Ada', ada);
    };

    test.each([
      { by: 'each looks up', first: lookedUp, then: lookedUp },
      { by: 'each declares', first: declared, then: declared },
      { by: 'one declares and the other one looks up', first: declared, then: lookedUp },
    ])('of a group and a user that $by', ({ first, then }) => {
      first(stack);
      then(second);
      expectRecognised();
    });

    test('of imports by ids that are tokens of the first one', () => {
      const [admins, ada] = [group(), user()];
      admins.addMember('Ada', ada);
      const store = storeIn(second);
      Group.fromGroupId(second, 'Group', store, admins.groupId).addMember('Ada', User.fromUserId(second, 'User', store, ada.userId));
      expectRecognised();
    });

    test('of native groups that a third one declares', () => {
      const { attrGroupId } = new CfnGroup(new Stack(app, 'Third'), 'Admins', { identityStoreId: STORE, displayName: 'admins' });
      for (const scope of [stack, second]) {
        Group.fromGroupId(scope, 'Group', storeIn(scope), attrGroupId).addMember('Ada', User.fromUserId(scope, 'User', storeIn(scope), USER_ID));
      }
      expectRecognised();
    });

    test('of names in a store, if the names and the store\'s id have parameters of the first stack', () => {
      const parameter = (name: string): string => new CfnParameter(stack, name).valueAsString;
      const [id, groupName] = [parameter('Store'), `team-${parameter('Team')}`];
      lookedUp(stack, IdentityStore.fromIdentityStoreId(stack, 'Given', id), groupName);
      lookedUp(second, IdentityStore.fromIdentityStoreId(second, 'Given', id), groupName);
      expectRecognised();
    });

    test.each<{ what: string; other: (scope: Stack) => unknown }>([
      { what: 'another group', other: (scope) => lookedUp(scope, storeIn(scope), 'auditors') },
      { what: 'another store', other: (scope) => lookedUp(scope, storeIn(scope, OTHER_STORE)) },
      { what: 'a group whose name is another parameter', other: (scope) => lookedUp(scope, storeIn(scope), new CfnParameter(scope, 'Team').valueAsString) },
      { what: 'a store that only the end of the synthesis tells', other: (scope) => lookedUp(scope, IdentityStore.fromIdentityStoreId(scope, 'Late', Lazy.string({ produce: () => STORE }))) },
    ])('but not one of $what', ({ other }) => {
      lookedUp(stack);
      other(second);
      expect([...warningsIn(stack), ...warningsIn(second)]).toEqual([]);
    });
  });

  test('the same membership of a group that is declared and looked up in one stack is refused', () => {
    const ada = user();
    const first = group().addMember('Ada', ada);
    const found = Group.fromDisplayName(stack, 'Found', identityStore, 'admins');
    expect(() => found.addMember('Ada', ada)).toThrow(duplicate('People/Found/AdaMember1e55346c', 'People/Ada in People/Found', first.node.path));
  });

  test('groups whose names have the same parameter in them are not the same', () => {
    const parameter = new CfnParameter(stack, 'Team').valueAsString;
    const ada = user();
    expect(() => ['admins', 'auditors'].forEach((name) => {
      Group.fromDisplayName(stack, name, identityStore, `${parameter}-${name}`).addMember('Ada', ada);
    })).not.toThrow();
  });
});
