import { ConflictPolicy } from '../../../lib';
import { user } from '../../support/declared-users';
import { InProcess, physicalIdOf } from '../../support/in-process';
import { SomebodyElse } from '../../support/somebody-else';
import { EVERYTHING, USER_ATTRIBUTES } from '../../support/user-attributes';

const OPTIONAL = USER_ATTRIBUTES.filter(({ without }) => without !== undefined);
const WRITTEN = ['identitystore:DescribeUser', 'identitystore:UpdateUser'];

let world: InProcess;
let someone: SomebodyElse;

beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

/** What is there before an update: the id, which has to survive it. */
async function deployed(declared = {}): Promise<string> {
  await world.deploy('A', user('Ada', declared));
  world.calls.length = 0;
  return world.users[0]?.UserId ?? '';
}

describe.each(USER_ATTRIBUTES)('$attribute', ({ one, other, declaring, valueIn, writing }) => {
  test('is set at creation', async () => {
    await world.deploy('A', user('Ada', declaring(one)));
    expect(valueIn(world.users[0])).toBe(one);
    expect(world.calls).toEqual(['identitystore:CreateUser']);
  });

  test('is changed in place, with two calls', async () => {
    const id = await deployed(declaring(one));
    await world.deploy('A', user('Ada', declaring(other)));
    expect([world.users[0]?.UserId, valueIn(world.users[0])]).toEqual([id, other]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('is repaired when it was changed behind our back', async () => {
    const id = await deployed(declaring(one));
    await someone.updatesUser(id, [writing(other)]);
    await world.deploy('A', user('Ada', { ...declaring(one), generation: '2' }));
    expect([world.users[0]?.UserId, valueIn(world.users[0])]).toEqual([id, one]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('is brought to its declared value when its user is adopted', async () => {
    const id = await someone.createsUser();
    await someone.updatesUser(id, [writing(other)]);
    const stack = await world.deploy('A', user('Ada', { ...declaring(one), conflictPolicy: ConflictPolicy.OVERWRITE }));
    expect(physicalIdOf(stack)).toBe(`adopted:${id}`);
    expect(valueIn(world.users[0])).toBe(one);
  });
});

describe.each(OPTIONAL)('$attribute', ({ one, other, without = {}, declaring, valueIn, writing }) => {
  test('is set by an update', async () => {
    const id = await deployed(without);
    await world.deploy('A', user('Ada', declaring(one)));
    expect([world.users[0]?.UserId, valueIn(world.users[0])]).toEqual([id, one]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('is removed when it is no longer declared', async () => {
    const id = await deployed({ ...without, ...declaring(one) });
    await world.deploy('A', user('Ada', without));
    expect([world.users[0]?.UserId, valueIn(world.users[0])]).toEqual([id, undefined]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('stays when it is no longer declared but was changed behind our back', async () => {
    const id = await deployed({ ...without, ...declaring(one) });
    await someone.updatesUser(id, [writing(other)]);
    await world.deploy('A', user('Ada', { ...without, generation: '2' }));
    expect([world.users[0]?.UserId, valueIn(world.users[0])]).toEqual([id, other]);
    // In a rollback, the value to remove might only not be visible yet.
    expect(world.calls).toEqual(['identitystore:DescribeUser', 'cloudformation:DescribeStacks']);
  });

  test('is left alone when it is not declared', async () => {
    const id = await someone.createsUser();
    await someone.updatesUser(id, [writing(other)]);
    await world.deploy('A', user('Ada', { ...without, conflictPolicy: ConflictPolicy.OVERWRITE }));
    expect(physicalIdOf(world.sandbox.cloudFormation.existing('A'))).toBe(`adopted:${id}`);
    expect(valueIn(world.users[0])).toBe(other);
    expect(world.calls).not.toContain('identitystore:UpdateUser');
  });
});

describe('all attributes together', () => {
  const all = expect.objectContaining({
    DisplayName: 'Ada Lovelace',
    Name: { GivenName: 'Ada', FamilyName: 'Lovelace', MiddleName: 'King', Formatted: 'Countess Ada Lovelace', HonorificPrefix: 'Countess', HonorificSuffix: 'I' },
    NickName: 'Ada', ProfileUrl: 'https://example.com/ada', UserType: 'employee', Title: 'Analyst', PreferredLanguage: 'en', Locale: 'en-GB',
    Timezone: 'Europe/London', Website: 'https://example.com', Birthdate: '1815-12-10',
    Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
    PhoneNumbers: [{ Value: '+44 20 7946 0000', Type: 'work', Primary: true }],
    Roles: [{ Value: 'analyst', Type: 'job', Primary: true }],
    Addresses: [{
      StreetAddress: '12 St James\'s Square', Locality: 'London', Region: 'London', PostalCode: 'SW1Y', Country: 'GB', Formatted: 'London', Type: 'home', Primary: true,
    }],
    Photos: [{ Value: 'https://example.com/1.png', Type: 'photo', Display: 'one', Primary: true }, { Value: 'https://example.com/2.png', Primary: false }],
    Extensions: { 'aws:identitystore:enterprise': {
      employeeNumber: '1', costCenter: '2', organization: 'Engines', division: 'Analysis', department: 'Notes', manager: { value: 'charles' },
    } },
  });

  test('are set at creation', async () => {
    await world.deploy('A', user('Ada', EVERYTHING));
    expect(world.users).toEqual([all]);
  });

  test('are set by one update', async () => {
    await deployed({ email: undefined });
    await world.deploy('A', user('Ada', EVERYTHING));
    expect(world.users).toEqual([all]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('are set when the user is adopted, by one update', async () => {
    await someone.createsUser({ DisplayName: 'A. L.' });
    await world.deploy('A', user('Ada', EVERYTHING));
    expect(world.users).toEqual([all]);
    expect(world.calls).toHaveLength(5);
  });

  test('are removed by one update, so that nothing is left of them', async () => {
    await deployed();
    const { UserId, ...bare } = world.users[0] ?? {};
    await world.deploy('A', user('Ada', EVERYTHING));
    world.calls.length = 0;
    await world.deploy('A', user('Ada'));
    expect(world.users).toEqual([{ ...bare, UserId, Revision: '3', UpdatedAt: expect.any(Date) }]);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('are not written when nothing changed', async () => {
    await deployed(EVERYTHING);
    await world.deploy('A', user('Ada', { ...EVERYTHING, generation: '2' }));
    expect(world.calls).toEqual(['identitystore:DescribeUser']);
  });
});

describe('lists, which are written whole', () => {
  const home = { streetAddress: '12 St James\'s Square', locality: 'London', addressType: 'home' };
  const [one, two] = [{ value: 'one', display: 'One' }, { value: 'two', display: 'Two' }];
  const photos = [one, two];

  test.each([
    { list: 'emails', written: { value: 'old@example.com', type: 'work', primary: true }, declared: { email: 'ada@example.com' }, stored: { Value: 'ada@example.com' } },
    { list: 'phoneNumbers', written: { value: '1', type: 'work', primary: true }, declared: { phoneNumber: '2' }, stored: { Value: '2' } },
    { list: 'roles', written: { value: 'analyst', type: 'work', primary: true }, declared: { role: 'engineer' }, stored: { Value: 'engineer' } },
  ])('keep the undeclared type of $list when the value changes', async ({ list, written, declared, stored }) => {
    const id = await someone.createsUser();
    await someone.updatesUser(id, [{ AttributePath: list, AttributeValue: [written] }]);
    await world.deploy('A', user('Ada', { ...declared, conflictPolicy: ConflictPolicy.OVERWRITE }));
    expect(Object.values(world.users[0] ?? {})).toContainEqual([{ ...stored, Type: 'work', Primary: true }]);
  });

  test('keep a primary mark that somebody took away', async () => {
    const id = await someone.createsUser({ PhoneNumbers: [{ Value: '1', Primary: false }] });
    await world.deploy('A', user('Ada', { phoneNumber: '2' }));
    expect(world.users).toEqual([expect.objectContaining({ UserId: id, PhoneNumbers: [{ Value: '2', Primary: false }] })]);
  });

  test('keep the undeclared parts of an address when another part changes', async () => {
    await someone.createsUser({ Addresses: [{ Country: 'GB', Locality: 'Ockham' }] });
    await world.deploy('A', user('Ada', { address: home }));
    expect(world.users[0]?.Addresses).toEqual([{ Country: 'GB', StreetAddress: '12 St James\'s Square', Locality: 'London', Type: 'home', Primary: true }]);
  });

  test('lose the part of an address that is no longer declared, while others stay', async () => {
    await deployed({ address: home });
    await world.deploy('A', user('Ada', { address: { locality: 'London' } }));
    expect(world.users[0]?.Addresses).toEqual([{ Locality: 'London', Primary: true }]);
  });

  test('keep the part of an address that is no longer declared but was changed behind our back', async () => {
    const id = await deployed({ address: home });
    await someone.updatesUser(id, [{ AttributePath: 'addresses', AttributeValue: [{ streetAddress: 'Horsley Towers', locality: 'London', type: 'home' }] }]);
    await world.deploy('A', user('Ada', { address: { locality: 'Ockham' } }));
    expect(world.users[0]?.Addresses).toEqual([{ StreetAddress: 'Horsley Towers', Locality: 'Ockham', Primary: true }]);
  });

  test.each([
    { change: 'another order', after: [two, one], stored: [{ Value: 'two', Display: 'Two' }, { Value: 'one', Display: 'One' }] },
    { change: 'one more', after: [one, two, { value: 'three' }], stored: [{ Value: 'one', Display: 'One' }, { Value: 'two', Display: 'Two' }, { Value: 'three' }] },
    { change: 'one less', after: [two], stored: [{ Value: 'two', Display: 'Two' }] },
    // Was passed over, because what was left to compare was the same.
    { change: 'a part less', after: [{ value: 'one' }, two], stored: [{ Value: 'one' }, { Value: 'two', Display: 'Two' }] },
  ])('have the declared photos: $change', async ({ after, stored }) => {
    await deployed({ photos });
    await world.deploy('A', user('Ada', { photos: after }));
    expect(world.users[0]?.Photos).toEqual(stored);
    expect(world.calls).toEqual(WRITTEN);
  });

  test('keep the undeclared parts of one photo when another one changes', async () => {
    const id = await deployed({ photos });
    await someone.updatesUser(id, [{ AttributePath: 'photos', AttributeValue: [{ value: 'one', display: 'One', type: 'by hand' }, { value: 'two' }] }]);
    await world.deploy('A', user('Ada', { photos, generation: '2' }));
    expect(world.users[0]?.Photos).toEqual([{ Value: 'one', Display: 'One', Type: 'by hand' }, { Value: 'two', Display: 'Two' }]);
  });
});
