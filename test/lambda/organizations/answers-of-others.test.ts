import { invitation, INVITE, InvitingWorld } from '../../support/declared-invitations';
import { answeredByAnother, ANSWERS_OF_OTHERS } from '../../support/effects';
import { physicalIdOf } from '../../support/in-process';

/** A success without what was asked for, as a proxy gives it. */

describe.each(ANSWERS_OF_OTHERS)('$what', ({ body }) => {
  test.each(['BEFORE', 'AFTER'] as const)('instead of the answer to an invitation, %s its effect, ends in one that the stack has sent', async (moment) => {
    const world = new InvitingWorld();
    world.fault(INVITE, answeredByAnother(moment, body));
    const stack = await world.deploy('A', invitation());
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(world.invitations).toHaveLength(1);
    expect(physicalIdOf(stack)).toBe(`created:${world.invitations[0]?.id}`);
  });

  test('instead of the account isn\'t taken for a member without an id', async () => {
    const world = new InvitingWorld();
    world.fault('organizations:DescribeAccount', answeredByAnother('BEFORE', body));
    const stack = await world.deploy('A', invitation());
    expect(world.attributesOf('A')).toMatchObject({ State: 'PENDING', Outcome: 'CREATED' });
    expect(physicalIdOf(stack)).toMatch(/^created:h-/);
  });
});
