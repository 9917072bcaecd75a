import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Completion } from '../../../lib';
import { declareContents, membersOf, Tables } from '../../support/declared-contents';
import { InProcess } from '../../support/in-process';

const NAMES = ['ada', 'grace', 'kate'];
const EVERYBODY: Tables = { users: NAMES, groups: { admins: NAMES } };
const BACKGROUND = { completion: Completion.background(), requestsPerSecond: 1 };

function both(...all: ((stack: Stack) => void)[]): (stack: Stack) => void {
  return (stack) => all.forEach((declare) => declare(stack));
}

/** Lets everything come to its end that nobody waits for. */
async function restOf(world: InProcess): Promise<void> {
  await world.time.run(world.time.sleep(3600_000));
}

function removalsIn({ calls }: InProcess): string[] {
  return calls.filter((operation) => /^identitystore:Delete/.test(operation));
}

describe('what other contents of the stack have yet to bring in the background', () => {
  test('doesn\'t leave with the contents that have had its row', async () => {
    const world = new InProcess();
    await world.deploy('People', declareContents(EVERYBODY));
    const stack = await world.deploy('People', both(
      declareContents({ users: NAMES, groups: { admins: ['ada'] } }), declareContents({ others: { admins: ['grace', 'kate'] } }, BACKGROUND, 'Others'),
    ));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(membersOf(world, 'admins')).toEqual(NAMES);
    await restOf(world);
    expect(removalsIn(world)).toEqual([]);
  });

  test('isn\'t deleted if the construct only has another id now', async () => {
    const world = new InProcess();
    const destroyed = { ...BACKGROUND, removalPolicy: RemovalPolicy.DESTROY };
    await world.deploy('People', declareContents(EVERYBODY, destroyed));
    await restOf(world);
    const ids = world.users.map(({ UserId }) => UserId);
    await world.deploy('People', declareContents(EVERYBODY, destroyed, 'Everybody'));
    await restOf(world);
    expect(world.users.map(({ UserId }) => UserId)).toEqual(ids);
    expect(membersOf(world, 'admins')).toEqual(NAMES);
    expect(removalsIn(world)).toEqual([]);
  });
});
