import { InProcess } from '../../support/in-process';
import { declareContents } from '../../support/declared-contents';

function membersOf(world: InProcess, group: string): string[] {
  const id = world.groups.find(({ displayName }) => displayName === group)?.id;
  const names = new Map(world.users.map(({ UserId, UserName }) => [UserId, UserName]));
  return world.memberships.filter(({ GroupId }) => GroupId === id).map(({ MemberId }) => names.get(MemberId.UserId) ?? '').sort();
}

test('a first deployment makes what the file declares', async () => {
  const world = new InProcess();
  const stack = await world.deploy('People', declareContents({ users: ['ada', 'grace'], groups: { admins: ['ada'], readers: ['ada', 'grace'] } }));
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(world.results).toEqual(['Create AS_DECLARED']);
  expect(membersOf(world, 'readers')).toEqual(['ada', 'grace']);
});
