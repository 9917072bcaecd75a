import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeUserCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { DescribeHandshakeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { DirectClients } from '../../../rehearsal/functions/direct-clients';
import { authorizationOf, ClientClass } from '../../../rehearsal/functions/handler-dependencies';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import type { HttpRequest, HttpResponse } from '../../../sandbox/protocol/http';

const KEY = 'AKIAREHEARSAL';
const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' };

interface Called {
  readonly request: HttpRequest;
  readonly result: unknown;
}

/** Calls with the client of the SDK, and with a direct one. */
async function bothWays(clientClass: ClientClass, command: object, response: HttpResponse): Promise<[Called, Called]> {
  const requests: HttpRequest[] = [];
  const handler = new WireHandler(async (request) => {
    requests.push(request);
    return response;
  });
  const real = new clientClass({ ...clientSettings(KEY), requestHandler: handler });
  const direct = new DirectClients().makerFor(KEY, handler)(clientClass);
  const results: unknown[] = [];
  for (const client of [real, direct] as unknown as { send(command: object): Promise<object> }[]) {
    results.push(await client.send(command).then(withoutTries, (thrown: Error) => ({ thrown: thrown.name, message: thrown.message, ...withoutTries(thrown) })));
  }
  return [0, 1].map((index) => ({ request: requests[index] as HttpRequest, result: results[index] })) as [Called, Called];
}

/** How often it was tried is nothing that a service says. */
function withoutTries(output: object): object {
  const { $metadata: { attempts: _, totalRetryDelay: __, ...metadata }, ...rest } = { $metadata: {} as Record<string, unknown>, ...output };
  return { ...rest, $metadata: metadata };
}

const CALLS: Readonly<Record<string, [ClientClass, object, HttpResponse]>> = {
  'an answer in JSON': [
    OrganizationsClient, new DescribeHandshakeCommand({ HandshakeId: 'h-1' }),
    { status: 200, headers: JSON_HEADERS, body: '{"Handshake":{"Id":"h-1","State":"REQUESTED","RequestedTimestamp":1767225600.5}}' },
  ],
  'an answer in XML': [
    CloudFormationClient, new DescribeStacksCommand({ StackName: 'People & <more>' }),
    {
      status: 200, headers: { 'content-type': 'text/xml' },
      body: '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>People</StackName><CreationTime>2026-01-01T00:00:00.000Z</CreationTime>'
        + '<DisableRollback>true</DisableRollback></member></Stacks></DescribeStacksResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DescribeStacksResponse>',
    },
  ],
  'a refusal in JSON': [
    IdentitystoreClient, new DescribeUserCommand({ IdentityStoreId: 'd-1234567890', UserId: 'u-1' }),
    { status: 400, headers: JSON_HEADERS, body: '{"__type":"ResourceNotFoundException","Message":"USER not found.","ResourceType":"USER","RequestId":"r-1"}' },
  ],
  'a refusal in XML': [
    CloudFormationClient, new DescribeStacksCommand({ StackName: 'People' }),
    {
      status: 400, headers: { 'content-type': 'text/xml' },
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id People does not exist</Message></Error><RequestId>r-1</RequestId></ErrorResponse>',
    },
  ],
};

test.each(Object.entries(CALLS))('%s is read as the client of the SDK reads it', async (_, [clientClass, command, response]) => {
  const [real, direct] = await bothWays(clientClass, command, response);
  expect(direct.result).toEqual(real.result);
});

test.each(Object.entries(CALLS))('what asks for %s is what the client of the SDK sends', async (_, [clientClass, command, response]) => {
  const [real, direct] = await bothWays(clientClass, command, response);
  const sent = ({ request: { method, host, path, headers, body } }: Called): unknown =>
    [method, host, path, headers['content-type'], headers['x-amz-target'], new TextDecoder().decode(body)];
  expect(sent(direct)).toEqual(sent(real));
  expect(direct.request.headers.authorization).toBe(authorizationOf(KEY));
});
