import { isThrowAwayGroup, isThrowAwayUser, Run } from '../../../cli/probe/throw-away';
import type { Seed } from '../../../sandbox/seed/seed';
import { OTHER_STORE, STORE } from '../../support/ids';
import { ProbedWorld } from '../../support/probed-world';

const RUN = new Run(STORE, 'fedcba987654');
const OTHER_RUN = new Run(STORE, '000000000000');
const ELSEWHERE = new Run(OTHER_STORE, 'fedcba987654');
const NAME = RUN.nameOf('plain');

const OWN_USER = { UserName: NAME, DisplayName: RUN.remark, Emails: [{ Value: RUN.emailOf('plain') }] };

test.each<[string, Parameters<typeof isThrowAwayUser>[1]]>([
  ['as it was made', OWN_USER],
  ['as a store writes it that changes values', { UserName: NAME.toUpperCase(), DisplayName: ` ${RUN.remark} `, Emails: [{ Value: RUN.emailOf('plain').toUpperCase() }] }],
  ['after an experiment', { ...OWN_USER, UserName: RUN.nameOf('renamed'), DisplayName: `${RUN.remark} (changed)`, Emails: [{ Value: RUN.emailOf('camel') }] }],
  ['without an address', { UserName: NAME, DisplayName: RUN.remark }],
])('a user of a probe is known %s', (_title, user) => expect(isThrowAwayUser(STORE, user)).toBe(true));

test.each<[string, Parameters<typeof isThrowAwayUser>[1]]>([
  ['somebody else', { UserName: 'ada', DisplayName: 'Ada Lovelace', Emails: [{ Value: 'ada@example.com' }] }],
  ['a name that only begins like one', { ...OWN_USER, UserName: 'cdk-org-guard-probe-ada' }],
  ['a name whose digest was made up', { ...OWN_USER, UserName: NAME.replace(/[0-9a-f]{16}$/, '0123456789abcdef') }],
  ['a name with the digest of another one', { ...OWN_USER, UserName: NAME.replace('-plain-', '-other-') }],
  ['a name with something behind it', { ...OWN_USER, UserName: `${NAME}-2` }],
  ['a name of another store', { ...OWN_USER, UserName: ELSEWHERE.nameOf('plain') }],
  ['a display name of its own', { ...OWN_USER, DisplayName: 'Ada Lovelace' }],
  ['a display name of another run', { ...OWN_USER, DisplayName: OTHER_RUN.remark }],
  ['no display name', { UserName: NAME }],
  ['an address of its own', { ...OWN_USER, Emails: [{ Value: 'ada@example.com' }] }],
  ['an address of another run', { ...OWN_USER, Emails: [{ Value: OTHER_RUN.emailOf('plain') }] }],
  ['an address that only ends alike', { ...OWN_USER, Emails: [{ Value: `ada@corp-${RUN.emailOf('plain').split('@')[1]}` }] }],
  ['nothing', {}],
])('no user of a probe is one with %s', (_title, user) => expect(isThrowAwayUser(STORE, user)).toBe(false));

test.each<[string, Parameters<typeof isThrowAwayGroup>[1], boolean]>([
  ['as it was made', { DisplayName: NAME, Description: RUN.remark }, true],
  ['with blanks and capitals', { DisplayName: ` ${NAME.toUpperCase()} `, Description: RUN.remark }, true],
  ['with a description of its own', { DisplayName: NAME, Description: 'Platform team' }, false],
  ['without a description', { DisplayName: NAME }, false],
  ['with a digest that was made up', { DisplayName: NAME.replace(/[0-9a-f]{16}$/, '0123456789abcdef'), Description: RUN.remark }, false],
])('a group %s is one of a probe: %#', (_title, group, isOwn) => expect(isThrowAwayGroup(STORE, group)).toBe(isOwn));

const NAMED = { givenName: 'Ada', familyName: 'Lovelace' };

