import type { Stack } from 'aws-cdk-lib';
import { AllFeatures, AllFeaturesProps } from '../../../lib';
import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { DATA, InvitingOptions, InvitingWorld } from '../../support/declared-invitations';
import { killed, lost, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { failuresOf, physicalIdOf } from '../../support/in-process';
import { readable } from '../../support/refused-invitation';

/** All features of an organization. */

const BILLING: InvitingOptions = { organization: { featureSet: 'CONSOLIDATED_BILLING', accounts: [{ id: PAYMENTS }, { id: DATA }] } };
const NOBODY: InvitingOptions = { organization: { featureSet: 'CONSOLIDATED_BILLING' } };
const ENABLE = 'organizations:EnableAllFeatures';
const ACCEPT = 'organizations:AcceptHandshake';

function allFeatures(props: AllFeaturesProps = {}): (scope: Stack) => void {
  return (scope) => { new AllFeatures(scope, 'AllFeatures', props); };
}

function handshakes(world: InvitingWorld, action: string): Handshake[] {
  return world.sandbox.organizations.handshakes.all.filter((handshake) => handshake.action === action);
}

function request(world: InvitingWorld): string | undefined {
  return handshakes(world, 'ENABLE_ALL_FEATURES').findLast(({ parentId }) => parentId === undefined)?.id;
}

function answer(world: InvitingWorld, account: string, how: 'accept' | 'decline'): void {
  const { handshakes: { all } } = world.sandbox.organizations;
  const approval = all.find(({ recipient, parentId }) => parentId !== undefined && recipient?.id === account) as Handshake;
  world.sandbox.handshakeAnswers[how](approval, world.sandbox.callers.personIn(account));
}

async function refused(world: InvitingWorld, props: AllFeaturesProps = {}): Promise<string> {
  return readable(failuresOf(await world.deploy('A', allFeatures(props))).at(-1) ?? '');
}

test('an organization that has all features is left alone', async () => {
  const world = new InvitingWorld();
  const stack = await world.deploy('A', allFeatures());
  expect(world.calls).toEqual(['organizations:DescribeOrganization']);
  expect(physicalIdOf(stack)).toBe('enabled:all-features');
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: '', State: 'ENABLED', Outcome: 'ALREADY_ENABLED' });
});

/** The documentation has both names for what the management account accepts in the end. */
const FINAL_ACTIONS = ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'] as const;

test.each(FINAL_ACTIONS)('the request is made, approved by everybody and confirmed (by %s) only where that is declared', async (finalAction) => {
  const world = new InvitingWorld({ ...BILLING, switches: { organizations: { finalAction } } });
  const stack = await world.deploy('A', allFeatures());
  expect(physicalIdOf(stack)).toBe('requested:all-features');
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'PENDING', Outcome: 'PENDING' });

  answer(world, PAYMENTS, 'accept');
  await world.deploy('A', allFeatures({ finalize: true }));
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'PENDING', Outcome: 'PENDING' });
  expect(world.calls).not.toContain(ACCEPT);

  answer(world, DATA, 'accept');
  await world.deploy('A', allFeatures({ generation: '2' }));
  expect(world.organization.featureSet).toBe('CONSOLIDATED_BILLING');
  await world.deploy('A', allFeatures({ finalize: true, generation: '3' }));
  expect(world.organization.featureSet).toBe('ALL');
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'ENABLED', Outcome: 'PENDING' });

  await world.deploy('A', allFeatures({ finalize: true, generation: '4' }));
  expect(world.attributesOf('A', 'AllFeatures')).toMatchObject({ State: 'ENABLED', Outcome: 'PENDING' });
  expect(physicalIdOf(stack)).toBe('requested:all-features');
  expect(world.calls.filter((call) => call === ENABLE)).toHaveLength(1);
});

test.each(FINAL_ACTIONS)('an organization in which nobody has to approve gets them at once (confirmed by %s)', async (finalAction) => {
  const world = new InvitingWorld({ ...NOBODY, switches: { organizations: { finalAction } } });
  await world.deploy('A', allFeatures({ finalize: true }));
  expect(world.organization.featureSet).toBe('ALL');
  expect(world.attributesOf('A', 'AllFeatures')).toMatchObject({ State: 'ENABLED', Outcome: 'PENDING' });
});

test.each([true, false])('a request of somebody else is found (empty pages: %s)', async (emptyPages) => {
  const world = new InvitingWorld({ switches: { organizations: { emptyPages } }, organization: { ...BILLING.organization, isEnablingAllFeatures: true } });
  await world.deploy('A', allFeatures());
  expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'PENDING', Outcome: 'PENDING' });
  expect(world.calls).not.toContain(ENABLE);
});

test('Delete does nothing', async () => {
  const world = new InvitingWorld(BILLING);
  await world.deploy('A', allFeatures());
  const before = world.calls.length;
  expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(world.calls.length).toBe(before);
});

