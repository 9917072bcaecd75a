import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { AllFeatures } from '../../lib';
import { group } from '../support/declared-groups';
import { byEmail, invitation, InvitingWorld } from '../support/declared-invitations';
import { somebody, user } from '../support/declared-users';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { linesOf, planOf } from '../support/planned';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'Admins' }] } } };

test('an outcome that hangs on what nobody has confirmed is told both ways, with the name of the switch', async () => {
  const world = new InProcess({ seed: SEED });
  const plan = await planOf(world, { People: group('Admins', { displayName: 'admins' }) });
  expect(linesOf(plan)).toEqual(['adopts group admins']);
  expect(plan.stacks[0]?.resources[0]?.otherwise).toEqual([{
    switch: 'lookupsIgnoreCase',
    verb: 'refused',
    reason: {
      code: 'CONFLICT_UNRESOLVED',
      message: 'group "admins" can\'t be created because it conflicts with an existing one, but reading 6 times in 9 s found none.',
      remedy: 'Deploy again in a minute; if it fails again, look for it in the IAM Identity Center console, where a name or an e-mail address may be spelled differently.',
    },
  }]);
});

test('one that does not is told once', async () => {
  const world = new InProcess({ seed: SEED });
  const plan = await planOf(world, { People: group('Team', { displayName: 'team' }) });
  expect(plan.stacks[0]?.resources[0]?.otherwise).toBeUndefined();
});

test('where it then depends on the order which of two is refused, that is told of both', async () => {
  const { stacks: [stack] } = await planOf(new InProcess(), { People: (scope) => {
    user('Ada')(scope);
    user('Other', { ...somebody('lovelace'), email: new CfnParameter(scope, 'Email', { default: 'ada@example.com ' }).valueAsString })(scope);
  } });
  expect(stack?.resources.map(({ verb, inAnotherOrder, otherwise = [] }) => ({
    verb, inAnotherOrder, otherwise: otherwise.map(({ reason, ...others }) => ({ ...others, code: reason?.code })),
  }))).toEqual(Array.from({ length: 2 }, () => (
    { verb: 'creates', inAnotherOrder: undefined, otherwise: [{ switch: 'normalizesValues', verb: 'refused', inAnotherOrder: ['creates'], code: 'EMAIL_TAKEN' }] })));
});

// With all switches at once, the store had the name in lower case and found it.
test('what hangs on one of them is told although another one hides it', async () => {
  const { stacks: [, second] } = await planOf(new InProcess(), {
    First: user('Ada', somebody('Ada')), Second: user('Ada', somebody('ada')),
  });
  expect(second?.resources.map(({ verb, reason, otherwise = [] }) => ({
    verb, code: reason?.code, otherwise: otherwise.map((other) => [other.switch, other.verb, other.reason?.code]),
  }))).toEqual([{ verb: 'adopts', code: undefined, otherwise: [['lookupsIgnoreCase', 'refused', 'CONFLICT_UNRESOLVED']] }]);
});

// The order in which all switches were tried at once came to the same with any of them.
test('what hangs on one of them in some orders only is told', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
  await world.deploy('Others', invitation({ ...byEmail(), removalPolicy: RemovalPolicy.RETAIN }));
  const { stacks: [stack] } = await planOf(world, { Accounts: (scope) => {
    invitation()(scope);
    new AllFeatures(scope, 'AllFeatures');
  } });
  expect(stack?.resources.map(({ verb, inAnotherOrder, reason, otherwise = [] }) => ({
    verb, inAnotherOrder, code: reason?.code, otherwise: otherwise.map((other) => [other.switch, other.verb, other.inAnotherOrder]),
  }))[0]).toEqual({
    verb: 'refused', inAnotherOrder: undefined, code: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', otherwise: [['duplicatesAcrossTargetTypes', 'refused', ['lost']]],
  });
});
