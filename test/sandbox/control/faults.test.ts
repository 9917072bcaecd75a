import { answerControl } from '../../../sandbox/control/control';
import { MovableTime } from '../../../sandbox/time/movable-time';
import { OrganizationsWorld } from '../../support/organizations-world';

const world = new OrganizationsWorld({});

async function add(input: unknown): Promise<{ status: number; answer: any }> {
  const controlled = { sandbox: world.sandbox, clock: new MovableTime(world.time), reset: async () => undefined };
  const request = { method: 'POST', host: '127.0.0.1', path: '/_sandbox/faults', query: new URLSearchParams(), headers: {}, body: Buffer.from(JSON.stringify(input)) };
  const { status, body } = await answerControl(controlled, request);
  return { status, answer: JSON.parse(String(body)) };
}

const CREATE_GROUP = 'identitystore:CreateGroup';
const NAME_ONE = 'name one thing that goes wrong: --error, --lost, --kill, --delay, --twice or --overlapping';

afterEach(() => world.sandbox.faults.clear());

test('every operation that the sandbox emulates can go wrong, and what functions and CloudFormation do', async () => {
  const { actions } = world.sandbox;
  expect(actions).toEqual(expect.arrayContaining([CREATE_GROUP, 'organizations:MoveAccount', 'cloudformation:CreateChangeSet', 'sts:AssumeRole', 'lambda:InvokeFunction']));
  for (const operation of [...actions, 'answer']) expect([operation, await add({ operation, options: { lost: 'after' } })]).toEqual([operation, { status: 200, answer: {} }]);
  for (const event of ['Create', 'Update', 'Delete']) expect(await add({ operation: `deliver:${event}`, options: { twice: true } })).toEqual({ status: 200, answer: {} });
});

test.each([
  { operation: 'identitystore:CreateGroups', says: 'perhaps identitystore:CreateGroup' },
  { operation: 'organizations:moveaccount', says: 'perhaps organizations:MoveAccount' },
  { operation: 'lambda:DeleteFunction', says: 'of lambda there are GetAccountSettings, GetFunction, GetFunctionConfiguration, InvokeFunction, UpdateFunctionCode, UpdateFunctionConfiguration' },
  { operation: 'sqs:SendMessage', says: expect.stringMatching(/^there are answer, deliver, cloudformation, .*identitystore, .*sts$/) },
])('refuses $operation, of which nothing can go wrong', async ({ operation, says }) => {
  const { status, answer } = await add({ operation, options: { lost: 'after' } });
  expect(status).toBe(400);
  const [what, instead] = (answer as { message: string }).message.split('; ');
  expect(what).toBe(`${operation} is no operation that this sandbox emulates, so that nothing of it can go wrong`);
  expect(instead).toEqual(says);
});

// A status of 1000 ended the process when it was to be sent, and so did a line end in the name of an exception of Lambda.
test.each<[options: unknown, message: string]>([
  [{ error: 'Throttling', status: '1000' }, '--status must be a whole number from 400 to 599, not 1000'],
  [{ error: 'Throttling', status: '399' }, '--status must be a whole number from 400 to 599, not 399'],
  [{ error: 'Throttling', status: {} }, '--status must be a whole number from 400 to 599, not [object Object]'],
  [{ error: 'a\nb' }, '--error is the name of an exception, such as ThrottlingException, not "a\\nb"'],
  [{ error: '' }, '--error is the name of an exception, such as ThrottlingException, not ""'],
  [{ error: true, reason: 'X' }, '--error is the name of an exception, such as ThrottlingException, not true'],
  [{ error: 'X', reason: '' }, '--reason must be a text in a line, and not empty'],
  [{ error: 'X', message: 'a\u0000' }, '--message must be a text in a line, and not empty'],
  [{ error: 'X', resourceType: 1 }, '--resource-type must be a text in a line, and not empty'],
  [{ error: 'X', retryAfterSeconds: '1.5' }, '--retry-after-seconds must be a whole number of at least 0, not 1.5'],
  [{ error: 'X', times: '0' }, '--times must be a whole number of at least 1, not 0'],
  [{ lost: 'toString' }, '--lost is before or after (the call takes effect), not toString'],
  [{ kill: 'during' }, '--kill is before or after (the call takes effect), not during'],
  [{ delay: '99999999999' }, '--delay must be a whole number from 0 to 999999999, not 99999999999'],
  [{ lost: 'after', reason: 'X' }, '--reason says nothing about --lost'],
  [{ lost: 'after', often: '2' }, 'a fault has no often'],
  [{ error: 'X', lost: 'after' }, NAME_ONE],
  [{ eror: 'X' }, NAME_ONE],
  [{}, NAME_ONE],
  [null, 'what goes wrong is described by options'],
  [[], 'what goes wrong is described by options'],
])('refuses %j', async (options, message) => {
  expect(await add({ operation: CREATE_GROUP, options })).toEqual({ status: 400, answer: { message } });
});

test.each([null, {}, { operation: 1 }])('refuses %j, which names no operation', async (input) => {
  const { operation } = (input ?? {}) as { operation?: unknown };
  expect(await add(input)).toEqual({ status: 400, answer: { message: `an operation is a text, not ${JSON.stringify(operation)}` } });
});

test('an exception carries the members that it is given', async () => {
  const members = { reason: 'GROUP_NOT_FOUND', resourceType: 'IDENTITY_STORE', resourceId: 'd-1', retryAfterSeconds: '7', message: 'It is gone.' };
  await add({ operation: CREATE_GROUP, options: { error: 'ResourceNotFoundException', ...members } });
  const response = await world.sandbox.answer({
    method: 'POST', host: '127.0.0.1', path: '/', query: new URLSearchParams(), body: Buffer.from('{}'), headers: { 'x-amz-target': 'AWSIdentityStore.CreateGroup' },
  });
  expect(response.status).toBe(400);
  expect(JSON.parse(String(response.body))).toMatchObject({
    __type: 'ResourceNotFoundException', message: 'It is gone.', Reason: 'GROUP_NOT_FOUND', ResourceType: 'IDENTITY_STORE', ResourceId: 'd-1', RetryAfterSeconds: 7,
  });
});
