import {
  AccessDeniedExceptionReason, ConflictExceptionReason, ResourceNotFoundExceptionReason, ResourceType, ThrottlingExceptionReason, ValidationExceptionReason,
} from '@aws-sdk/client-identitystore';
import { ERRORS_OF_ANY_SERVICE } from '../../../lambda/errors/any-service';
import { ERROR_TABLE } from '../../../lambda/errors/error-table';
import { EVENTS_ERRORS } from '../../../lambda/errors/events';
import { ORGANIZATIONS_ERRORS } from '../../../lambda/errors/organizations';
import { S3_ERRORS } from '../../../lambda/errors/s3';
import { STATES_ERRORS } from '../../../lambda/errors/states';
import { STS_ERRORS } from '../../../lambda/errors/sts';
import type { Effect } from '../../../sandbox/faults/fault';
import { group } from '../../support/declared-groups';
import { membership, user } from '../../support/declared-users';
import { ALWAYS, lost, serviceError } from '../../support/effects';
import { failuresOf, InProcess, physicalIdOf } from '../../support/in-process';
import { link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

type Code = string;

/** An exception that ends in the same code whatever was being done. */
interface Refused {
  readonly exception: string;
  readonly reason?: string;
  readonly resourceType?: string;
  readonly code: Code;
}

const KMS = 'KMS_KEY_UNUSABLE';

/** Reasons of the SDK's client and what they mean; one that a newer client adds has no code here, and fails. */
const byReason = (exception: string, reasons: object, codes: Readonly<Record<string, Code>>): Refused[] =>
  (Object.values(reasons) as string[]).map((reason) => ({ exception, reason, code: codes[reason] ?? 'a code for it' }));

const REFUSALS: readonly Refused[] = [
  ...byReason('AccessDeniedException', AccessDeniedExceptionReason, { KMS_ACCESS_DENIED: 'KMS_ACCESS_DENIED' }),
  ...byReason('ThrottlingException', ThrottlingExceptionReason, { KMS_THROTTLING: 'KMS_THROTTLED' }),
  ...byReason('ValidationException', ValidationExceptionReason, { KMS_INVALID_ARN: KMS, KMS_INVALID_KEY_USAGE: KMS, KMS_INVALID_STATE: KMS, KMS_DISABLED: KMS }),
  ...byReason('ResourceNotFoundException', ResourceNotFoundExceptionReason, { KMS_KEY_NOT_FOUND: KMS }),
  { exception: 'ConflictException', reason: ConflictExceptionReason.CONCURRENT_MODIFICATION, code: 'CONCURRENT_MODIFICATION' },
  { exception: 'ResourceNotFoundException', resourceType: ResourceType.RESOURCE_POLICY, code: 'UNEXPECTED' },
  ...ERRORS_OF_ANY_SERVICE.flatMap(({ exception, verdict }, index, rows) =>
    // One for each verdict: the other names of it are in the tests of the table.
    ('code' in verdict && rows.findIndex((row) => row.verdict === verdict) === index ? [{ exception, code: verdict.code }] : [])),
  { exception: 'ServiceQuotaExceededException', code: 'QUOTA_EXCEEDED' },
  { exception: 'SomethingNewException', code: 'UNEXPECTED' },
  ...[['ThrottlingException', 'THROTTLED'], ['ValidationException', 'INVALID_REQUEST']]
    .map(([exception = '', code = '']) => ({ exception, reason: 'SOMETHING_NEW', code })),
];

/** What is there before, and the deployment that makes the call. */
interface Situation {
  readonly operation: string;
  readonly doing: string;
  readonly before: () => Promise<unknown>;
  readonly act: () => Promise<ReturnType<typeof world.sandbox.cloudFormation.existing>>;
}

let world: InProcess;
let someone: SomebodyElse;
let admins = '';
let ada = '';

beforeEach(() => {
  world = new InProcess();
  someone = new SomebodyElse(world);
});

const nothingBefore = async (): Promise<void> => undefined;
const deploysUser = (title?: string) => () => world.deploy('A', user('Ada', { title }));
const deploysGroup = (description?: string) => () => world.deploy('A', group('Admins', description === undefined ? {} : { description }));
const deploysMembership = () => world.deploy('A', membership(admins, ada));
const destroys = () => world.destroy('A');

async function pair(): Promise<void> {
  admins = await someone.createsGroup();
  ada = await someone.createsUser();
}

async function madeMembership(): Promise<void> {
  await pair();
  await deploysMembership();
}

async function existingMembership(): Promise<void> {
  await pair();
  await someone.createsMembership(admins, ada);
}

const MEMBERSHIP = 'membership of user "…" in group "…"';

const SITUATIONS: readonly Situation[] = [
  { operation: 'CreateUser', doing: 'creating user "ada"', before: nothingBefore, act: deploysUser() },
  { operation: 'GetUserId', doing: 'looking up user "ada"', before: () => someone.createsUser(), act: deploysUser() },
  { operation: 'DescribeUser', doing: 'reading user "ada"', before: deploysUser(), act: deploysUser('Engineer') },
  { operation: 'DescribeUser', doing: 'reading user "ada"', before: deploysUser(), act: destroys },
  { operation: 'UpdateUser', doing: 'updating user "ada"', before: deploysUser(), act: deploysUser('Engineer') },
  { operation: 'DeleteUser', doing: 'deleting user "ada"', before: deploysUser(), act: destroys },
  { operation: 'CreateGroup', doing: 'creating group "admins"', before: nothingBefore, act: deploysGroup() },
  { operation: 'GetGroupId', doing: 'looking up group "admins"', before: () => someone.createsGroup(), act: deploysGroup() },
  { operation: 'DescribeGroup', doing: 'reading group "admins"', before: deploysGroup(), act: deploysGroup('changed') },
  { operation: 'UpdateGroup', doing: 'updating group "admins"', before: deploysGroup(), act: deploysGroup('changed') },
  { operation: 'DeleteGroup', doing: 'deleting group "admins"', before: deploysGroup(), act: destroys },
  { operation: 'CreateGroupMembership', doing: `creating ${MEMBERSHIP}`, before: pair, act: deploysMembership },
  { operation: 'GetGroupMembershipId', doing: `looking up ${MEMBERSHIP}`, before: existingMembership, act: deploysMembership },
  { operation: 'DeleteGroupMembership', doing: 'deleting membership …', before: madeMembership, act: destroys },
];

const effectOf = ({ exception, reason, resourceType }: Omit<Refused, 'code'>): Effect =>
  serviceError(exception, { ...(reason !== undefined && { Reason: reason }), ...(resourceType !== undefined && { ResourceType: resourceType }) });

const answerOf = ({ exception, reason, resourceType, action }: Omit<Refused, 'code'> & { readonly action?: string }): string =>
  [exception, reason, resourceType, action && `to ${action}`].filter(Boolean).join(' ');

const anyId = /(?:[0-9a-f]{10}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Codes of what is tried again for minutes, which takes a test long. */
const REPEATED = ['THROTTLED', 'KMS_THROTTLED', 'SERVICE_UNAVAILABLE', 'CONCURRENT_MODIFICATION'];

/** Each in every third situation, and what is repeated in two of them: neither depends on what is called. `E2E_SIZE=full` tries more. */
function refusalsIn(situation: number): readonly Refused[] {
  const [repeated, others] = process.env.E2E_SIZE === 'full' ? [3, 2] : [7, 3];
  return REFUSALS.filter(({ code }, index) => (index + situation) % (REPEATED.includes(code) ? repeated : others) === 0);
}

describe.each(SITUATIONS.map((situation, index) => ({ ...situation, refusals: refusalsIn(index) })))('$operation', ({ operation, doing, before, act, refusals }) => {
  const action = `identitystore:${operation}`;

  test.each(refusals.map((refused) => ({ ...refused, answer: answerOf(refused) })))('ends in $code after $answer', async ({ code, ...refused }) => {
    await before();
    world.fault(action, effectOf(refused), ALWAYS);
    const stack = await act();
    expect(stack.status).toMatch(/ROLLBACK_(COMPLETE|FAILED)|DELETE_FAILED/);
    const message = messageOf(stack).replace(anyId, '…');
    expect(message.startsWith(`${code}: ${doing} `) ? '' : message).toBe('');
    expect(message).toContain(` [${[refused.exception, refused.reason].filter(Boolean).join(' ')}, ${action}, request …] ${link(code.toLowerCase())}`);
    expect(message).not.toMatch(/\{|\}| \? |undefined/);
  });

  test('shows name and request of a ValidationException without a message', async () => {
    await before();
    world.fault(action, serviceError('ValidationException', { message: '', Message: '' }), ALWAYS);
    expect(messageOf(await act()).replace(anyId, '…')).toBe(`INVALID_REQUEST: ${doing} was refused as invalid: AWS gave no reason. Compare the declared attributes with what the `
      + `service takes (lengths, characters, forms: see the documentation of the construct), correct the one that it means, then deploy again. [ValidationException, ${action}, request …] ${link('invalid_request')}`);
  });

  test('counts a missing identity store as gone when it deletes, else ends in IDENTITY_STORE_NOT_FOUND', async () => {
    await before();
    world.fault(action, effectOf({ exception: 'ResourceNotFoundException', resourceType: ResourceType.IDENTITY_STORE }), ALWAYS);
    const stack = await act();
    const ending = failuresOf(stack).length > 0 ? messageOf(stack).split(' ')[0] : stack.status;
    expect(ending).toBe(act === destroys ? 'DELETE_COMPLETE' : 'IDENTITY_STORE_NOT_FOUND:');
  });
});

test.each(SITUATIONS.filter((_, index) => index % 3 === 0))('$operation ends in SERVICE_UNAVAILABLE when no answer comes, and when a server fails in an unknown way', async ({ operation, doing, before, act }) => {
  const action = `identitystore:${operation}`;
  await before();
  world.fault(action, lost('BEFORE'), 3);
  world.fault(action, serviceError('ServiceUnavailable', {}, 503), ALWAYS);
  expect(messageOf(await act()).replace(anyId, '…')).toMatch(new RegExp(`^SERVICE_UNAVAILABLE: ${doing.replace(/[".]/g, '.')} failed \\d+ times in \\d+ s because the service could not`));
});

describe('what is missing', () => {
  const missing = (resourceType?: string): Effect => effectOf({ exception: 'ResourceNotFoundException', ...(resourceType !== undefined && { resourceType }) });

  test.each(Object.values(ResourceType).filter((type) => !['IDENTITY_STORE', 'RESOURCE_POLICY'].includes(type)))('as a %s counts as gone when it is deleted', async (type) => {
    for (const { operation, before } of SITUATIONS.filter((situation) => situation.operation.startsWith('Delete'))) {
      world = new InProcess();
      someone = new SomebodyElse(world);
      await before();
      world.fault(`identitystore:${operation}`, missing(type));
      expect(await world.destroy('A')).toMatchObject({ status: 'DELETE_COMPLETE' });
    }
  });

  // Nothing but the store can be missing then, and AWS was seen to say it without a type: that was UNEXPECTED.
  test.each([
    { made: 'user "ada"', operation: 'identitystore:CreateUser', app: () => user('Ada') },
    { made: 'group "admins"', operation: 'identitystore:CreateGroup', app: () => group('Admins') },
  ])('without a type is the store when $made is created', async ({ made, operation, app }) => {
    world.fault(operation, missing(), ALWAYS);
    expect(messageOf(await world.deploy('A', app()))).toMatch(new RegExp(`^IDENTITY_STORE_NOT_FOUND: creating ${made} failed because there is no such identity store in this Region\\. `));
  });

  test('leaves a membership to somebody else when a look after a lost answer doesn\'t find it', async () => {
    await pair();
    world.fault('identitystore:CreateGroupMembership', lost('AFTER'));
    world.fault('identitystore:DescribeGroupMembership', missing('GROUP_MEMBERSHIP'));
    expect(physicalIdOf(await deploysMembership())).toMatch(/^adopted:/);
  });
});

describe('CloudFormation', () => {
  test.each([
    { operation: 'ListStackResources', effect: serviceError('AccessDenied', {}, 403), code: 'ACCESS_DENIED' },
    { operation: 'ListStackResources', effect: serviceError('Throttling'), code: 'THROTTLED' },
  ])('that answers $operation with $code fails an adoption, which says what it was for', async ({ operation, effect, code }) => {
    await someone.createsUser();
    world.fault(`cloudformation:${operation}`, effect, ALWAYS);
    expect(messageOf(await world.deploy('A', user('Ada')))).toMatch(new RegExp(`^${code}: looking whether another resource of the stack holds user "ada" `));
  });

  test('that refuses DescribeStacks keeps a user from being deleted', async () => {
    await world.deploy('A', user('Ada'));
    world.fault('cloudformation:DescribeStacks', serviceError('AccessDenied', {}, 403), ALWAYS);
    expect(messageOf(await world.destroy('A'))).toMatch(/^ACCESS_DENIED: looking whether another resource of the stack holds user "ada" /);
    expect(world.users).toHaveLength(1);
  });
});

const OF_OTHER_SERVICES = [...EVENTS_ERRORS, ...ORGANIZATIONS_ERRORS, ...S3_ERRORS, ...STATES_ERRORS, ...STS_ERRORS];

test('every row of the table of errors, or one with its verdict, is in these tests, but for those of services that this function doesn\'t call', () => {
  const tested = (row: (typeof ERROR_TABLE)[number]): boolean => REFUSALS.some((refused) => ERRORS_OF_ANY_SERVICE.includes(row) || (
    refused.exception === row.exception && refused.reason === row.reason && refused.resourceType === row.resourceType));
  const elsewhere = ERROR_TABLE.filter((row) => !tested(row) && !OF_OTHER_SERVICES.includes(row)).map(answerOf);
  expect(elsewhere).toEqual([
    // Conflicts, in the tests of each kind.
    'ConflictException UNIQUENESS_CONSTRAINT_VIOLATION', 'ConflictException',
    // What is missing, above.
    'ResourceNotFoundException IDENTITY_STORE', 'ResourceNotFoundException USER', 'ResourceNotFoundException GROUP', 'ResourceNotFoundException GROUP_MEMBERSHIP',
    'ResourceNotFoundException to CreateUser', 'ResourceNotFoundException to CreateGroup', 'ResourceNotFoundException',
  ]);
});
