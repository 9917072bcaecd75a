import { GetGroupIdCommand } from '@aws-sdk/client-identitystore';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';

const SEED = { identityStores: { [STORE]: { groups: [{ displayName: 'Admins' }] } } };

function readFor(name: string): Promise<string[]> {
  const read = new Set<string>();
  const world = new InProcess({ seed: SEED, switchRead: (each) => read.add(each) });
  const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: name } };
  return world.time.run(world.identityStore.send(new GetGroupIdCommand({ IdentityStoreId: STORE, AlternateIdentifier }))).then(() => [...read]);
}

test('the sandbox tells a switch that an answer hangs on', async () => {
  expect(await readFor('admins')).toContain('lookupsIgnoreCase');
});

test('and none that it would be the same without', async () => {
  expect(await readFor('Admins')).not.toContain('lookupsIgnoreCase');
});
