import {
  AcceptHandshakeCommand, DeclineHandshakeCommand, DescribeOrganizationCommand, InviteAccountToOrganizationCommand, ListHandshakesForAccountCommand,
} from '@aws-sdk/client-organizations';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { SeededRole } from '../../../sandbox/organizations/seed';
import type { Caller } from '../../../sandbox/security/callers';
import { MANAGEMENT } from '../../support/ids';
import { ALONE, ELSEWHERE, ORGANIZATION, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';

const ROLE_ARN = `arn:aws:iam::${ALONE}:role/OrganizationJoinRole`;
const PERSON = `arn:aws:iam::${MANAGEMENT}:user/sandbox`;
const ROOT = `arn:aws:iam::${MANAGEMENT}:root`;

const policy = (...statements: object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | string[], more: object = { Resource: '*' }): object => ({ Effect: 'Allow', Action, ...more });
const trust = (AWS: string, Condition?: object): object => policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...(Condition && { Condition }) });

const MAY_JOIN = policy(allow('organizations:AcceptHandshake'), allow('iam:CreateServiceLinkedRole'));

function worldWith(role: Partial<SeededRole> = {}, more: SeededRole[] = []): OrganizationsWorld {
  return new OrganizationsWorld({ roles: [{ account: ALONE, roleName: 'OrganizationJoinRole', trustPolicy: trust(ROOT), policies: [MAY_JOIN], ...role }, ...more] });
}

const SESSION: AssumeRoleCommandInput = { RoleArn: ROLE_ARN, RoleSessionName: 'join' };
const refused = (caller = PERSON): Error => exception('AccessDenied', `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${ROLE_ARN}`, {}, 403);

async function invite(world: OrganizationsWorld): Promise<string> {
  const input = { Target: { Type: 'ACCOUNT' as const, Id: ALONE } };
  return (await world.in(MANAGEMENT).send(new InviteAccountToOrganizationCommand(input))).Handshake?.Id as string;
}

describe('a role', () => {
  test.each<[sentence: string, trustPolicy: object, input: Partial<AssumeRoleCommandInput>]>([
    ['the account of the caller', trust(ROOT), {}],
    ['that account by its id', trust(MANAGEMENT), {}],
    ['exactly the caller', trust(PERSON), {}],
    ['everybody', trust('*'), {}],
    ['whoever knows an external id', trust(ROOT, { StringEquals: { 'sts:ExternalId': 'secret' } }), { ExternalId: 'secret' }],
    ['callers by their ARN', trust('*', { ArnEquals: { 'aws:PrincipalArn': PERSON } }), {}],
    ['callers of an organization', trust('*', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }), {}],
    ['sessions of a name', trust('*', { StringEquals: { 'sts:RoleSessionName': 'join' } }), {}],
  ])('is assumed by one who it trusts: %s', async (_sentence, trustPolicy, input) => {
    const world = worldWith({ trustPolicy });
    const session = await world.assumed(MANAGEMENT, { ...SESSION, ...input });
    await expect(session.send(new AcceptHandshakeCommand({ HandshakeId: await invite(world) }))).resolves.toMatchObject({ Handshake: { State: 'ACCEPTED' } });
    expect(world.sandbox.organizations.of(ALONE)?.id).toBe(ORGANIZATION);
  });

  test.each<[sentence: string, trustPolicy: object, input: Partial<AssumeRoleCommandInput>]>([
    ['another account', trust(`arn:aws:iam::${ELSEWHERE}:root`), {}],
    ['another person', trust(`arn:aws:iam::${MANAGEMENT}:user/ada`), {}],
    ['only a service', policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }), {}],
    ['another external id', trust(ROOT, { StringEquals: { 'sts:ExternalId': 'secret' } }), { ExternalId: 'guess' }],
    ['an external id that isn\'t given', trust(ROOT, { StringEquals: { 'sts:ExternalId': 'secret' } }), {}],
    ['callers by another ARN', trust('*', { ArnEquals: { 'aws:PrincipalArn': `${PERSON}2` } }), {}],
    ['callers of another organization', trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-cccccccccc' } }), {}],
    ['everybody but the caller\'s account',
      policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }, { Effect: 'Deny', Principal: { AWS: ROOT }, Action: 'sts:AssumeRole' }), {}],
  ])('is not assumed by others: it trusts %s', async (_sentence, trustPolicy, input) => {
    await expect(worldWith({ trustPolicy }).assumed(MANAGEMENT, { ...SESSION, ...input })).rejects.toThrow(refused());
  });

  test('that nobody declared can\'t be assumed, except those of cdk bootstrap', async () => {
    const world = new OrganizationsWorld();
    await expect(world.assumed(MANAGEMENT, SESSION)).rejects.toThrow(refused());
    const bootstrap = `arn:aws:iam::${ALONE}:role/cdk-hnb659fds-deploy-role-${ALONE}-us-east-1`;
    const session = await world.assumed(MANAGEMENT, { ...SESSION, RoleArn: bootstrap });
    await expect(session.send(new ListHandshakesForAccountCommand())).resolves.toMatchObject({ Handshakes: [] });
  });
});

