import { App, Aspects, CfnOutput, CfnResource, IAspect, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { IConstruct } from 'constructs';
import {
  AccountInvitation, AllFeatures, ContentsSource, Group, GroupMembership, IdentityStore, IdentityStoreContents, IIdentityStore, InvitationTarget, User,
} from '../../lib';
import { ADA } from '../support/declared-users';
import { OTHER_STORE, STORE } from '../support/ids';

function storeIn(stack: Stack, id = STORE): IIdentityStore {
  return IdentityStore.fromIdentityStoreId(stack, `Directory${id}`, id);
}

function people(stack: Stack): { admins: Group; ada: User; membership: GroupMembership } {
  const identityStore = storeIn(stack);
  const ada = new User(stack, 'Ada', { identityStore, ...ADA });
  const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
  return { ada, admins, membership: admins.addMember('Ada', ada) };
}

describe('type tests', () => {
  const stack = new Stack();
  const { ada, admins, membership } = people(stack);
  const invitation = new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account('111122223333') });
  const allFeatures = new AllFeatures(stack, 'AllFeatures');
  const contents = new IdentityStoreContents(stack, 'Contents', { identityStore: storeIn(stack, OTHER_STORE), source: ContentsSource.inline({}) });
  const constructs = { ada, admins, membership, invitation, allFeatures, contents };

  test.each([
    { is: User.isUser.bind(User), what: 'ada' },
    { is: Group.isGroup.bind(Group), what: 'admins' },
    { is: GroupMembership.isGroupMembership.bind(GroupMembership), what: 'membership' },
    { is: AccountInvitation.isAccountInvitation.bind(AccountInvitation), what: 'invitation' },
    { is: AllFeatures.isAllFeatures.bind(AllFeatures), what: 'allFeatures' },
    { is: IdentityStoreContents.isIdentityStoreContents.bind(IdentityStoreContents), what: 'contents' },
  ])('recognize $what and nothing else', ({ is, what }) => {
    expect(Object.entries(constructs).filter(([, construct]) => is(construct)).map(([name]) => name)).toEqual([what]);
    expect([undefined, null, 'ada', {}].filter(is)).toEqual([]);
  });

  test('don\'t take an imported group for a declared one', () => {
    const imported = Group.fromGroupId(stack, 'Imported', storeIn(new Stack(), OTHER_STORE), '1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab');
    expect(Group.isGroup(imported)).toBe(false);
  });
});

test('tags of the app reach everything that can have tags', () => {
  const app = new App();
  const stack = new Stack(app, 'People');
  people(stack);
  Tags.of(app).add('team', 'platform');
  const template = Template.fromStack(stack);
  for (const type of ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::Logs::LogGroup']) {
    template.hasResourceProperties(type, { Tags: Match.arrayWith([{ Key: 'team', Value: 'platform' }]) });
  }
});

test('aspects see guarded constructs and their resources, and can change these', () => {
  const stack = new Stack(new App(), 'People');
  people(stack);
  const seen: string[] = [];
  class Generation implements IAspect {
    public visit(node: IConstruct): void {
      if (Group.isGroup(node)) seen.push(node.node.path);
      if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'Custom::IdentityStoreGroup') node.addPropertyOverride('Generation', '2');
    }
  }
  Aspects.of(stack).add(new Generation());
  Template.fromStack(stack).hasResourceProperties('Custom::IdentityStoreGroup', { Generation: '2' });
  expect(seen).toEqual(['People/Admins']);
});

test('a stage holds the same stacks as an app', () => {
  const alone = new Stack(new App(), 'People');
  people(alone);
  const stage = new Stage(new App(), 'Production');
  const staged = new Stack(stage, 'People');
  people(staged);
  expect(Template.fromStack(staged).toJSON()).toEqual(Template.fromStack(alone).toJSON());
});

test('a stack imports an entity of another stack, and nothing else is there twice', () => {
  const app = new App();
  const directory = new Stack(app, 'Directory');
  const { admins } = people(directory);
  const accounts = new Stack(app, 'Accounts');
  new CfnOutput(accounts, 'AdminsId', { value: admins.groupId });
  const [output] = Object.values(Template.fromStack(accounts).toJSON().Outputs as Record<string, { Value: unknown }>);
  expect(output?.Value).toEqual({ 'Fn::ImportValue': expect.stringMatching(/^Directory:ExportsOutputFnGetAttAdmins.*GroupId/) });
  Template.fromStack(accounts).resourceCountIs('AWS::Lambda::Function', 0);
});

test('several stores in a stack share a function, and each has its policy', () => {
  const stack = new Stack();
  for (const store of [STORE, OTHER_STORE]) new Group(stack, `AdminsOf${store}`, { identityStore: storeIn(stack, store), displayName: 'admins' });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.resourceCountIs('AWS::IAM::Policy', 2);
});

test('a warning has an id that stays, and is silenced by it', () => {
  const app = new App();
  const stacks = ['One', 'Two'].map((id) => new Stack(app, id)) as [Stack, Stack];
  stacks.forEach(people);
  const warning = Match.stringLikeRegexp('\\[ack: cdk-org-guard:declaredInAnotherStack\\]');
  expect(Annotations.fromStack(stacks[1]).findWarning('*', warning).length).toBeGreaterThan(0);
});

test('outside of stages the address in the id of a membership is that of the CDK', () => {
  const stack = new Stack(new App(), 'People');
  const { ada, membership } = people(stack);
  expect(membership.node.id).toBe(`AdaMember${ada.node.addr.slice(-8)}`);
});
