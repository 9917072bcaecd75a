import {
  AcceptHandshakeCommand, CancelHandshakeCommand, DescribeHandshakeCommand, DescribeOrganizationCommand, EnableAllFeaturesCommand, Handshake,
  LeaveOrganizationCommand, ListHandshakesForAccountCommand, ListHandshakesForOrganizationCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { handshakeConstraint, MEMBER, ORGANIZATION, OrganizationsWorld, OrganizationsWorldOptions, TOO_LATE } from '../../support/organizations-world';
import { BEGIN, DAY } from '../../support/times';

const CREATED = '333333333333';
const CREATED_WITHOUT_ROLE = '666666666666';

const BILLING: OrganizationsWorldOptions = {
  organization: {
    featureSet: 'CONSOLIDATED_BILLING',
    accounts: [
      { id: MEMBER },
      { id: CREATED, joinedMethod: 'CREATED' },
      { id: CREATED_WITHOUT_ROLE, joinedMethod: 'CREATED', hasServiceLinkedRole: false },
    ],
    handshakes: [{ email: 'invited@example.com' }],
  },
};

let world: OrganizationsWorld;
beforeEach(() => { world = new OrganizationsWorld(BILLING); });

async function enable(): Promise<Handshake> {
  const { Handshake: handshake } = await world.in(MANAGEMENT).send(new EnableAllFeaturesCommand());
  return handshake as Handshake;
}

async function accept(account: string, HandshakeId: string | undefined): Promise<void> {
  await world.in(account).send(new AcceptHandshakeCommand({ HandshakeId }));
}

async function stateOf(HandshakeId: string | undefined): Promise<string | undefined> {
  const { Handshake: handshake } = await world.in(MANAGEMENT).send(new DescribeHandshakeCommand({ HandshakeId }));
  return handshake?.State;
}

/** What an account is asked, by action and state. */
async function asked(account: string): Promise<Handshake[]> {
  const { Handshakes = [] } = await world.in(account).send(new ListHandshakesForAccountCommand());
  return Handshakes;
}

async function featureSet(): Promise<string | undefined> {
  const { Organization } = await world.in(MANAGEMENT).send(new DescribeOrganizationCommand());
  return Organization?.FeatureSet;
}

test('begins with a request of the organization to itself and cancels pending invitations', async () => {
  const { Id, ...request } = await enable();
  expect(request).toEqual({
    Arn: `arn:aws:organizations::${MANAGEMENT}:handshake/${ORGANIZATION}/enable_all_features/${Id}`,
    Parties: [{ Id: 'aaaaaaaaaa', Type: 'ORGANIZATION' }],
    State: 'REQUESTED',
    RequestedTimestamp: new Date(BEGIN),
    ExpirationTimestamp: new Date(BEGIN + 90 * DAY),
    Action: 'ENABLE_ALL_FEATURES',
    Resources: [{ Type: 'ORGANIZATION', Value: ORGANIZATION }],
  });
  const { Handshakes = [] } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand({ Filter: { ActionType: 'INVITE' } }));
  expect(Handshakes.map(({ State }) => State)).toEqual(['CANCELED']);
});

