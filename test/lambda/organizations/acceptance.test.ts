import { AcceptHandshakeCommand, DeclineHandshakeCommand, LeaveOrganizationCommand, ListHandshakesForAccountCommand } from '@aws-sdk/client-organizations';
import { Acceptance, AccountInvitationProps } from '../../../lib';
import { BY_ROLE, byEmail, DATA, invitation, InvitingOptions, InvitingWorld, JOIN_ROLE, joinRole, UNIT } from '../../support/declared-invitations';
import { ALWAYS, serviceError } from '../../support/effects';
import { HOMEPAGE } from '../../support/homepage';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { failuresOf } from '../../support/in-process';
import { readable, refusedInvitation } from '../../support/refused-invitation';
import { DAY } from '../../support/times';

/** Acceptance by a role in the invited account. */

const ACCEPT = 'organizations:AcceptHandshake';
const BY_ARN = { acceptance: Acceptance.assumeRole({ roleArn: JOIN_ROLE }) };

describe('a role in the invited account', () => {
  test.each([{ target: 'by id', props: BY_ROLE }, { target: 'by e-mail', props: { ...byEmail(), ...BY_ARN } }])('accepts the invitation $target', async ({ props }) => {
    const world = new InvitingWorld();
    const stack = await world.deploy('A', invitation(props));
    expect(failuresOf(stack)).toEqual([]);
    expect(world.states).toEqual(['ACCEPTED']);
    expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
    expect(world.calls.filter((call) => /sts|Accept/.test(call))).toEqual(['sts:AssumeRole', ACCEPT]);
  });

  test('isn\'t entered for an account that is a member already', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS }] }, roles: [] });
    expect(await world.deploy('A', invitation(BY_ROLE))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(world.calls).toEqual(['organizations:DescribeAccount', 'organizations:DescribeAccount']);
  });

  test('may trust exactly the acceptor role, with an external id', async () => {
    const props = { acceptance: Acceptance.assumeRole({ roleName: 'Join', externalId: 'secret-1' }) };
    const condition = { StringEquals: { 'sts:ExternalId': 'secret-1' } };
    const refusing = new InvitingWorld({ roles: [joinRole({ condition, principal: DATA })] });
    const [, acceptor] = /"User: (\S+) /.exec(await refusedInvitation(refusing, props)) ?? [];

    const trusting = new InvitingWorld({ roles: [joinRole({ condition, principal: acceptor as string })] });
    expect(acceptor).toMatch(/:role\/A-CdkOrgGuardOrganizationsRole/);
    expect(await trusting.deploy('A', invitation(props))).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('may do everything, and the function with it nothing but accept this one handshake', async () => {
    const world = new InvitingWorld({ others: [{ managementAccount: '555555555555', handshakes: [{ account: PAYMENTS }] }] });
    const issue = jest.spyOn(world.sandbox.callers, 'issue');
    await world.deploy('A', invitation(BY_ROLE));
    const session = issue.mock.calls.findIndex(([caller]) => caller.account === PAYMENTS);
    const client = world.with(issue.mock.results[session]?.value as string);

    const denied = expect.objectContaining({ name: 'AccessDeniedException', message: expect.stringContaining('because no session policy allows') as string }) as Error;
    const [other] = world.invitations;
    for (const command of [
      new AcceptHandshakeCommand({ HandshakeId: other?.id }), new DeclineHandshakeCommand({ HandshakeId: other?.id }),
      new LeaveOrganizationCommand({}), new ListHandshakesForAccountCommand({}),
    ]) {
      await expect(world.time.run(client.send(command as AcceptHandshakeCommand))).rejects.toEqual(denied);
    }
    expect(world.states).toEqual(['REQUESTED', 'ACCEPTED']);
  });

  test('of an organization with consolidated billing needs no service-linked role', async () => {
    const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' }, roles: [joinRole({ actions: [ACCEPT] })] });
    await world.deploy('A', invitation(BY_ROLE));
    expect(world.states).toEqual(['ACCEPTED']);
  });

  test('whose account is seen late is waited for', async () => {
    const world = new InvitingWorld({ switches: { organizations: { readLag: 9_000 } } });
    await world.deploy('A', invitation({ ...BY_ROLE, organizationalUnitId: UNIT, tags: { team: 'payments' } }));
    expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
    expect(world.parentOf()).toBe(UNIT);
  });
});

interface Unassumable {
  readonly why: string;
  readonly options: InvitingOptions;
  readonly props?: Partial<AccountInvitationProps>;
}

const UNASSUMABLE: readonly Unassumable[] = [
  { why: 'there is no such role', options: { roles: [] } },
  { why: 'it trusts another account', options: { roles: [joinRole({ principal: DATA })] } },
  { why: 'it trusts another role', options: { roles: [joinRole({ principal: `arn:aws:iam::${MANAGEMENT}:role/Other` })] } },
  { why: 'it wants an external id', options: { roles: [joinRole({ condition: { StringEquals: { 'sts:ExternalId': 'secret-1' } } })] } },
  {
    why: 'it wants another external id', options: { roles: [joinRole({ condition: { StringEquals: { 'sts:ExternalId': 'secret-1' } } })] },
    props: { acceptance: Acceptance.assumeRole({ roleName: 'Join', externalId: 'secret-2' }) },
  },
];