describe('a request that is answered no', () => {
  test('is reported with who has declined, and made again once it was canceled', async () => {
    const world = new InvitingWorld(BILLING);
    await world.deploy('A', allFeatures());
    answer(world, PAYMENTS, 'accept');
    answer(world, DATA, 'decline');
    expect(await refused(world, { finalize: true })).toBe(`ALL_FEATURES_NOT_APPROVED: all features can't be enabled because these accounts have not approved: ${DATA} (declined) (request `
      + `${request(world)}). Agree with their owners or remove them from the organization, cancel the request ("aws organizations cancel-handshake --handshake-id ${request(world)}"), then change `
      + `generation of AllFeaturesB7356730 to another text, which requests it again. ${HOMEPAGE}/blob/main/docs/reasons.md#all_features_not_approved`);

    world.sandbox.handshakeAnswers.cancel(handshakes(world, 'ENABLE_ALL_FEATURES')[0] as Handshake, world.sandbox.callers.personIn(MANAGEMENT));
    await world.deploy('A', allFeatures({ generation: '2' }));
    expect(world.attributesOf('A', 'AllFeatures')).toMatchObject({ State: 'PENDING' });
    expect(handshakes(world, 'ENABLE_ALL_FEATURES')).toHaveLength(2);
  });

  test('is none because of an account that has left the organization', async () => {
    const world = new InvitingWorld(BILLING);
    await world.deploy('A', allFeatures());
    answer(world, PAYMENTS, 'accept');
    world.leave(DATA);
    await world.deploy('A', allFeatures({ finalize: true }));
    expect(world.organization.featureSet).toBe('ALL');
  });
});

/** Each of these was once wrong. */
describe('what is pending isn\'t taken for enabled', () => {
  test('when the approvals of a new request aren\'t seen yet', async () => {
    const world = new InvitingWorld({ ...BILLING, switches: { organizations: { readLag: 5_000 } } });
    await world.deploy('A', allFeatures({ finalize: true }));
    expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'PENDING', Outcome: 'PENDING' });
    expect(world.organization.featureSet).toBe('CONSOLIDATED_BILLING');
  });

  test('nor is a request lost that isn\'t seen yet', async () => {
    const world = new InvitingWorld({ ...BILLING, switches: { organizations: { readLag: 5_000 } } });
    world.fault(ENABLE, lost('AFTER'));
    await world.deploy('A', allFeatures());
    expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: request(world), State: 'PENDING', Outcome: 'PENDING' });
  });
});

describe('whatever goes wrong at a call, the next deployment ends with all features', () => {
  const calls = ['organizations:DescribeOrganization', ENABLE, 'organizations:ListHandshakesForOrganization', ACCEPT];
  const effects = [killed('BEFORE'), killed('AFTER'), lost('BEFORE'), lost('AFTER'), serviceError('ServiceException', {}, 500), serviceError('SomethingNew')];

  test.each(calls.flatMap((operation) => effects.map((effect) => ({ operation, effect, ...effect }))))('$operation: $kind $moment $code', async ({ operation, effect }) => {
    const world = new InvitingWorld(NOBODY);
    world.fault(operation, effect);
    const stack = await world.deploy('A', allFeatures({ finalize: true }));
    if (stack.status === 'ROLLBACK_COMPLETE') {
      await world.destroy('A');
      await world.deploy('A', allFeatures({ finalize: true }));
    }
    expect(world.organization.featureSet).toBe('ALL');
    expect(world.attributesOf('A', 'AllFeatures')).toMatchObject({ State: 'ENABLED' });
    expect(handshakes(world, 'ENABLE_ALL_FEATURES')).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const constraint = (Reason: string) => serviceError('HandshakeConstraintViolationException', { Reason });

  test('that it has them already is resolved', async () => {
    const world = new InvitingWorld(NOBODY);
    world.fault(ENABLE, constraint('ORGANIZATION_ALREADY_HAS_ALL_FEATURES'));
    await world.deploy('A', allFeatures());
    expect(world.attributesOf('A', 'AllFeatures')).toEqual({ HandshakeId: '', State: 'ENABLED', Outcome: 'ALREADY_ENABLED' });
  });

  test('that one is pending, and none is found, is explained', async () => {
    const world = new InvitingWorld(NOBODY);
    world.fault(ENABLE, constraint('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION'));
    expect(await refused(world)).toMatch(/^ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: enabling all features of the organization /);
  });

  test.each([
    { exception: 'ConstraintViolationException', Reason: 'ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED', code: 'ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED' },
    { exception: 'HandshakeConstraintViolationException', Reason: 'ADDED_LATER', code: 'HANDSHAKE_CONSTRAINT' },
    { exception: 'AWSOrganizationsNotInUseException', Reason: undefined, code: 'NO_ORGANIZATION' },
    { exception: 'InvalidInputException', Reason: undefined, code: 'INVALID_ORGANIZATIONS_INPUT' },
  ])('by $exception $Reason is explained', async ({ exception, Reason, code }) => {
    const world = new InvitingWorld(NOBODY);
    world.fault(ENABLE, serviceError(exception, Reason === undefined ? {} : { Reason }));
    expect(await refused(world)).toMatch(new RegExp(`^${code}: enabling all features of the organization `));
  });

  test('in another account than the management account names that one', async () => {
    const world = new InvitingWorld({ organization: { ...NOBODY.organization, managementAccount: '999999999999', accounts: [{ id: MANAGEMENT }] } });
    expect(await refused(world)).toMatch(/^NOT_MANAGEMENT_ACCOUNT: enabling all features of the organization .* Deploy this stack to the management account 999999999999\. \[/);
  });

  test('without an organization says so', async () => {
    const world = new InvitingWorld({ organization: { managementAccount: '999999999999' } });
    expect(await refused(world)).toMatch(/^NO_ORGANIZATION: enabling all features of the organization /);
  });
});
