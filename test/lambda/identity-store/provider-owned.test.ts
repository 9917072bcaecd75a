import type { Stack as ConstructStack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConflictPolicy } from '../../../lib';
import { group, inOrder, nothing } from '../../support/declared-groups';
import { user } from '../../support/declared-users';
import { ALWAYS, serviceError } from '../../support/effects';
import { InProcess } from '../../support/in-process';
import { messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

/** What a stack created, and an identity provider took over later, with the same id. */

let world: InProcess;
let someone: SomebodyElse;
beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

interface Kind {
  readonly kind: string;
  readonly look: string;
  readonly declare: (scope: ConstructStack) => Construct;
  readonly ids: () => string[];
}

const KINDS: readonly Kind[] = [
  { kind: 'user', look: 'identitystore:DescribeUser', declare: user('Ada'), ids: () => world.users.map(({ UserId }) => UserId) },
  { kind: 'group', look: 'identitystore:DescribeGroup', declare: group('Admins'), ids: () => world.groups.map(({ id }) => id) },
];

describe.each(KINDS)('a $kind of an identity provider', ({ kind, look, declare, ids }) => {
  async function deployedAndProvisioned(): Promise<string> {
    await world.deploy('A', declare);
    const [id = ''] = ids();
    someone.provisions(id);
    return id;
  }

  test('stays when its stack is destroyed', async () => {
    const id = await deployedAndProvisioned();
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(ids()).toEqual([id]);
    expect(world.results).toEqual(['Create CREATED', 'Delete KEPT_PROVIDER_OWNED']);
  });

  test('stays when its construct is removed', async () => {
    const id = await deployedAndProvisioned();
    expect(await world.deploy('A', nothing)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(ids()).toEqual([id]);
  });

  test('stays when the first deployment is rolled back', async () => {
    const taken = await someone.createsGroup('taken');
    const refused = group('Refused', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });
    const others = (): string[] => ids().filter((id) => id !== taken);
    world.fault('deliver:Create', { kind: 'DELAYED', milliseconds: 60_000 }, 2);
    const provisioning = world.time.sleep(90_000).then(() => others().forEach((id) => someone.provisions(id)));
    const [stack] = await world.time.run(Promise.all([world.deploying('A', inOrder(declare, refused)), provisioning]));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(others()).toHaveLength(1);
    expect(world.results.at(-1)).toBe('Delete KEPT_PROVIDER_OWNED');
  });

  test('is not deleted when the look at its owner is denied', async () => {
    await world.deploy('A', declare);
    world.fault(look, serviceError('AccessDeniedException'), ALWAYS);
    const stack = await world.destroy('A');
    expect(stack.status).toBe('DELETE_FAILED');
    expect(messageOf(stack)).toMatch(new RegExp(`^ACCESS_DENIED: reading ${kind} "(ada|admins)" is not allowed for the function of this stack`));
    expect(ids()).toHaveLength(1);
  });

  test('is deleted even if the look at it finds nothing, because reads lag', async () => {
    await world.deploy('A', declare);
    world.fault(look, serviceError('ResourceNotFoundException', { ResourceType: kind.toUpperCase() }));
    expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(ids()).toEqual([]);
  });
});