describe('a role that can\'t be assumed', () => {
  test.each(UNASSUMABLE)('is reported, and the invitation stays pending and is reused ($why)', async ({ options, props = BY_ROLE }) => {
    const world = new InvitingWorld(options);
    const stack = await world.deploy('A', invitation(props));
    const [, acceptor = ''] = /"User: (\S+) /.exec(failuresOf(stack)[0] ?? '') ?? [];
    const role = acceptor.replace(':sts:', ':iam:').replace('assumed-role', 'role').split('/').slice(0, 2).join('/');
    expect(readable(failuresOf(stack)[0] ?? '')).toBe('ROLE_NOT_ASSUMABLE: the invitation of account 111122223333 can\'t be accepted because the function may not '
      + `assume role ${JOIN_ROLE}: "User: ${acceptor} is not authorized to perform: sts:AssumeRole on resource: ${JOIN_ROLE}". Create that role in the invited account with a `
      + `trust policy for ${role}, the acceptorRole of the invitation, and the declared externalId, then deploy again; the invitation stays pending and is reused. `
      + `[AccessDenied, sts:AssumeRole] ${HOMEPAGE}/blob/main/docs/reasons.md#role_not_assumable`);
    expect(world.states).toEqual(['REQUESTED']);

    await world.destroy('A');
    expect(world.states).toEqual(['REQUESTED']);
    await world.deploy('A', invitation());
    expect(world.attributesOf('A')).toMatchObject({ Outcome: 'REUSED' });
    expect(world.invitations).toHaveLength(1);
  });
});

describe('an acceptance that is refused', () => {
  test('because the role may not create the service-linked role', async () => {
    const world = new InvitingWorld({ roles: [joinRole({ actions: [ACCEPT] })] });
    expect(await refusedInvitation(world, BY_ROLE)).toBe(`ACCEPTANCE_DENIED: the invitation of account 111122223333 can't be accepted because role ${JOIN_ROLE} may not do it: "The request `
      + 'failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.". Allow it '
      + 'organizations:AcceptHandshake and iam:CreateServiceLinkedRole for organizations.amazonaws.com, then deploy again; the invitation stays pending and is reused. '
      + `[AccessDeniedForDependencyException ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE, ${ACCEPT}] ${HOMEPAGE}/blob/main/docs/reasons.md#acceptance_denied`);
    expect(world.states).toEqual(['REQUESTED']);
  });

  test('because AWS STS isn\'t active in the Region', async () => {
    const world = new InvitingWorld();
    world.fault('sts:AssumeRole', serviceError('RegionDisabledException', {}, 403), ALWAYS);
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(/^STS_REGION_DISABLED: assuming role arn:aws:iam::111122223333:role\/Join is not possible /);
    expect(world.states).toEqual(['REQUESTED']);
  });

  test('because the role may not accept', async () => {
    const world = new InvitingWorld({ roles: [joinRole({ actions: ['iam:CreateServiceLinkedRole'] })] });
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(new RegExp(`^ACCEPTANCE_DENIED: .* may not do it: "User: .*is not authorized.*\\[AccessDeniedException, ${ACCEPT}\\]`));
  });

  test('because the role is not in the invited account', async () => {
    const world = new InvitingWorld({ roles: [joinRole({ account: DATA })] });
    const acceptance = Acceptance.assumeRole({ roleArn: `arn:aws:iam::${DATA}:role/Join` });
    expect(await refusedInvitation(world, { ...byEmail(), acceptance })).toBe('ROLE_NOT_IN_INVITED_ACCOUNT: the invitation of the account of '
      + `"account-111122223333@example.com" can't be accepted by role arn:aws:iam::${DATA}:role/Join: for the account of that role there is no such invitation ("You specified a handshake `
      + 'that doesn\'t exist."). Declare a role of the account that is invited, or the account of that role as the target, then deploy again; the invitation stays pending and is reused. '
      + `[HandshakeNotFoundException, ${ACCEPT}] ${HOMEPAGE}/blob/main/docs/reasons.md#role_not_in_invited_account`);
  });

  test.each([
    { exception: 'HandshakeConstraintViolationException', Reason: 'PAYMENT_INSTRUMENT_REQUIRED', code: 'PAYMENT_INSTRUMENT_REQUIRED' },
    { exception: 'HandshakeConstraintViolationException', Reason: 'ADDED_LATER', code: 'HANDSHAKE_CONSTRAINT' },
    { exception: 'ConstraintViolationException', Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', code: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' },
    { exception: 'HandshakeConstraintViolationException', Reason: 'ALREADY_IN_AN_ORGANIZATION', code: 'ALREADY_IN_AN_ORGANIZATION' },
    { exception: 'MasterCannotLeaveOrganizationException', code: 'ALREADY_IN_AN_ORGANIZATION' },
    { exception: 'InvalidInputException', Reason: 'INVALID_PATTERN', code: 'INVALID_ORGANIZATIONS_INPUT' },
    { exception: 'AWSOrganizationsNotInUseException', code: 'NO_ORGANIZATION' },
    { exception: 'AccessDeniedForDependencyException', code: 'ACCEPTANCE_DENIED' },
    { exception: 'SomethingNew', code: 'UNEXPECTED' },
  ])('by $exception $Reason', async ({ exception, Reason, code }) => {
    const world = new InvitingWorld();
    world.fault(ACCEPT, serviceError(exception, Reason === undefined ? {} : { Reason }));
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(new RegExp(`^${code}: (accepting )?the invitation of account 111122223333 `));
    expect(world.states).toEqual(['REQUESTED']);
  });

  test.each([
    { state: 'DECLINED', end: (world: InvitingWorld) => world.answerAs('decline') },
    { state: 'CANCELED', end: (world: InvitingWorld) => world.cancel() },
    { state: 'EXPIRED', end: (world: InvitingWorld) => world.pass(16 * DAY) },
    { state: 'GONE', end: (world: InvitingWorld) => world.pass(46 * DAY) },
  ])('because the invitation is $state, and sent anew with another generation', async ({ state, end }) => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation());
    await end(world);
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(new RegExp(`^INVITATION_${state}: .*hange generation of \\w+ to another text, which sends a new invitation`));
    await world.deploy('A', invitation({ ...BY_ROLE, generation: '2' }));
    expect(world.states.at(-1)).toBe('ACCEPTED');
  });

  test('is taken as done when the exception says that the invitation was accepted already', async () => {
    const world = new InvitingWorld();
    world.fault('organizations:DescribeAccount', serviceError('AccountNotFoundException'));
    world.fault('organizations:DescribeAccount', serviceError('AccountNotFoundException'));
    world.fault(ACCEPT, { kind: 'CONNECTION_LOST', moment: 'AFTER' });
    await world.deploy('A', invitation(BY_ROLE));
    expect(world.attributesOf('A', 'AccountMembership')).toMatchObject({ State: 'MEMBER' });
  });
});

