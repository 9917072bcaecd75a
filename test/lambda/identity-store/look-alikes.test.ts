import { group } from '../../support/declared-groups';
import { user } from '../../support/declared-users';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { LOOK_ALIKES } from '../../support/look-alikes';
import { SomebodyElse } from '../../support/somebody-else';

/** What looks like the declared person or group, or is written alike, and isn't. */

let world: InProcess;
let someone: SomebodyElse;

beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

describe('a user with the declared name, whose e-mail address differs in', () => {
  test.each(LOOK_ALIKES)('$how, is not adopted and not changed', async ({ declared, theirs }) => {
    const id = await someone.createsUser({ DisplayName: 'Mallory', Emails: [{ Value: theirs }] });
    const before = structuredClone(world.users);
    const stack = await world.deploy('A', user('Ada', { email: declared }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toMatch(new RegExp(`^IDENTITY_MISMATCH: user "ada" already exists \\(${id}\\) with the e-mail address `));
    expect(world.users).toEqual(before);
  });
});

test('a user who differs from the declared one by a look-alike in the name, and has her address, is the declared one', async () => {
  const id = await someone.createsUser({ UserName: '\u212aate', Emails: [{ Value: 'Kate@Example.com' }] });
  const stack = await world.deploy('A', user('Kate', { userName: 'kate', email: 'kate@example.com' }));
  expect(messageOf(stack)).toMatch(new RegExp(`^USER_NAME_NOT_RENAMABLE: user "\u212aate" \\(${id}\\) `));
});

test('a taken address is reported with its owner, even if the owner\'s address only looks like the declared one', async () => {
  const id = await someone.createsUser({ UserName: 'mallory', Emails: [{ Value: '\u212aate@example.com' }] });
  const stack = await world.deploy('A', user('Kate', { userName: 'kate', email: 'kate@example.com' }));
  expect(messageOf(stack)).toMatch(new RegExp(`^EMAIL_TAKEN: user "kate" can't be created because k\\*\\*\\*@example\\.com already belongs to user "mallory" \\(${id}\\)\\.`));
});

test('an address that somebody changes to a look-alike is written again', async () => {
  await world.deploy('A', user('Ada', { email: 'skip@example.com' }));
  someone.changes(world.users[0]?.UserId ?? '', { Emails: [{ Value: 's\u212aip@example.com', Primary: true }] });
  await world.deploy('A', user('Ada', { email: 'skip@example.com', generation: '2' }));
  expect(world.users[0]?.Emails).toEqual([{ Value: 'skip@example.com', Primary: true }]);
});

test('a group whose name the service takes for the declared one is not adopted', async () => {
  await someone.createsGroup('\u212aitchen');
  const stack = await world.deploy('A', group('Kitchen', { displayName: 'kitchen' }));
  expect(messageOf(stack).replace(/in \d+ s/, 'in … s')).toBe('CONFLICT_UNRESOLVED: group "kitchen" can\'t be created because it conflicts with an existing one, '
    + 'but reading 6 times in … s found none. Deploy again in a minute; if it fails again, look for it in the IAM Identity Center console, where a name or an e-mail '
    + `address may be spelled differently. ${conflictIn('CreateGroup')} ${link('conflict_unresolved')}`);
  expect(world.groups).toMatchObject([{ displayName: '\u212aitchen' }]);
});

test.each(['\u00e4rzte', '\u00c4rzte'])('a group whose name differs in the case of a letter outside ASCII is adopted: %s', async (name) => {
  const id = await someone.createsGroup('\u00c4rzte');
  expect(physicalIdOf(await world.deploy('A', group('Doctors', { displayName: name })))).toBe(`adopted:${id}`);
});
