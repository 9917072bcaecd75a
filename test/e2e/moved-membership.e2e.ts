import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, GroupMembershipOptions, IdentityStore, User } from '../../lib';
import { Sandbox } from '../../lib/testing';

let sandbox: Sandbox;
beforeEach(async () => { sandbox = await Sandbox.start(); });
afterEach(() => sandbox.stop());

/** What each stack declares: a group and a user with the default removal policies, and what is said of the membership. */
type Memberships = Readonly<Record<string, GroupMembershipOptions>>;

function people(memberships: Memberships): App {
  const app = new App();
  for (const [name, options] of Object.entries(memberships)) {
    const stack = new Stack(app, name);
    const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
    const ada = new User(stack, 'Ada', {
      identityStore, userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
    });
    new Group(stack, 'Admins', { identityStore, displayName: 'admins' }).addMember('Ada', ada, options);
  }
  return app;
}

/** Deploys what is declared, and gives the number of memberships that are there then. */
async function deploy(memberships: Memberships): Promise<number> {
  expect(await sandbox.deploy(people(memberships))).toMatchObject({ exitCode: 0 });
  return membershipsThere();
}

async function destroy(memberships: Memberships): Promise<number> {
  expect(await sandbox.destroy(people(memberships))).toMatchObject({ exitCode: 0 });
  return membershipsThere();
}

async function membershipsThere(): Promise<number> {
  const { identityStores: [store] } = await sandbox.state();
  return store?.memberships.length ?? 0;
}

const kept = { removalPolicy: RemovalPolicy.RETAIN };

test('a membership moves to another stack as docs/operations.md says: with RETAIN first, in a deployment of its own', async () => {
  expect(await deploy({ Old: {} })).toBe(1);
  expect(await deploy({ Old: kept })).toBe(1);
  expect(await deploy({ Old: kept, New: {} })).toBe(1);
  expect(await destroy({ Old: kept })).toBe(1);
  // Adopted, so nobody revokes it any more but a person.
  expect(await destroy({ New: {} })).toBe(1);
}, 120_000);

test('it belongs to the new stack with ConflictPolicy.OVERWRITE there', async () => {
  const owned = { conflictPolicy: ConflictPolicy.OVERWRITE };
  const keptAndLookedAt = { ...kept, generation: '2' };
  await deploy({ Old: {} });
  expect(await deploy({ Old: keptAndLookedAt })).toBe(1);
  expect(await deploy({ Old: keptAndLookedAt, New: owned })).toBe(1);
  expect(await destroy({ Old: keptAndLookedAt })).toBe(1);
  expect(await destroy({ New: owned })).toBe(0);
}, 120_000);

test('without that it is lost with the old stack, which the synthesis warns of, until another generation in the new one', async () => {
  await deploy({ Old: {} });
  const both = await sandbox.deploy(people({ Old: {}, New: {} }));
  expect(both.output.replace(/\s+/g, ' ')).toContain('membership "New/Ada in New/Admins" is also declared by Old/Admins/AdaMember');
  expect(await destroy({ Old: {} })).toBe(0);
  expect(await deploy({ New: {} })).toBe(0);
  expect(await deploy({ New: { generation: '2' } })).toBe(1);
}, 120_000);