/** Each of these was once wrong. */
describe('what looks like success or like another failure', () => {
  test('the accepted handshake of an account that has left is a failure, not a pending invitation', async () => {
    const world = new InvitingWorld();
    await world.deploy('A', invitation());
    world.answerAs('accept');
    world.leave();
    await world.pass(DAY);
    const message = await refusedInvitation(world, BY_ROLE);
    const [, resource] = /change generation of (PaymentsAcceptance\w+) to/.exec(message) ?? [];
    expect(message).toBe(`ACCOUNT_NOT_IN_ORGANIZATION: the invitation of account 111122223333 was accepted (handshake ${world.invitations[0]?.id}), but the account isn't in the organization. If it `
      + `has left since, change generation of ${resource} to another text, which sends a new invitation with the next deployment; else deploy again in a few minutes. ${HOMEPAGE}/blob/main/docs/reasons.md#account_not_in_organization`);
    await world.deploy('A', invitation({ ...BY_ROLE, generation: '2' }));
    expect(world.states).toEqual(['ACCEPTED', 'ACCEPTED']);
  });

  test('an account that left and was never invited needs another generation, and its role isn\'t assumed', async () => {
    const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS }] } });
    await world.deploy('A', invitation());
    world.leave();
    await world.pass(DAY);
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(/^INVITATION_GONE: .* any more \(the account was a member before\)\. Change generation of \w+ to/);
    expect(world.calls).not.toContain('sts:AssumeRole');
  });

  test('a look at the handshake that fails doesn\'t make an invitation gone', async () => {
    const world = new InvitingWorld();
    world.fault(ACCEPT, serviceError('InvalidHandshakeTransitionException'));
    world.fault('organizations:DescribeHandshake', serviceError('TooManyRequestsException'), 500);
    expect(await refusedInvitation(world, BY_ROLE)).toMatch(new RegExp(`^UNEXPECTED: accepting the invitation .*\\[InvalidHandshakeTransitionException, ${ACCEPT}\\]`));
  });

  test('an account that has joined by another invitation meanwhile is a member', async () => {
    const world = new InvitingWorld();
    world.fault(ACCEPT, serviceError('HandshakeConstraintViolationException', { Reason: 'ALREADY_IN_AN_ORGANIZATION' }));
    world.fault('sts:AssumeRole', { kind: 'DELAYED', milliseconds: 20_000 });
    await world.time.run(Promise.all([world.deploying('A', invitation(BY_ROLE)), world.time.sleep(15_000).then(() => world.join())]));
    expect(world.attributesOf('A', 'AccountMembership')).toEqual({ AccountId: PAYMENTS, State: 'MEMBER' });
  });
});

test('none changed to assumeRole on a live stack accepts the invitation that is pending', async () => {
  const world = new InvitingWorld();
  await world.deploy('A', invitation());
  expect(await world.deploy('A', invitation(BY_ROLE))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.states).toEqual(['ACCEPTED']);
  expect(await world.deploy('A', invitation())).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect(world.parentOf()).toBe(world.organization.rootId);
});
