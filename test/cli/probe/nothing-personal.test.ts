import { isDeepStrictEqual } from 'node:util';
import { parseSeed } from '../../../sandbox/seed/parse';
import { SeedError } from '../../../sandbox/seed/shape';
import { switchesOfProbe, withSwitches } from '../../../sandbox/seed/probe-result';
import type { Seed } from '../../../sandbox/seed/seed';
import { MANAGEMENT, STORE } from '../../support/ids';
import { ProbedWorld } from '../../support/probed-world';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A world in which everything that could be told has a name of its own. */
const SEED: Omit<Seed, 'switches'> = {
  identityStores: {
    [STORE]: {
      users: [
        { userName: 'ada.lovelace', displayName: 'Augusta Ada King', name: { givenName: 'Augusta', familyName: 'Lovelace' }, email: 'ada@analytical.test', title: 'Countess' },
        { userName: 'grace', displayName: 'Grace Hopper', name: { givenName: 'Grace', familyName: 'Hopper' }, email: 'grace@navy.test' },
      ],
      groups: [{ displayName: 'admirals', description: 'Those at sea' }],
      memberships: [{ user: 'grace', group: 'admirals' }],
    },
  },
  organizations: [{
    id: 'o-a1b2c3d4e5', managementAccount: { id: MANAGEMENT, email: 'root@analytical.test', name: 'Root Account' }, organizationalUnits: ['Workloads'],
    accounts: [{ id: '222233334444', email: 'data@analytical.test', name: 'Data Lake', organizationalUnit: 'Workloads', tags: { team: 'lakes' } }],
    handshakes: [{ email: 'invited@analytical.test', notes: 'Join our fleet' }, { account: '555566667777', state: 'DECLINED' }],
  }],
  accounts: [{ id: '555566667777', email: 'sails@navy.test', name: 'Sails' }],
  roles: [{ account: MANAGEMENT, roleName: 'Harbour', trustPolicy: TRUST, policies: [EVERYTHING] }],
};

/** Every text of the seed that says anything, and every one that only came to be when it was planted, or by whoever probes. */
function telling(world: ProbedWorld): string[] {
  const { organizations } = world.world.sandbox;
  const made = [world.users, world.groups, world.world.memberships, [...organizations.handshakes.all].map(({ id }) => id)];
  const identifiers = textsIn(made).filter((text) => /[0-9a-f]{8}|arn:|h-/.test(text));
  return [...textsIn(SEED.identityStores), ...textsIn(SEED.organizations), ...textsIn(SEED.accounts), ...identifiers, 'Harbour', 'jane@corp.test', 'us-east-1', STORE, MANAGEMENT]
    .filter((text) => !WORDS_OF_NOBODY.includes(text));
}

/** What a seed says in the service's own words. */
const WORDS_OF_NOBODY = ['DECLINED', 'team'];

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? Object.values(value).flatMap(textsIn) : [];
}

/** The texts of AWS that could tell most. */
const TALKATIVE = `User ada.lovelace <ada@analytical.test> of ${STORE} conflicts in ${MANAGEMENT}, says arn:aws:sts::${MANAGEMENT}:assumed-role/Harbour/jane@corp.test in us-east-1`;

test.each(['ROLE', 'ACCOUNT', 'ABSENT'] as const)('nothing of what is there, and of who probes, gets into a result (createdBy %s)', async (createdBy) => {
  const world = new ProbedWorld({ seed: SEED, switches: { identityStore: { createdBy } } });
  const result = await world.found({ organization: true, accessKeyId: await world.session('Harbour') });
  const text = JSON.stringify(result);
  expect(telling(world).length).toBeGreaterThan(40);
  expect(telling(world).filter((each) => text.includes(each))).toEqual([]);
  expect(result.switches.identityStore?.createdBy).toBe(createdBy);
  expect(text).not.toContain('0123456789ab');
});

