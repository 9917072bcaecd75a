import type { DeclaredInvitations } from './support/invitations';
import { OrganizationScenario } from './support/organization-scenario';
import { ACCEPTOR_ROLE, EXTERNAL_ID, JOIN_ROLE, organizationSeed, printed, stack } from './support/organization-seed';
import { MANAGEMENT, PAYMENTS } from '../support/ids';

jest.setTimeout(600_000);

// What takes a while because a service has its rate, or a refusal may pass: these wait side by side.

const scenarios: OrganizationScenario[] = [];
afterAll(() => Promise.all(scenarios.map((scenario) => scenario.stop())));

async function start(...seed: Parameters<typeof organizationSeed>): Promise<OrganizationScenario> {
  const scenario = await OrganizationScenario.start(organizationSeed(...seed));
  scenarios.push(scenario);
  return scenario;
}

test.concurrent('50 invitations of one stack are all sent at the rate of the service, none twice, and all canceled', async () => {
  const scenario = await start({ accountQuota: 100, dailyInvitations: 100 });
  const accounts = Array.from({ length: 50 }, (_, index) => String(700_000_000_000 + index));
  const declared = stack('Many', ...accounts.map((target) => ({ id: `Of${target}`, target })));
  expect(await scenario.deploy(declared)).toMatchObject({ exitCode: 0 });

  const { handshakes } = await scenario.organization();
  expect(handshakes.map(({ recipient }) => recipient).sort()).toEqual(accounts);
  expect(new Set(handshakes.map(({ state }) => state))).toEqual(new Set(['REQUESTED']));

  expect(await scenario.destroy(declared)).toMatchObject({ exitCode: 0 });
  expect(new Set((await scenario.organization()).handshakes.map(({ state }) => state))).toEqual(new Set(['CANCELED']));
});

test.concurrent('a role that doesn\'t trust the acceptor role is explained; the invitation stays, and the next deployment reuses it', async () => {
  const scenario = await start({}, { roles: [JOIN_ROLE] });
  const declared = (externalId: string): DeclaredInvitations => ({
    ...stack('Untrusted', { id: 'Payments', target: PAYMENTS, acceptance: { roleName: JOIN_ROLE.roleName, externalId } }), acceptorRoleName: ACCEPTOR_ROLE,
  });
  const untrusted = await scenario.deploy(declared('guessed'));
  expect(untrusted.exitCode).toBe(1);
  expect(printed(untrusted)).toContain(`ROLE_NOT_ASSUMABLE: the invitation of account ${PAYMENTS} can't be accepted because the function may not assume role `
    + `arn:aws:iam::${PAYMENTS}:role/OrganizationJoinRole: "User: arn:aws:sts::${MANAGEMENT}:assumed-role/${ACCEPTOR_ROLE}/`);
  expect(printed(untrusted)).toContain(`Create that role in the invited account with a trust policy for arn:aws:iam::${MANAGEMENT}:role/${ACCEPTOR_ROLE}, the acceptorRole of the invitation, and the `
    + 'declared externalId, then deploy again; the invitation stays pending and is reused. [AccessDenied, sts:AssumeRole, request ');
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);

  const trusted = await scenario.deploy(declared(EXTERNAL_ID));
  expect(trusted.exitCode).toBe(0);
  for (const line of ['Outcome = REUSED', 'State = MEMBER']) expect(trusted.output).toContain(`Untrusted.Payments${line}\n`);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['ACCEPTED']);
});
