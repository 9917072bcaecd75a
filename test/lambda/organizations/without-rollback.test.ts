import { RemovalPolicy } from 'aws-cdk-lib';
import { ACCOUNT_INVITATION_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import { InvitationTarget } from '../../../lib';
import { DATA, invitation, InvitingWorld } from '../../support/declared-invitations';
import { DirectFunction } from '../../support/direct-function';
import { PAYMENTS } from '../../support/ids';
import { physicalIdOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';

const ANSWER_URL = 'https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/answer';

test('an invitation of another account isn\'t sent, until there is a rollback', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation());
  const another = invitation({ target: InvitationTarget.account(DATA) });

  const stack = await world.deploy('A', another, { rollback: false });
  expect(stack.status).toBe('UPDATE_FAILED');
  expect(messageOf(stack)).toBe(`REPLACEMENT_WITHOUT_ROLLBACK: the invitation of account ${DATA} would get another id than this resource has, which is a replacement, and CloudFormation `
    + 'refuses those while the rollback of the stack is disabled; nothing was made. Go back with npx cdk rollback, then deploy with rollback, as cdk deploy does without --no-rollback '
    + `and --express; or declare it under another construct id, which makes the new one and then deletes what this stack has made under the old id. ${link('replacement_without_rollback')}`);
  expect(world.invitations).toHaveLength(1);
  expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);

  expect(await world.rollBack('A')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await world.deploy('A', another)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.states).toEqual(['CANCELED', 'REQUESTED']);
});

// The account that was invited before is a member by now; its tags were written before CloudFormation refused the id.
test('an account isn\'t gone back to, nor tagged, until there is a rollback', async () => {
  const world = new InvitingWorld();
  world.join(PAYMENTS);
  const kept = { removalPolicy: RemovalPolicy.RETAIN };
  await world.deploy('A', invitation(kept));
  await world.deploy('A', invitation({ ...kept, target: InvitationTarget.account(DATA) }));
  const back = invitation({ ...kept, tags: { team: 'payments' } });
  expect(messageOf(await world.deploy('A', back, { rollback: false }))).toContain('REPLACEMENT_WITHOUT_ROLLBACK: the invitation of account 111122223333 would get another id');
  expect(world.calls).not.toContain('organizations:TagResource');
  await world.rollBack('A');
  expect(await world.deploy('A', back)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.calls).toContain('organizations:TagResource');
});

// CloudFormation describes every nested stack as one without rollback.
test.each([
  { rollback: false, does: 'gives that up', id: `member:${DATA}`, reads: true },
  { rollback: true, does: 'keeps its id', id: 'created:', reads: false },
])('a member in a nested stack, with rollback at the top: $rollback, and with the invitation of another account, $does', async ({ rollback, id, reads }) => {
  const world = new InvitingWorld();
  world.join(DATA);
  const nested = await world.deploy('Nested', invitation());
  const top = await world.deploy('Top', invitation({ target: InvitationTarget.account(DATA) }), { rollback });
  const direct = new DirectFunction(world);
  const calls = world.calls.length;
  const properties = { Target: { AccountId: DATA }, RootStackId: top.id };
  expect(await direct.handle('organizations', {
    RequestType: 'Update', RequestId: 'request', ResponseURL: ANSWER_URL, StackId: nested.id, LogicalResourceId: 'Payments', ServiceToken: '',
    ResourceType: ACCOUNT_INVITATION_RESOURCE_TYPE, PhysicalResourceId: physicalIdOf(nested), ResourceProperties: properties, OldResourceProperties: properties,
  })).toBeUndefined();
  expect(JSON.parse(direct.answers[0]?.body ?? '')).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: expect.stringContaining(id) });
  expect(world.calls.slice(calls).includes('organizations:DescribeHandshake')).toBe(reads);
});