test.each([
  ['identitystore:CreateUser', 'AccessDeniedException'], ['identitystore:GetUserId', 'AccessDeniedException'], ['identitystore:UpdateUser', 'ThrottlingException'],
  ['identitystore:DescribeUser', 'InternalServerException'], ['organizations:DescribeOrganization', 'AccessDeniedException'], ['organizations:ListAccounts', 'ServiceException'],
])('of what AWS says when %s fails with %s only the exception gets into a result', async (operation, code) => {
  const world = new ProbedWorld({ seed: SEED });
  world.world.fault(operation, { kind: 'ERROR', code, httpStatus: 400, message: TALKATIVE } as never, 100);
  const text = JSON.stringify(await world.found({ organization: true, accessKeyId: await world.session('Harbour') }));
  expect(telling(world).filter((each) => text.includes(each))).toEqual([]);
  expect(text).toContain(`"${operation}: ${code}"`);
});

test('a result is what the sandbox takes for the switches of a probe', async () => {
  const result = await new ProbedWorld({ switches: { identityStore: { lookupsIgnoreCase: false, readLagMilliseconds: 1_000 } } }).found({ organization: true });
  expect(switchesOfProbe(JSON.stringify(result))).toEqual(result.switches);
  const again = await new ProbedWorld({ switches: switchesOfProbe(JSON.stringify(result)) }).found({ organization: true });
  const { readLagMilliseconds: _lag, ...found } = again.switches.identityStore ?? {};
  const { readLagMilliseconds: _lagBefore, ...before } = result.switches.identityStore ?? {};
  expect(isDeepStrictEqual(found, before)).toBe(true);
});

test('a result is no seed, and whoever takes it for one is told', async () => {
  const result = await new ProbedWorld().found();
  expect(() => parseSeed(JSON.stringify(result))).toThrow(new SeedError('it is what a probe has found, and no seed: give it by --switches'));
});

const RESULT = { format: 'cdk-org-guard/probe@1', version: '1.2.3', day: '2026-11-30', calls: 58, milliseconds: 2_000, findings: [], switches: {} };

test.each<[string, object | string, string]>([
  ['a seed', { identityStores: {} }, 'it has no format cdk-org-guard/probe@1: it isn\'t a file that cdk-org-guard probe has written'],
  ['a snapshot', { format: 'cdk-org-guard/snapshot@1' }, 'it has no format cdk-org-guard/probe@1: it isn\'t a file that cdk-org-guard probe has written'],
  ['null', 'null', 'it has no format cdk-org-guard/probe@1: it isn\'t a file that cdk-org-guard probe has written'],
  [
    'another version', { ...RESULT, format: 'cdk-org-guard/probe@2' },
    'it is a result of another version, cdk-org-guard/probe@2, and this one knows cdk-org-guard/probe@1: probe again',
  ],
  [
    'another switch', { ...RESULT, switches: { identityStore: { another: 1 } } }, 'the result.switches.identityStore has no member another, only lookupsIgnoreCase, '
    + 'missingDeletes, readLagMilliseconds, userNameIsUpdatable, documentKeys, normalizesValues, createdBy, wholeSeconds, clockOffsetMilliseconds, datesAnswers, '
    + 'requestsPerSecond, mostUsers, mostGroups',
  ],
  ['something seen that is a structure', { ...RESULT, findings: [{ experiment: 'values', seen: { a: {} } }] }, 'the result.findings[0].seen.a must be a text'],
  ['another member', { ...RESULT, account: MANAGEMENT }, 'the result has no member account, only format, version, day, calls, milliseconds, findings, switches'],
])('%s is no result of a probe', (_title, document, message) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  expect(() => switchesOfProbe(text)).toThrow(new SeedError(message));
});

test('a member twice, and what is no JSON, is refused', () => {
  expect(() => switchesOfProbe(JSON.stringify(RESULT).replace('"calls":58', '"calls":58,"calls":59'))).toThrow(SeedError);
  expect(() => switchesOfProbe('{')).toThrow(/^it is not JSON: /);
});

test('what a probe has found counts for more than what a seed says, and leaves the rest of it', () => {
  expect(withSwitches(
    { identityStore: { lookupsIgnoreCase: true, mostUsers: 5 }, lambda: { concurrency: 10 } },
    { identityStore: { lookupsIgnoreCase: false }, organizations: { emptyPages: true } },
  )).toEqual({ identityStore: { lookupsIgnoreCase: false, mostUsers: 5 }, lambda: { concurrency: 10 }, organizations: { emptyPages: true } });
});
