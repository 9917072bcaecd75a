import { InvitationTarget } from '../../../lib';
import { DATA, invitation, InvitingWorld } from '../../support/declared-invitations';
import { physicalIdOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';

test('an invitation of another account isn\'t sent, until there is a rollback', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation());
  const another = invitation({ target: InvitationTarget.account(DATA) });

  const stack = await world.deploy('A', another, { rollback: false });
  expect(stack.status).toBe('UPDATE_FAILED');
  expect(messageOf(stack)).toBe(`REPLACEMENT_WITHOUT_ROLLBACK: the invitation of account ${DATA} would get another id than this resource has, which is a replacement, and CloudFormation `
    + 'refuses those while the rollback of the stack is disabled; nothing was made. Deploy this change with rollback: cdk deploy --rollback, without --express. If that can\'t be, declare '
    + `it under another construct id, which makes the new one and then deletes what this stack has made under the old id. ${link('replacement_without_rollback')}`);
  expect(world.invitations).toHaveLength(1);
  expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);

  expect(await world.rollBack('A')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await world.deploy('A', another)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.states).toEqual(['CANCELED', 'OPEN']);
});