test('asks invited accounts to approve, and created ones only for a role that they have lost', async () => {
  const { Id } = await enable();
  const [approval, ...others] = await asked(MEMBER);
  expect(others).toEqual([]);
  expect(approval).toMatchObject({
    Action: 'APPROVE_ALL_FEATURES', State: 'OPEN', Parties: [{ Type: 'ORGANIZATION' }, { Type: 'ACCOUNT', Id: MEMBER }],
    Resources: [{ Type: 'PARENT_HANDSHAKE', Value: Id?.slice(2) }, { Type: 'ORGANIZATION', Value: ORGANIZATION }, { Type: 'ACCOUNT', Value: MEMBER }],
  });
  await expect(asked(CREATED)).resolves.toEqual([]);
  await expect(asked(CREATED_WITHOUT_ROLE)).resolves.toMatchObject([{ Action: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE', State: 'OPEN' }]);
  const { Handshakes } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand({ Filter: { ParentHandshakeId: Id } }));
  expect(Handshakes).toHaveLength(2);
});

test('ends when every account has answered and the organization confirms', async () => {
  const { Id } = await enable();
  await expect(accept(MANAGEMENT, Id)).rejects.toThrow(TOO_LATE);
  for (const account of [MEMBER, CREATED_WITHOUT_ROLE]) {
    await expect(stateOf(Id)).resolves.toBe('REQUESTED');
    await accept(account, (await asked(account))[0]?.Id);
  }
  await expect(stateOf(Id)).resolves.toBe('OPEN');
  await expect(featureSet()).resolves.toBe('CONSOLIDATED_BILLING');
  await accept(MANAGEMENT, Id);
  await expect(stateOf(Id)).resolves.toBe('ACCEPTED');
  await expect(featureSet()).resolves.toBe('ALL');
  expect(world.account(CREATED_WITHOUT_ROLE).hasServiceLinkedRole).toBe(true);
  await expect(enable()).rejects.toThrow(handshakeConstraint('ORGANIZATION_ALREADY_HAS_ALL_FEATURES'));
});

test('needs no approval of an account that leaves', async () => {
  const { Id } = await enable();
  await accept(CREATED_WITHOUT_ROLE, (await asked(CREATED_WITHOUT_ROLE))[0]?.Id);
  await world.in(MEMBER).send(new LeaveOrganizationCommand());
  await expect(stateOf(Id)).resolves.toBe('OPEN');
});

test('can be confirmed at once where nobody was invited', async () => {
  world = new OrganizationsWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING', accounts: [] } });
  const { Id, State } = await enable();
  expect(State).toBe('OPEN');
  await accept(MANAGEMENT, Id);
  await expect(featureSet()).resolves.toBe('ALL');
});

test('isn\'t begun twice, but again after it was canceled or has expired', async () => {
  const { Id } = await enable();
  await expect(enable()).rejects.toThrow(handshakeConstraint('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION'));
  await world.in(MANAGEMENT).send(new CancelHandshakeCommand({ HandshakeId: Id }));
  await expect(asked(MEMBER)).resolves.toMatchObject([{ State: 'CANCELED' }]);
  const again = await enable();
  await world.pass(90 * DAY - 1);
  await expect(stateOf(again.Id)).resolves.toBe('REQUESTED');
  await world.pass(1);
  await expect(stateOf(again.Id)).resolves.toBe('EXPIRED');
  await expect(asked(MEMBER)).resolves.toMatchObject([{ State: 'EXPIRED' }]);
  await expect(enable()).resolves.toMatchObject({ State: 'REQUESTED' });
});

test('can have begun before the sandbox did', async () => {
  world = new OrganizationsWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING', isEnablingAllFeatures: true } });
  await expect(enable()).rejects.toThrow(handshakeConstraint('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION'));
});

test.each([[{ id: MEMBER }], []])('is confirmed by another handshake once everybody has approved, by switch (%j)', async (...accounts) => {
  world = new OrganizationsWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING', accounts }, switches: { finalAction: 'APPROVE_ALL_FEATURES' } });
  const { Id } = await enable();
  for (const { id } of accounts) {
    const [approval] = await asked(id);
    expect(approval).toMatchObject({ Action: 'ENABLE_ALL_FEATURES' });
    await accept(id, approval?.Id);
  }
  await expect(accept(MANAGEMENT, Id)).rejects.toThrow(TOO_LATE);
  const { Handshakes: [confirmation] = [] } = await world.in(MANAGEMENT).send(new ListHandshakesForOrganizationCommand({ Filter: { ActionType: 'APPROVE_ALL_FEATURES' } }));
  await accept(MANAGEMENT, confirmation?.Id);
  await expect(featureSet()).resolves.toBe('ALL');
  await expect(stateOf(Id)).resolves.toBe('ACCEPTED');
});