describe('a role that assumes a role', () => {
  const FUNCTION_ROLE = `arn:aws:iam::${MANAGEMENT}:role/function-role`;
  const caller: Caller = { account: MANAGEMENT, arn: `arn:aws:sts::${MANAGEMENT}:assumed-role/function-role/function`, roleArn: FUNCTION_ROLE };
  const functionRole = (permission: object): SeededRole => ({
    account: MANAGEMENT, roleName: 'function-role', trustPolicy: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    policies: [policy(permission)],
  });

  test.each<[sentence: string, permission: object, trusted: string, refusal: string | undefined]>([
    ['needs a permission of its own and to be trusted', allow('sts:AssumeRole', { Resource: ROLE_ARN }), FUNCTION_ROLE, undefined],
    ['is trusted by its session', allow('sts:AssumeRole', { Resource: ROLE_ARN }), caller.arn, undefined],
    ['is refused without the permission', allow('sts:AssumeRole', { Resource: `${ROLE_ARN}2` }), FUNCTION_ROLE,
      ' because no identity-based policy allows the sts:AssumeRole action'],
    ['is refused when another role is trusted', allow('sts:AssumeRole', { Resource: ROLE_ARN }), `${FUNCTION_ROLE}2`, ''],
  ])('%s', async (_sentence, permission, trusted, refusal) => {
    const world = worldWith({ trustPolicy: trust(trusted) }, [functionRole(permission)]);
    const assumed = world.assumedBy(world.sandbox.callers.issue(caller), SESSION);
    const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${ROLE_ARN}${refusal}`;
    const outcome = await assumed.then(() => 'assumed', (thrown: Error) => ({ name: thrown.name, message: thrown.message }));
    expect(outcome).toEqual(refusal === undefined ? 'assumed' : { name: 'AccessDenied', message });
  });
});

describe('a session', () => {
  const who = `arn:aws:sts::${ALONE}:assumed-role/OrganizationJoinRole/join`;

  test('is in the account of the role, and may do what the role may', async () => {
    const session = await worldWith({ policies: [policy(allow('organizations:DescribeOrganization'))] }).assumed(MANAGEMENT, SESSION);
    await expect(session.send(new DescribeOrganizationCommand()))
      .rejects.toThrow(exception('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.'));
    await expect(session.send(new ListHandshakesForAccountCommand())).rejects.toThrow(exception('AccessDeniedException',
      `User: ${who} is not authorized to perform: organizations:ListHandshakesForAccount on resource: * because no identity-based policy allows the organizations:ListHandshakesForAccount action`, {}, 403));
  });

  test('may do only what its own policy allows as well', async () => {
    const world = worldWith({ policies: [policy(allow('*'))] });
    const id = await invite(world);
    const other = 'h-99999999';
    const arn = (handshake: string): string => `arn:aws:organizations::${MANAGEMENT}:handshake/${ORGANIZATION}/invite/${handshake}`;
    const restricted = (handshake: string) => world.assumed(MANAGEMENT, {
      ...SESSION, Policy: JSON.stringify(policy(allow(['organizations:AcceptHandshake'], { Resource: arn(handshake) }), allow('iam:CreateServiceLinkedRole'))),
    });
    const because = (action: string): Error => exception('AccessDeniedException',
      `User: ${who} is not authorized to perform: ${action} on resource: ${arn(id)} because no session policy allows the ${action} action`, {}, 403);
    await expect((await restricted(other)).send(new AcceptHandshakeCommand({ HandshakeId: id }))).rejects.toThrow(because('organizations:AcceptHandshake'));
    const session = await restricted(id);
    await expect(session.send(new DeclineHandshakeCommand({ HandshakeId: id }))).rejects.toThrow(because('organizations:DeclineHandshake'));
    await expect(session.send(new AcceptHandshakeCommand({ HandshakeId: id }))).resolves.toMatchObject({ Handshake: { State: 'ACCEPTED' } });
  });

  test('may not do more than the role, whatever its own policy says', async () => {
    const world = worldWith({ policies: [policy(allow('organizations:DescribeOrganization'))] });
    const session = await world.assumed(MANAGEMENT, { ...SESSION, Policy: JSON.stringify(policy(allow('*'))) });
    await expect(session.send(new AcceptHandshakeCommand({ HandshakeId: await invite(world) }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  const NO_SERVICE_LINKED_ROLE = exception('AccessDeniedForDependencyException', 'The request failed because your credentials do not have permission to create the '
    + 'service-linked role required by AWS Organizations.', { Reason: 'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE' });
  const ACCEPT_ONLY = policy(allow('organizations:AcceptHandshake'));
  const FOR_ORGANIZATIONS = allow('iam:CreateServiceLinkedRole', { Resource: '*', Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } } });
  const FOR_OTHERS = allow('iam:CreateServiceLinkedRole', { Resource: '*', Condition: { StringEquals: { 'iam:AWSServiceName': 'sso.amazonaws.com' } } });

  test.each<[sentence: string, policies: object[], input: Partial<AssumeRoleCommandInput>, refusal: Error | undefined]>([
    ['the permission to create the service-linked role', [ACCEPT_ONLY], {}, NO_SERVICE_LINKED_ROLE],
    ['that permission for Organizations', [ACCEPT_ONLY, policy(FOR_OTHERS)], {}, NO_SERVICE_LINKED_ROLE],
    ['that permission in the policy of the session, too', [MAY_JOIN], { Policy: JSON.stringify(ACCEPT_ONLY) }, NO_SERVICE_LINKED_ROLE],
    ['no more than that', [ACCEPT_ONLY, policy(FOR_ORGANIZATIONS)], {}, undefined],
  ])('that accepts into an organization with all features needs %s', async (_sentence, policies, input, refusal) => {
    const world = worldWith({ policies });
    const session = await world.assumed(MANAGEMENT, { ...SESSION, ...input });
    const accepted = session.send(new AcceptHandshakeCommand({ HandshakeId: await invite(world) }));
    await expect(accepted.then(() => undefined, (thrown: unknown) => thrown)).resolves.toEqual(refusal);
    expect(world.sandbox.organizations.of(ALONE)?.id).toBe(refusal ? undefined : ORGANIZATION);
  });

  test.each<[sentence: string, change: (world: OrganizationsWorld) => void]>([
    ['has the service-linked role already', (world) => { world.account(ALONE).hasServiceLinkedRole = true; }],
    ['joins for consolidated billing only', (world) => { world.organization.featureSet = 'CONSOLIDATED_BILLING'; }],
  ])('doesn\'t need it when its account %s', async (_sentence, change) => {
    const world = worldWith({ policies: [ACCEPT_ONLY] });
    change(world);
    const session = await world.assumed(MANAGEMENT, SESSION);
    await expect(session.send(new AcceptHandshakeCommand({ HandshakeId: await invite(world) }))).resolves.toMatchObject({ Handshake: { State: 'ACCEPTED' } });
  });
});

test('tags of an invitation need a permission of their own', async () => {
  const inviter = (...permissions: object[]) => new OrganizationsWorld({ roles: [{
    account: MANAGEMENT, roleName: 'inviter', trustPolicy: trust(ROOT), policies: [policy(allow('organizations:InviteAccountToOrganization'), ...permissions)],
  }] });
  const command = new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: ALONE }, Tags: [{ Key: 'team', Value: 'payments' }] });
  const RoleArn = `arn:aws:iam::${MANAGEMENT}:role/inviter`;
  const without = await inviter().assumed(MANAGEMENT, { ...SESSION, RoleArn });
  await expect(without.send(command)).rejects.toThrow(exception('AccessDeniedException', 'You don\'t have permissions to access this resource.'));
  const account = `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${ALONE}`;
  const having = await inviter(allow('organizations:TagResource', { Resource: account })).assumed(MANAGEMENT, { ...SESSION, RoleArn });
  await expect(having.send(command)).resolves.toMatchObject({ Handshake: { State: 'REQUESTED' } });
});

test.each<[input: string, changes: Partial<AssumeRoleCommandInput>, name: string, message: string]>([
  ['no role', { RoleArn: 'OrganizationJoinRole' }, 'ValidationError', 'OrganizationJoinRole is invalid'],
  ['a session name of one character', { RoleSessionName: 'a' }, 'ValidationError', expect.stringContaining('Value at \'roleSessionName\'') as string],
  ['an external id with a space', { ExternalId: 'a b' }, 'ValidationError', expect.stringContaining('Value at \'externalId\'') as string],
  ['a session of 899 seconds', { DurationSeconds: 899 }, 'ValidationError', expect.stringContaining('Value at \'durationSeconds\'') as string],
  ['a session of more than 12 hours', { DurationSeconds: 43_201 }, 'ValidationError', expect.stringContaining('Value at \'durationSeconds\'') as string],
  ['a policy that is not JSON', { Policy: '{' }, 'MalformedPolicyDocumentException', 'This policy contains invalid Json'],
  ['a policy of 2,049 characters', { Policy: ' '.repeat(2049) }, 'ValidationError', expect.stringContaining('Value at \'policy\'') as string],
  ['tags', { Tags: [{ Key: 'a', Value: 'b' }] }, 'NotEmulated', 'The cdk-org-guard sandbox doesn\'t emulate the member Tags of sts:AssumeRole'],
])('AssumeRole refuses %s', async (_input, changes, name, message) => {
  await expect(worldWith().assumed(MANAGEMENT, { ...SESSION, ...changes })).rejects.toMatchObject({ name, message });
});
