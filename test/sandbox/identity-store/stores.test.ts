import { CreateGroupCommand, DescribeUserCommand, IdentitystoreClient, ListGroupsCommand } from '@aws-sdk/client-identitystore';
import { Stack } from 'aws-cdk-lib';
import { CfnGroup } from 'aws-cdk-lib/aws-identitystore';
import { describeState } from '../../../sandbox/command/describe';
import { stateOf } from '../../../sandbox/control/state';
import { failuresOf, InProcess } from '../../support/in-process';
import { Directory } from '../../support/directory';
import { NOBODY, OTHER_STORE, STORE } from '../../support/ids';
import { exception } from '../../support/refusals';

const ELSEWHERE = 'eu-central-1';

const notPresent = (id: string): Error => exception('ResourceNotFoundException', `IdentityStore not present for IdentityStoreId: ${id}`, { ResourceType: 'IDENTITY_STORE', ResourceId: id });

async function groupsOf(client: IdentitystoreClient, IdentityStoreId: string): Promise<(string | undefined)[]> {
  const { Groups = [] } = await client.send(new ListGroupsCommand({ IdentityStoreId }));
  return Groups.map(({ DisplayName }) => DisplayName);
}

describe('with stores in the seed', () => {
  const SEED = { [STORE]: { groups: [{ displayName: 'admins' }] }, 'd-aaaaaaaaaa': { region: ELSEWHERE, groups: [{ displayName: 'readers' }] } };

  test.each([
    { store: STORE, region: 'us-east-1', groups: ['admins'] },
    { store: 'd-aaaaaaaaaa', region: ELSEWHERE, groups: ['readers'] },
  ])('$store is in $region', async ({ store, region, groups }) => {
    expect(await groupsOf(new Directory({}, SEED).clientOf('SANDBOXPERSON', region), store)).toEqual(groups);
  });

  test.each([
    { what: 'a store of the sandbox\'s Region, from another one', store: STORE, region: ELSEWHERE },
    { what: 'a store of another Region, from the sandbox\'s', store: 'd-aaaaaaaaaa', region: 'us-east-1' },
    { what: 'a store that the seed doesn\'t name', store: OTHER_STORE, region: 'us-east-1' },
  ])('$what isn\'t there', async ({ store, region }) => {
    const world = new Directory({}, SEED);
    const client = world.clientOf('SANDBOXPERSON', region);
    await expect(groupsOf(client, store)).rejects.toThrow(notPresent(store));
    await expect(client.send(new CreateGroupCommand({ IdentityStoreId: store, DisplayName: 'new' }))).rejects.toThrow(notPresent(store));
    await expect(client.send(new DescribeUserCommand({ IdentityStoreId: store, UserId: NOBODY }))).rejects.toThrow(notPresent(store));
    expect(world.madeUp).toEqual([]);
  });

  test('a native type can\'t create in one that isn\'t there', async () => {
    const world = new InProcess({ seed: { identityStores: SEED } });
    const stack = await world.deploy('A', (scope: Stack) => void new CfnGroup(scope, 'Group', { identityStoreId: OTHER_STORE, displayName: 'new' }));
    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(`IdentityStore not present for IdentityStoreId: ${OTHER_STORE} `
      + '(Service: Identitystore, Status Code: 400) (HandlerErrorCode: ResourceNotFoundException)');
    expect(failuresOf(stack)).toEqual([]);
  });
});

describe('without a store in the seed', () => {
  test('one is made up at its first use, which somebody is told of once', async () => {
    const world = new Directory();
    expect(await groupsOf(world.client, STORE)).toEqual([]);
    await world.createGroup();
    expect(world.madeUp).toEqual([`${STORE} in us-east-1`]);
    expect(describeState(stateOf(world.sandbox)).split('\n')[0]).toBe(`Identity store ${STORE} in us-east-1: 1 group, made up at its first use`);
  });

  test('it is made up in the Region from which it is asked for, and isn\'t there in another', async () => {
    const world = new Directory();
    expect(await groupsOf(world.clientOf('SANDBOXPERSON', ELSEWHERE), STORE)).toEqual([]);
    await expect(groupsOf(world.client, STORE)).rejects.toThrow(notPresent(STORE));
    expect(world.madeUp).toEqual([`${STORE} in ${ELSEWHERE}`]);
  });

  test('a malformed id makes none', async () => {
    const world = new Directory();
    await expect(groupsOf(world.client, 'directory')).rejects.toThrow('1 validation error detected');
    expect(world.madeUp).toEqual([]);
  });
});
