import { Accounts } from '../../../lambda/organizations/accounts';
import type { OwnStack } from '../../../lambda/guard/own-stack';
import { WaitingEvent, waitingHandler } from '../../../lambda/organizations/waiting';
import type { OrganizationsCalls } from '../../../lambda/organizations/organizations-calls';

/** Nothing is deleted, so nothing is called. */
const handler = waitingHandler({
  calls: {} as OrganizationsCalls,
  accounts: {} as Accounts,
  ownStack: {} as OwnStack,
  surroundings: { now: () => 0, sleep: async () => undefined, random: () => 0 },
  log: () => undefined,
  homepage: 'https://example.com',
});
const context = { getRemainingTimeInMillis: () => 120_000 };

test.each(['found:membership', 'invented-by-cloudformation-1A2B3C'])('a Delete with the id %s is answered with it, as the provider framework wants', async (PhysicalResourceId) => {
  const event = {
    RequestType: 'Delete', PhysicalResourceId, ServiceToken: '', ResponseURL: '', StackId: '', RequestId: '', LogicalResourceId: 'PaymentsWaiting',
    ResourceType: 'Custom::OrganizationsAccountMembership', ResourceProperties: { ServiceToken: '' },
  } satisfies WaitingEvent;
  const answer = await handler(event, context);
  expect(answer).toEqual({ PhysicalResourceId, Data: { WaitingSince: '' } });
  expect(await handler({ ...event, Data: { WaitingSince: '' } }, context)).toEqual({ IsComplete: true });
});

test.each([
  { event: { Data: { WaitingSince: '0' } }, properties: {}, message: /^INVALID_PROPERTIES: property Target of this resource is missing\./ },
  {
    event: { Data: { WaitingSince: '0' } }, properties: { Target: { AccountId: '111122223333' }, HandshakeId: 'h', HandshakeArn: 'h', TimeoutMinutes: 'soon' },
    message: /^INVALID_PROPERTIES: property TimeoutMinutes of this resource is "soon" and not a whole number\./,
  },
  // There is nobody to ask for the stack.
  { event: { RequestType: 'Update' }, properties: { Target: { AccountId: '111122223333' }, HandshakeId: 'h', HandshakeArn: 'h' }, message: /^UNEXPECTED: handling Update of "PaymentsWaiting" failed .*TypeError/ },
])('a failure is thrown without its stack, since the framework would pass that on: $message', async ({ event, properties, message }) => {
  const incoming = { RequestType: 'Create', ResponseURL: '', LogicalResourceId: 'PaymentsWaiting', ResourceProperties: properties, ...event };
  const thrown = await handler(incoming as unknown as WaitingEvent, context).catch((error: Error) => error) as Error;
  expect(thrown.message).toMatch(message);
  expect(thrown.stack).toBe('');
});

test('a message leaves room for what the framework adds to it, and keeps its code and its link', async () => {
  const properties = { Target: { AccountId: '111122223333' }, HandshakeId: 'h'.repeat(5000), HandshakeArn: 'h', TimeoutMinutes: '0' };
  const event = { RequestType: 'Create', LogicalResourceId: 'PaymentsWaiting', ResourceProperties: properties, Data: { WaitingSince: '0' } };
  const calls = { describeAccount: () => Promise.reject(missing), describeHandshake: async () => ({ State: 'OPEN' }) } as unknown as OrganizationsCalls;
  const missing = Object.assign(new Error(), { name: 'AccountNotFoundException', $metadata: { httpStatusCode: 400 } });
  const waiting = waitingHandler({
    calls, accounts: new Accounts(calls), ownStack: {} as OwnStack, surroundings: { now: () => 0, sleep: async () => undefined, random: () => 0 },
    log: () => undefined, homepage: 'https://example.com',
  });
  const thrown = await waiting(event as unknown as WaitingEvent, context).catch((error: Error) => error) as Error;
  expect(thrown.message).toMatch(/^INVITATION_NOT_ACCEPTED: .*…\s?https:\/\/example.com\/blob\/main\/docs\/reasons.md#invitation_not_accepted$/);
  expect(Buffer.byteLength(JSON.stringify(thrown.message))).toBeLessThanOrEqual(2_500);
});
