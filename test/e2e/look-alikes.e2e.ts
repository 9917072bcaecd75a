import { Sandbox } from '../../lib/testing';
import type { State } from '../../sandbox/control/state';
import { askSandbox } from './support/control';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('kate-app');

/** Mallory has taken the user name, and an address that is Kate's once it is in small letters. */
const MALLORY = { userName: 'kate', displayName: 'Mallory', name: { givenName: 'Mallory', familyName: 'Lange' }, email: '\u212aate@example.com' };

test('a user whose address has the Kelvin sign for a K is not taken for the declared one, and gets into no group', async () => {
  const sandbox = await Sandbox.start({ seed: { identityStores: { 'd-1234567890': { users: [MALLORY] } } } });
  try {
    const deployed = await sandbox.cdk(['deploy', '--require-approval', 'never', '--app', APP, '--output', `cdk.out/Kate-${process.pid}`]);
    expect(deployed).toMatchObject({ exitCode: 1, output: expect.stringContaining('IDENTITY_MISMATCH') });
    const { identityStores: [store] } = await askSandbox<State>(sandbox.endpoint, 'GET', 'state');
    expect(store).toMatchObject({ users: [{ displayName: 'Mallory' }], groups: [], memberships: [] });
  } finally {
    await sandbox.stop();
  }
});