/** People who look like those of a probe, each in another way. */
const LOOK_ALIKES: Omit<Seed, 'switches'> = {
  identityStores: {
    [STORE]: {
      users: [
        { userName: 'cdk-org-guard-probe-ada', displayName: RUN.remark, name: NAMED, email: RUN.emailOf('ada') },
        { userName: NAME, displayName: 'Ada Lovelace', name: NAMED, email: 'ada@corp.test' },
        { userName: RUN.nameOf('other'), displayName: RUN.remark, name: NAMED, email: 'eve@corp.test' },
        { userName: ELSEWHERE.nameOf('twin'), displayName: ELSEWHERE.remark, name: NAMED, email: ELSEWHERE.emailOf('twin') },
        { userName: 'plain', displayName: RUN.remark, name: NAMED, email: RUN.emailOf('plain') },
      ],
      groups: [{ displayName: 'cdk-org-guard-probe' }, { displayName: NAME, description: 'Platform team' }, { displayName: ELSEWHERE.nameOf('plain'), description: ELSEWHERE.remark }],
      memberships: [{ user: NAME, group: NAME }],
    },
  },
};

test('cleaning never deletes who only looks like a user of a probe, and tells who was left alone', async () => {
  const world = new ProbedWorld({ seed: LOOK_ALIKES });
  const before = [world.users, world.groups, world.world.memberships];
  const { deleted, left, alike } = await world.clean();
  expect([world.users, world.groups, world.world.memberships]).toEqual(before);
  expect({ deleted, left }).toEqual({ deleted: [], left: [] });
  expect([...alike].sort()).toEqual([
    'cdk-org-guard-probe', 'cdk-org-guard-probe-ada', NAME, NAME, RUN.nameOf('other'), ELSEWHERE.nameOf('twin'), ELSEWHERE.nameOf('plain'),
  ].sort());
});

test('a probe among them finds what it finds elsewhere, and leaves them as they are', async () => {
  const world = new ProbedWorld({ seed: LOOK_ALIKES });
  const before = [world.users, world.groups, world.world.memberships];
  const { findings } = await world.found();
  expect(findings).toEqual((await new ProbedWorld().found()).findings);
  expect([world.users, world.groups, world.world.memberships]).toEqual(before);
});

test('in a large store what a killed probe has left is found behind any number of others', async () => {
  const people = Array.from({ length: 230 }, (_, index) => ({ userName: `person-${index}`, displayName: `Person ${index}`, name: NAMED }));
  const groups = Array.from({ length: 120 }, (_, index) => ({ displayName: `team-${index}` }));
  const world = new ProbedWorld({ seed: { identityStores: { [STORE]: { users: people, groups } } } });
  const killed = (): never => { throw Object.assign(new Error('killed'), { code: 'ECONNRESET' }); };
  await world.probe({ interruption: { call: 40, moment: 'after', happens: killed, forever: true } });
  expect(world.names.length).toBeGreaterThan(350);
  const { deleted } = await world.clean();
  expect(world.names).toHaveLength(350);
  expect(deleted.length).toBeGreaterThan(3);
});

const EXTERNAL = { externalIds: [{ issuer: 'https://idp.example.com', id: '42' }] };

test.each<[string, Seed['identityStores'], string]>([
  ['users', { [STORE]: { users: [{ userName: 'ada', displayName: 'Ada', name: NAMED, ...EXTERNAL }] } }, '1 of its first users and 0 of its first groups'],
  ['groups', { [STORE]: { groups: [{ displayName: 'synced', ...EXTERNAL }] } }, '0 of its first users and 1 of its first groups'],
])('a store whose %s a provider owns is not written into', async (_title, identityStores, numbers) => {
  const world = new ProbedWorld({ seed: { identityStores: identityStores ?? {} } });
  expect(await world.probe()).toEqual({
    kind: 'REFUSED',
    why: `an identity provider owns this store: ${numbers} have external ids. It may take over or remove what a probe makes there, so nothing was written. `
      + 'Probe a store of IAM Identity Center\'s own directory',
  });
  expect(world.called).toEqual(['sts:GetCallerIdentity', 'identitystore:ListUsers', 'identitystore:ListGroups']);
});
