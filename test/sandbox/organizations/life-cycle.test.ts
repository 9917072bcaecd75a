import {
  CloseAccountCommand, CreateAccountCommand, DescribeAccountCommand, DescribeCreateAccountStatusCommand, ListCreateAccountStatusCommand,
  ListTagsForResourceCommand, OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT, PAYMENTS as ALONE } from '../../support/ids';
import { constraint, MEMBER, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { DAY, MINUTE, SECOND } from '../../support/times';

const CREATED_ID = '900000000000';
const NEW_ACCOUNT = { AccountName: 'Data', Email: 'data@example.com' };
const NOT_FOUND = exception('AccountNotFoundException', 'You specified an account that doesn\'t exist.');

let world: OrganizationsWorld;
let management: OrganizationsClient;
function begin(options: ConstructorParameters<typeof OrganizationsWorld>[0] = {}): void {
  world = new OrganizationsWorld(options);
  management = world.in(MANAGEMENT);
}
beforeEach(() => { begin(); });

const create = async (input: object = {}): Promise<string> => {
  const { CreateAccountStatus } = await management.send(new CreateAccountCommand({ ...NEW_ACCOUNT, ...input }));
  return CreateAccountStatus?.Id as string;
};
const statusOf = async (CreateAccountRequestId: string): Promise<object | undefined> =>
  (await management.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }))).CreateAccountStatus;
const close = (AccountId: string): Promise<object> => management.send(new CloseAccountCommand({ AccountId }));
const stateOf = async (AccountId: string): Promise<unknown> => {
  const { Account } = await management.send(new DescribeAccountCommand({ AccountId }));
  return { State: Account?.State, Status: Account?.Status };
};

