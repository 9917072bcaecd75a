import type { OwnStack } from '../../../lambda/guard/own-stack';
import { WaitingEvent, waitingHandler } from '../../../lambda/organizations/waiting';
import type { OrganizationsCalls } from '../../../lambda/organizations/organizations-calls';

/** Nothing is deleted, so nothing is called. */
const handler = waitingHandler({
  calls: {} as OrganizationsCalls,
  ownStack: {} as OwnStack,
  surroundings: { now: () => 0, sleep: async () => undefined, random: () => 0 },
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
