import { OrganizationScenario } from './support/organization-scenario';
import { LENT, organizationSeed, PERSONAL, printed, stack, STACK_TRACE, WORKLOADS } from './support/organization-seed';
import { PAYMENTS } from '../support/ids';
import { DAY, HOUR } from '../support/times';

const LINK = (code: string): string => `https://github.com/cdk-org-guard/cdk-org-guard/blob/main/docs/reasons.md#${code.toLowerCase()}`;
const REFUSED = (reason: string): string => `[HandshakeConstraintViolationException ${reason}, organizations:InviteAccountToOrganization, request `;
jest.setTimeout(600_000);

let scenario: OrganizationScenario;
afterEach(() => scenario.stop());

async function start(...seed: Parameters<typeof organizationSeed>): Promise<void> {
  scenario = await OrganizationScenario.start(organizationSeed(...seed));
}

test('a declined and an unanswered invitation fail the deployment with the reason; the next deployment sends the first anew and reuses the second', async () => {
  await start();
  // Long enough for all that is looked at before it is over, however slow the machine is.
  const acceptance = { minutes: 3 };
  const declined = stack('Declined', { id: 'Payments', target: 'payments@example.com', acceptance });
  const late = stack('Late', { id: 'Late', target: '777788889999', acceptance });
  const deployments = [scenario.deploy(declined), scenario.deploy(late)];
  await Promise.all([declined, late].map(({ name }) => scenario.waiting(name)));
  const [{ handshakeId: declinedId }, { handshakeId, expiresAt }] = await Promise.all([scenario.invited('payments@example.com'), scenario.invited('777788889999')]);
  const accept = (id: string): string => `has to accept handshake ${id},\n  signed in to that account, under Invitations in the AWS Organizations console or with\n`
    + `  aws organizations accept-handshake --handshake-id ${id}\n  The deployment waits until [-:.\\dTZ]{24}\\.\n  The invitation is valid until ${expiresAt}\\.\n`;
  expect(await scenario.explainWaiting('Late')).toMatchObject({
    exitCode: 0, output: expect.stringMatching(new RegExp(`^Stack Late waits for an account\\.\\n\\nLate\\w*: an administrator of account 777788889999 ${accept(handshakeId)}$`)),
  });
  expect((await scenario.explainWaiting('Declined')).output).toContain(': an administrator of the account of payments@example.com has to accept handshake ');
  // The rollback takes the log along.
  await scenario.waitForLog(`An administrator of account 777788889999 has to accept handshake ${handshakeId} under Invitations in the AWS Organizations console`);
  await scenario.waitForLog('An administrator of the account that was invited by its e-mail address has to accept handshake ');
  expect(await scenario.logs()).not.toMatch(PERSONAL);
  await scenario.answer('decline', 'payments@example.com');
  const [ofDeclined, ofLate] = await Promise.all(deployments.map((deployment) => scenario.advanceClockUntilEnded(deployment)));

  expect(ofDeclined!.exitCode).toBe(1);
  const [, resource] = /change generation of (Payments\w+) to/.exec(printed(ofDeclined!)) ?? [];
  expect(printed(ofDeclined!)).toContain(`Message returned: INVITATION_DECLINED: the invitation of the account of "payments@example.com" was declined by the invited account `
    + `(handshake ${declinedId}). Agree with its owner, then change generation of ${resource} to another text, which sends a new invitation with the next deployment. ${LINK('invitation_declined')} Logs: /aws/lambda/`);
  expect(ofLate!.exitCode).toBe(1);
  expect(printed(ofLate!)).toContain(`Message returned: INVITATION_NOT_ACCEPTED: the invitation of account 777788889999 was not accepted within 3 minutes; handshake ${handshakeId} `
    + `stays valid until ${expiresAt}. Have an administrator of the invited account accept it under Invitations in the AWS Organizations console, or with `
    + `"aws organizations accept-handshake --handshake-id ${handshakeId}", then deploy again: the invitation is reused. ${LINK('invitation_not_accepted')} Logs: /aws/lambda/`);
  for (const result of [ofDeclined!, ofLate!]) expect(result.output).not.toMatch(STACK_TRACE);
  expect(await scenario.invitationsOf('777788889999')).toEqual(['REQUESTED']);
  expect(await scenario.explainWaiting('Late')).toMatchObject({ exitCode: 0, output: 'Stack Late doesn\'t wait for anybody.\n' });
  expect(await scenario.explainWaiting('None')).toMatchObject({ exitCode: 1, output: expect.stringContaining('error: ValidationError: Stack with id None does not exist\n') });
  expect(await scenario.logs()).not.toMatch(PERSONAL);

  const again = [scenario.deploy({ ...declined, invitations: [{ ...declined.invitations[0]!, generation: '2' }] }), scenario.deploy(late)];
  await Promise.all([declined, late].map(({ name }) => scenario.waiting(name)));
  await Promise.all(['payments@example.com', '777788889999'].map((recipient) => scenario.answer('accept', recipient)));
  const [sentAnew, reused] = await Promise.all(again.map((deployment) => scenario.advanceClockUntilEnded(deployment)));
  expect(sentAnew).toMatchObject({ exitCode: 0, output: expect.stringContaining('Declined.PaymentsOutcome = CREATED') });
  expect(reused).toMatchObject({ exitCode: 0, output: expect.stringContaining('Late.LateOutcome = REUSED') });
  expect(await scenario.invitationsOf('payments@example.com')).toEqual(['DECLINED', 'ACCEPTED']);
  expect(await scenario.invitationsOf('777788889999')).toEqual(['ACCEPTED']);
});