describe('an account is made', () => {
  test('which takes a moment, and is then in the root with its tags', async () => {
    const id = await create({ Tags: [{ Key: 'team', Value: 'data' }] });
    const requested = { Id: id, AccountName: 'Data', RequestedTimestamp: new Date(world.time.now()) };
    expect(id).toMatch(/^car-[0-9a-f]{32}$/);
    expect(await statusOf(id)).toEqual({ ...requested, State: 'IN_PROGRESS' });
    await world.pass(10 * SECOND);
    expect(await statusOf(id)).toEqual({ ...requested, State: 'SUCCEEDED', AccountId: CREATED_ID, CompletedTimestamp: new Date(world.time.now()) });
    const { Account } = await management.send(new DescribeAccountCommand({ AccountId: CREATED_ID }));
    expect(Account).toMatchObject({ Name: 'Data', Email: 'data@example.com', State: 'ACTIVE', JoinedMethod: 'CREATED' });
    expect((await management.send(new ListTagsForResourceCommand({ ResourceId: CREATED_ID }))).Tags).toEqual([{ Key: 'team', Value: 'data' }]);
  });

  test.each([[undefined, 'OrganizationAccountAccessRole'], ['Admin', 'Admin']])('with a role that the management account may assume: %s', async (RoleName, role) => {
    await create({ RoleName });
    await world.pass(10 * SECOND);
    await statusOf(await create({ Email: 'other@example.com' }));
    const input = { RoleArn: `arn:aws:iam::${CREATED_ID}:role/${role}`, RoleSessionName: 'management' };
    await expect(world.assumed(MANAGEMENT, input)).resolves.toBeInstanceOf(OrganizationsClient);
    await expect(world.assumed(ALONE, input)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('but not with the address of another one', async () => {
    const id = await create({ Email: `account-${MEMBER}@example.com` });
    await world.pass(10 * SECOND);
    expect(await statusOf(id)).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const failed = await management.send(new ListCreateAccountStatusCommand({ States: ['FAILED'] }));
    expect(failed.CreateAccountStatuses?.map(({ Id }) => Id)).toEqual([id]);
    expect((await management.send(new ListCreateAccountStatusCommand({ States: ['SUCCEEDED'] }))).CreateAccountStatuses).toEqual([]);
  });

  test('but not more than five at a time', async () => {
    begin({ organization: { accountQuota: 100 } });
    for (const number of [1, 2, 3, 4, 5]) await create({ Email: `account-${number}@example.com` });
    await expect(create()).rejects.toThrow(constraint('ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED'));
  });

  test('but not more than the quota', async () => {
    begin({ organization: { accountQuota: 3 } });
    await create();
    await expect(create({ Email: 'more@example.com' })).rejects.toThrow(constraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED'));
  });

  test.each<[what: string, input: object, reason: string]>([
    ['a name that isn\'t ASCII', { AccountName: 'Daten für alle' }, 'INVALID_PATTERN'],
    ['a name of 51 characters', { AccountName: 'x'.repeat(51) }, 'MAX_LENGTH_EXCEEDED'],
    ['no address', { Email: 'nobody' }, 'INVALID_PATTERN'],
    ['a role with a path', { RoleName: 'admin/all' }, 'INVALID_PATTERN'],
    ['something else for billing', { IamUserAccessToBilling: 'PERHAPS' }, 'INVALID_ENUM'],
  ])('but not with %s', async (_what, input, Reason) => {
    await expect(create(input)).rejects.toMatchObject({ name: 'InvalidInputException', Reason });
  });

  test('a request that nobody made isn\'t found', async () => {
    await expect(statusOf('car-00000000'))
      .rejects.toThrow(exception('CreateAccountStatusNotFoundException', 'We can\'t find an create account request with the CreateAccountRequestId that you specified.'));
  });
});

describe('an account is closed', () => {
  test('which takes minutes, and leaves the organization after 90 days', async () => {
    begin({ switches: { accountStatus: true } });
    await expect(close(MEMBER)).resolves.toMatchObject({});
    expect(await stateOf(MEMBER)).toEqual({ State: 'PENDING_CLOSURE', Status: 'PENDING_CLOSURE' });
    await expect(close(MEMBER)).rejects.toThrow(exception('ConflictException', 'The request failed because it conflicts with the current state of the specified resource.'));
    await world.pass(2 * MINUTE);
    expect(await stateOf(MEMBER)).toEqual({ State: 'SUSPENDED', Status: 'SUSPENDED' });
    await expect(close(MEMBER)).rejects.toThrow(exception('AccountAlreadyClosedException', 'You attempted to close an account that is already closed.'));
    await world.pass(90 * DAY);
    await expect(stateOf(MEMBER)).rejects.toThrow(NOT_FOUND);
    expect(world.account(MEMBER).state).toBe('CLOSED');
  });

  test('unless it was reopened meanwhile', async () => {
    await close(MEMBER);
    await world.pass(3 * MINUTE);
    expect(await stateOf(MEMBER)).toEqual({ State: 'SUSPENDED' });
    world.account(MEMBER).state = 'ACTIVE';
    await world.pass(91 * DAY);
    expect(await stateOf(MEMBER)).toEqual({ State: 'ACTIVE' });
  });

  test('but not one that isn\'t a member, and not the management account', async () => {
    await expect(close(ALONE)).rejects.toThrow(NOT_FOUND);
    await expect(close(MANAGEMENT)).rejects.toThrow(constraint('CANNOT_CLOSE_MANAGEMENT_ACCOUNT'));
  });

  test('but not in an organization that has only consolidated billing', async () => {
    begin({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
    await expect(close(MEMBER)).rejects.toThrow(constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE'));
  });

  test('but not more than three at once, and not more than 250 within 30 days', async () => {
    const ids = Array.from({ length: 260 }, (_, number) => String(700_000_000_000 + number));
    begin({ organization: { accounts: ids.map((id) => ({ id })) } });
    for (const id of ids.slice(0, 3)) await close(id);
    await expect(close(ids[3] as string)).rejects.toThrow(constraint('CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED'));
    for (const id of ids.slice(3, 250)) {
      await world.pass(2 * MINUTE);
      await close(id);
    }
    await world.pass(2 * MINUTE);
    await expect(close(ids[250] as string)).rejects.toThrow(constraint('CLOSE_ACCOUNT_QUOTA_EXCEEDED'));
    await world.pass(30 * DAY);
    await expect(close(ids[250] as string)).resolves.toMatchObject({});
  });
});
