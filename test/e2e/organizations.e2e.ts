import type { DeclaredInvitation, DeclaredInvitations } from './support/invitations';
import { OrganizationScenario } from './support/organization-scenario';
import { ACCEPTOR_ROLE, DATA, EXTERNAL_ID, JOIN_ROLE, organizationSeed, PERSONAL, printed, PRODUCTION, stack, WORKLOADS } from './support/organization-seed';
import { PAYMENTS } from '../support/ids';

jest.setTimeout(600_000);

let scenario: OrganizationScenario;
afterEach(() => scenario.stop());

async function start(...seed: Parameters<typeof organizationSeed>): Promise<void> {
  scenario = await OrganizationScenario.start(organizationSeed(...seed));
}

test('accounts are invited and accept while the deployment waits, a member is only moved, and all stay when the stack goes', async () => {
  await start();
  const declared = stack('Waits',
    { id: 'Payments', target: PAYMENTS, acceptance: { minutes: 30 }, organizationalUnitId: PRODUCTION, notes: 'Join us', tags: { team: 'payments' } },
    { id: 'New', target: 'New@example.com', acceptance: { minutes: 30 } },
    { id: 'Data', target: DATA, acceptance: { minutes: 30 }, organizationalUnitId: WORKLOADS });
  const deployment = scenario.deploy(declared);
  await Promise.all([PAYMENTS, 'New@example.com'].map(async (recipient) => {
    await scenario.invited(recipient);
    await scenario.answer('accept', recipient);
  }));
  const deployed = await scenario.advanceClockUntilEnded(deployment);

  expect(deployed.exitCode).toBe(0);
  const members = await scenario.members();
  expect(members).toEqual([`${PAYMENTS} in Workloads/Production`, `${DATA} in Workloads`, expect.stringMatching(/^9\d{11} in the root$/)]);
  expect(deployed.output).toContain(`Waits.NewAccountId = ${members[2]?.slice(0, 12)}\n`);
  for (const line of [
    'DataOutcome = ALREADY_MEMBER', 'DataState = MEMBER', `DataAccountId = ${DATA}`,
    'PaymentsOutcome = CREATED', 'PaymentsState = MEMBER', `PaymentsAccountId = ${PAYMENTS}`, 'NewOutcome = CREATED', 'NewState = MEMBER',
  ]) expect(deployed.output).toContain(`Waits.${line}\n`);

  expect(await scenario.destroy(declared)).toMatchObject({ exitCode: 0 });
  expect(await scenario.members()).toEqual(members);
  expect((await scenario.organization()).handshakes.map(({ state }) => state)).toEqual(['ACCEPTED', 'ACCEPTED']);
  const logs = await scenario.logs();
  expect(logs).toContain('Custom::OrganizationsAccountInvitation');
  expect(logs).not.toMatch(PERSONAL);
});

test('a stack changes from none to wait to assumeRole with one and the same invitation; the accepting role trusts only the acceptor role', async () => {
  await start({}, { roles: [JOIN_ROLE] });
  const declared = (acceptance?: DeclaredInvitation['acceptance']): DeclaredInvitations => ({
    ...stack('Live', { id: 'Payments', target: PAYMENTS, organizationalUnitId: WORKLOADS, ...(acceptance && { acceptance }) }),
    acceptorRoleName: ACCEPTOR_ROLE,
  });

  expect(printed(await scenario.deploy(declared()))).toContain('Live.PaymentsState = PENDING');
  const { handshakeId } = await scenario.invited(PAYMENTS);

  const waited = await scenario.advanceClockUntilEnded(scenario.deploy(declared({ minutes: 1, onTimeout: 'CONTINUE' })));
  expect(waited.exitCode).toBe(0);
  expect(printed(waited)).toContain('Live.PaymentsState = PENDING');

  const accepted = await scenario.deploy(declared({ roleName: JOIN_ROLE.roleName, externalId: EXTERNAL_ID }));
  expect(accepted.exitCode).toBe(0);
  for (const line of ['State = MEMBER', 'Outcome = CREATED', `HandshakeId = ${handshakeId}`]) expect(accepted.output).toContain(`Live.Payments${line}\n`);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['ACCEPTED']);
  expect(await scenario.members()).toContain(`${PAYMENTS} in Workloads`);
});