// CloudFormation's own limit was over as well, and its sentence says nothing of who has to accept.
test('the deployment fails with the same reason when the clock jumps past the waiting time and past CloudFormation\'s own limit', async () => {
  await start();
  const late = stack('Late', { id: 'Late', target: '777788889999', acceptance: { minutes: 1 } });
  const deployment = scenario.deploy(late);
  await scenario.waiting('Late');
  await scenario.advance(3 * HOUR);
  const failed = await scenario.advanceClockUntilEnded(deployment);
  expect(failed.exitCode).toBe(1);
  expect(printed(failed)).toContain('Message returned: INVITATION_NOT_ACCEPTED: the invitation of account 777788889999 was not accepted within 1 minutes; handshake ');
  expect(printed(failed)).not.toContain('did not receive a response');
});

test('one account in another organization rolls the deployment back; the other invitation stays, and the next deployment reuses it without owning it', async () => {
  await start();
  const payments = { id: 'Payments', target: PAYMENTS, organizationalUnitId: WORKLOADS };
  const failed = await scenario.deploy({ ...stack('Both', payments, { id: 'Lent', target: LENT }), inOrder: true });
  expect(failed.exitCode).toBe(1);
  expect(printed(failed)).toContain(`Message returned: ALREADY_IN_AN_ORGANIZATION: inviting account ${LENT} is not possible because the account is in another organization, or manages one. `
    + 'Have it leave the other organization, or ask that organization\'s administrators to remove it (a management account deletes its own organization), then deploy '
    + `again. ${REFUSED('ALREADY_IN_AN_ORGANIZATION')}`);
  expect(printed(failed)).toContain(LINK('already_in_an_organization'));
  expect(failed.output).not.toMatch(STACK_TRACE);
  const { handshakeId } = await scenario.invited(PAYMENTS);

  const corrected = await scenario.deploy(stack('Both', payments));
  expect(corrected.exitCode).toBe(0);
  for (const line of ['Outcome = REUSED', 'State = PENDING', `HandshakeId = ${handshakeId}`]) expect(corrected.output).toContain(`Both.Payments${line}\n`);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);
  await scenario.destroy(stack('Both', payments));
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);
});

// As docs/operations.md says under this heading.
describe('Limits', () => {
  test('an invitation that has expired is sent anew with another generation, and canceled with its stack', async () => {
    await start();
    const declared = (generation: string) => stack('Expires', { id: 'Payments', target: PAYMENTS, generation });
    await scenario.deploy(declared('1'));
    await scenario.advance(16 * DAY);
    expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['EXPIRED']);
    expect(await scenario.deploy(declared('1'))).toMatchObject({ exitCode: 0, output: expect.stringContaining('(no changes)') });

    const sentAnew = await scenario.deploy(declared('2'));
    const { handshakeId } = await scenario.invited(PAYMENTS);
    expect(sentAnew.output).toContain(`Expires.PaymentsHandshakeId = ${handshakeId}\n`);
    expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['EXPIRED', 'REQUESTED']);

    expect(await scenario.destroy(declared('2'))).toMatchObject({ exitCode: 0 });
    expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['EXPIRED', 'CANCELED']);
  });

  test('the quota of accounts and the daily allowance are explained, and what was canceled frees the one and not the other', async () => {
    await start({ accountQuota: 3, dailyInvitations: 1 });
    const first = stack('First', { id: 'Payments', target: PAYMENTS });
    const second = stack('Second', { id: 'Other', target: '777788889999' });
    await scenario.deploy(first);
    const overQuota = await scenario.deploy(second);
    expect(overQuota.exitCode).toBe(1);
    expect(printed(overQuota)).toContain('Message returned: ACCOUNT_NUMBER_LIMIT_EXCEEDED: inviting account 777788889999 would exceed the number of accounts that the organization may have; 1 pending invitation counts. '
      + 'Request a higher quota "Default maximum number of accounts" in Service Quotas (Region us-east-1), or cancel pending invitations that nobody needs, then deploy again; '
      + `if the organization is new, wait an hour first. ${REFUSED('ACCOUNT_NUMBER_LIMIT_EXCEEDED')}`);

    await scenario.destroy(first);
    expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['CANCELED']);
    const tooMany = await scenario.deploy(second);
    expect(tooMany.exitCode).toBe(1);
    const [counted] = /the one that counts was sent at [-0-9T:.]+Z, so one more can be sent after [-0-9T:.]+Z/.exec(printed(tooMany)) ?? [];
    expect(printed(tooMany)).toContain('Message returned: HANDSHAKE_RATE_LIMIT_EXCEEDED: inviting account 777788889999 is not possible because the invitations that the organization may send '
      + `in 24 hours are used up; ${counted}. Deploy again when the oldest invitation of the last 24 hours is a day old; declined, canceled and expired ones count as well. `
      + REFUSED('HANDSHAKE_RATE_LIMIT_EXCEEDED'));

    await scenario.advance(DAY);
    expect(await scenario.deploy(second)).toMatchObject({ exitCode: 0, output: expect.stringContaining('Second.OtherOutcome = CREATED') });
  });
});
