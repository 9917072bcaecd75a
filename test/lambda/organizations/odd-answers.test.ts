import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { CloudFormationCustomResourceCreateEvent } from 'aws-lambda';
import { organizationsHandler } from '../../../lambda/organizations/handler';
import { ACCOUNT_INVITATION_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import { ConnectionLost } from '../../../sandbox/faults/fault';
import type { HttpResponse } from '../../../sandbox/protocol/http';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { OwnTime } from '../../support/own-time';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

/** What no sandbox answers, over the wire: lists that lag behind, answers that are lost. */

const TARGET = '111122223333';
const MINUTES = 60_000;

type Answered = (time: OwnTime) => HttpResponse;

const LOST: Answered = (time) => {
  time.pass(1_000);
  throw new ConnectionLost();
};

function refused(exception: string, Reason?: string): Answered {
  return () => ({ status: 400, body: JSON.stringify({ __type: exception, Message: 'on demand', ...(Reason && { Reason }) }) });
}

/** What every answer of the service has. */
const ANSWERED = { status: 200, headers: { 'x-amzn-requestid': 'of the service' } };

function invitation(Id: string, requested: number): object {
  return {
    Id, State: 'OPEN', Action: 'INVITE', RequestedTimestamp: requested / 1000,
    Parties: [{ Type: 'ACCOUNT', Id: TARGET }, { Type: 'ORGANIZATION', Id: 'o-aaaaaaaaaa' }], Resources: [],
  };
}

/** Creates an invitation against given answers; the last one of an operation is given for ever. */
async function invite(answers: Readonly<Record<string, readonly Answered[]>>): Promise<{ answer: any; calls: string[] }> {
  const time = new OwnTime(undefined, 0);
  const calls: string[] = [];
  let answer: any;
  const requestHandler = new WireHandler(async ({ headers }) => {
    const operation = headers['x-amz-target']?.split('.')[1] ?? '';
    const given = answers[operation] ?? [];
    const next = given[Math.min(calls.filter((call) => call === operation).length, given.length - 1)];
    calls.push(operation);
    if (!next) throw new Error(`no answer to ${operation}`);
    return next(time);
  });
  const settings = { ...clientSettings('ANYBODY'), requestHandler };
  const handle = organizationsHandler({
    surroundings: time,
    putAnswer: async (_url, body) => {
      answer = JSON.parse(body);
      return 200;
    },
    log: () => undefined,
    endEnvironment: () => { throw new Error('it ended itself'); },
    homepage: 'https://example.com',
    organizations: () => new OrganizationsClient(settings),
    sts: () => new STSClient(settings),
    cloudFormation: () => new CloudFormationClient(settings),
  });
  const event: CloudFormationCustomResourceCreateEvent = {
    RequestType: 'Create', ServiceToken: 'arn', ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/answer', StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/A/1',
    RequestId: 'request', LogicalResourceId: 'Payments', ResourceType: ACCOUNT_INVITATION_RESOURCE_TYPE,
    ResourceProperties: { ServiceToken: 'arn', Target: { AccountId: TARGET } },
  };
  await handle(event, { getRemainingTimeInMillis: () => 2 * MINUTES, invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:handler' });
  return { answer, calls };
}

const UNKNOWN_ACCOUNT = [refused('AccountNotFoundException')];

// The first invitation of the target was taken for the only one, so that its own one stayed behind and was never canceled.
test('an invitation whose answer was lost is found behind a stale one in the list', async () => {
  const { answer } = await invite({
    DescribeAccount: UNKNOWN_ACCOUNT,
    InviteAccountToOrganization: [LOST, refused('HandshakeConstraintViolationException', 'HANDSHAKE_RATE_LIMIT_EXCEEDED')],
    ListHandshakesForOrganization: [(time) => ({
      ...ANSWERED, body: JSON.stringify({ Handshakes: [invitation('h-stale', time.now() - MINUTES), invitation('h-own', time.now() - 500)] }),
    })],
  });
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'created:h-own' });
});

// What it would tell of the failed list isn't told, and the call that it took came after the time was up.
test('after a lost invitation a list that fails isn\'t asked about further', async () => {
  const { answer, calls } = await invite({
    DescribeAccount: UNKNOWN_ACCOUNT,
    InviteAccountToOrganization: [LOST, refused('HandshakeConstraintViolationException', 'HANDSHAKE_RATE_LIMIT_EXCEEDED')],
    ListHandshakesForOrganization: [refused('AccountOwnerNotVerifiedException')],
  });
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^HANDSHAKE_RATE_LIMIT_EXCEEDED: inviting account 111122223333 /) as string });
  // The second list is for the message: when one more can be sent.
  const lists = Array<string>(2).fill('ListHandshakesForOrganization');
  expect(calls).toEqual(['DescribeAccount', 'InviteAccountToOrganization', 'InviteAccountToOrganization', ...lists]);
});
