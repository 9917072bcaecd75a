import { MOST_CALLS } from '../../../cli/probe/allowance';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../../cli/probe/experiments';
import { OPEN_QUESTIONS } from '../../../cli/probe/open-questions';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../../cli/probe/stack/experiments';
import { DEFAULT_SWITCHES } from '../../../sandbox/cloudformation/switches';
import { DEFAULT_IDENTITY_STORE_SWITCHES, IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { DEFAULT_LAMBDA_SWITCHES } from '../../../sandbox/lambda/switches';
import { DEFAULT_ORGANIZATIONS_SWITCHES, OrganizationsSwitches } from '../../../sandbox/organizations/switches';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { ProbedWorld } from '../../support/probed-world';

/** Every value of every switch that a probe of a store finds. */
const VALUES: { readonly [Name in keyof IdentityStoreSwitches]?: readonly IdentityStoreSwitches[Name][] } = {
  lookupsIgnoreCase: [true, false],
  missingDeletes: ['REFUSED', 'SUCCEED'],
  userNameIsUpdatable: [false, true],
  documentKeys: ['ANY', 'camelCase', 'PascalCase'],
  normalizesValues: [false, true],
  createdBy: ['ROLE', 'ACCOUNT', 'ABSENT'],
  wholeSeconds: [false, true],
  datesAnswers: [false, true],
};

const SINGLE = Object.entries(VALUES).flatMap(([name, values]) => values.map((value): [string, unknown] => [name, value]));

test.each(SINGLE)('%s is found, if it is %s', async (name, value) => {
  const world = new ProbedWorld({ switches: { identityStore: { [name]: value } } });
  const { switches } = await world.found();
  expect(switches.identityStore).toEqual({ ...PROBED_DEFAULTS, [name]: value });
  expect(world.names).toEqual([]);
});

/** What stands of the switches in a result if all of them are as usual. */
const PROBED_DEFAULTS = {
  lookupsIgnoreCase: true, missingDeletes: 'REFUSED', readLagMilliseconds: 0, userNameIsUpdatable: false, documentKeys: 'ANY', normalizesValues: false, createdBy: 'ROLE',
  wholeSeconds: false, clockOffsetMilliseconds: 0, datesAnswers: false,
};

/** All combinations of what a switch could hide of another one. */
const TOGETHER = combinations({
  lookupsIgnoreCase: [true, false], normalizesValues: [true, false], userNameIsUpdatable: [true, false], documentKeys: ['ANY', 'camelCase', 'PascalCase'],
  readLagMilliseconds: [0, 1_000],
});

test(`in all ${TOGETHER.length} combinations of them every switch is found, with at most ${MOST_CALLS} calls, and nothing is left`, async () => {
  for (const identityStore of TOGETHER) {
    const world = new ProbedWorld({ switches: { identityStore } });
    const { switches, calls, milliseconds } = await world.found();
    const { readLagMilliseconds: lag, clockOffsetMilliseconds: _offset, ...found } = switches.identityStore ?? {};
    expect(found).toEqual({ createdBy: 'ROLE', datesAnswers: false, wholeSeconds: false, missingDeletes: 'REFUSED', ...without(identityStore, 'readLagMilliseconds') });
    expect(lag).toBeGreaterThanOrEqual(identityStore.readLagMilliseconds as number);
    expect(world.called).toHaveLength(calls);
    expect(calls).toBeLessThanOrEqual(MOST_CALLS);
    expect(milliseconds).toBeLessThan(90_000);
    expect(world.names).toEqual([]);
  }
});

test.each([0, 50, 1_000, 3_000, 6_000])('a lag of %d ms is found, as the first look that saw what was made', async (lag) => {
  const { switches, findings: [visibility] } = await new ProbedWorld({ switches: { identityStore: { readLagMilliseconds: lag } } }).found();
  const { lookUpNotBeforeMilliseconds: notBefore, lookUpAfterMilliseconds: after } = visibility?.seen ?? {};
  expect(notBefore).toBeLessThanOrEqual(lag);
  expect(after).toBeGreaterThanOrEqual(lag);
  expect(after).toBeLessThanOrEqual(lag * 2.8);
  expect(switches.identityStore?.readLagMilliseconds).toBe(after);
});

test('a lag that is longer than the probe looks is told, and nothing is left', async () => {
  const world = new ProbedWorld({ switches: { identityStore: { readLagMilliseconds: 20_000 } } });
  const { switches, findings } = await world.found();
  expect(findings[0]).toEqual({ experiment: 'visibility', seen: {}, notSettled: expect.stringMatching(/^not found \d+ ms after its creation$/) as string });
  expect(switches.identityStore).not.toHaveProperty('readLagMilliseconds');
  expect(world.names).toEqual([]);
});

test.each([
  [300_000, 0], [-300_000, 0], [86_400_000, 0], [5_000, 19], [300_000, 500],
])('a clock that is ahead by %d ms is found within %d ms', async (clockOffsetMilliseconds, within) => {
  const wholeSeconds = within === 500;
  const { switches } = await new ProbedWorld({ switches: { identityStore: { clockOffsetMilliseconds, wholeSeconds } } }).found();
  expect(Math.abs(Number(switches.identityStore?.clockOffsetMilliseconds) - clockOffsetMilliseconds)).toBeLessThanOrEqual(within);
});

/** Every value of every switch that a look at an organization finds. */
const ORGANIZATION: { readonly [Name in keyof OrganizationsSwitches]?: readonly OrganizationsSwitches[Name][] } = {
  invitationState: ['REQUESTED', 'OPEN'],
  emptyPages: [false, true],
  acceptedParty: ['EMAIL', 'ACCOUNT'],
  acceptedResource: [true, false],
  inviterIsParty: [false, true],
  finalAction: ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'],
  accountStatus: [false, true],
};

/** An organization that is getting all features, with an invitation that waits and another one, by e-mail, that will be accepted. */
const WITH_INVITATIONS = {
  organizations: [{
    managementAccount: MANAGEMENT, featureSet: 'CONSOLIDATED_BILLING' as const, isEnablingAllFeatures: true,
    accounts: [{ id: '222233334444', joinedMethod: 'INVITED' as const }],
    handshakes: [{ email: 'payments@corp.test' }, { email: 'new@corp.test' }],
  }],
  accounts: [{ id: PAYMENTS, email: 'payments@corp.test' }],
};

const PROBED_ORGANIZATION = {
  invitationState: 'REQUESTED', emptyPages: false, acceptedParty: 'EMAIL', acceptedResource: true, inviterIsParty: false, finalAction: 'ENABLE_ALL_FEATURES',
  accountStatus: false,
};

test.each(Object.entries(ORGANIZATION).flatMap(([name, values]) => values.map((value): [string, unknown] => [name, value])))(
  'in an organization with invitations %s is found, if it is %s', async (name, value) => {
    const world = new ProbedWorld({ switches: { organizations: { [name]: value } }, seed: WITH_INVITATIONS });
    const { handshakes } = world.world.sandbox.organizations;
    const [toPayments] = handshakes.all.filter(({ recipient }) => recipient?.id === 'payments@corp.test');
    handshakes.end(toPayments as Handshake, 'ACCEPTED', PAYMENTS);
    const { switches } = await world.found({ organization: true });
    expect(switches.organizations).toEqual({ ...PROBED_ORGANIZATION, [name]: value });
  });

test('what isn\'t there in an organization stays open', async () => {
  const { switches } = await new ProbedWorld().found({ organization: true });
  expect(switches.organizations).toEqual({ accountStatus: false });
});

test('without --organization nothing of it is read', async () => {
  const world = new ProbedWorld();
  const { findings, switches } = await world.found();
  expect(world.called.filter((action) => action.startsWith('organizations:'))).toEqual([]);
  expect(findings.map(({ experiment }) => experiment)).toEqual(STORE_EXPERIMENTS.map(({ name }) => name));
  expect(switches).not.toHaveProperty('organizations');
});

test('every switch is settled by an experiment, or stands among the open questions', () => {
  const ofExperiments = [...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS, ...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS]
    .flatMap(({ switches }) => switches.map(({ service, name }) => `${service}.${name}`));
  const open = OPEN_QUESTIONS.flatMap(({ switches }) => switches.flatMap(({ service, names }) => names.map((name) => `${service}.${name}`)));
  const all = Object.entries({
    cloudFormation: DEFAULT_SWITCHES, identityStore: DEFAULT_IDENTITY_STORE_SWITCHES, organizations: DEFAULT_ORGANIZATIONS_SWITCHES,
    lambda: DEFAULT_LAMBDA_SWITCHES,
  }).flatMap(([service, switches]) => Object.keys(switches).map((name) => `${service}.${name}`));
  expect([...ofExperiments, ...open].sort()).toEqual(all.sort());
});

test('every switch of an experiment is tried out above', () => {
  const tried = [...Object.keys(VALUES), 'readLagMilliseconds', 'clockOffsetMilliseconds', ...Object.keys(ORGANIZATION)];
  expect([...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS].flatMap(({ switches }) => switches.map(({ name }) => name)).sort()).toEqual(tried.sort());
});

function combinations(values: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, unknown>>[] {
  return Object.entries(values).reduce<Readonly<Record<string, unknown>>[]>(
    (all, [name, each]) => all.flatMap((before) => each.map((value) => ({ ...before, [name]: value }))), [{}],
  );
}

function without(switches: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(switches).filter(([each]) => each !== name));
}
