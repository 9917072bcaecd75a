import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { awsErrorOf } from '../../../lambda/errors/aws-error';
import { classify } from '../../../lambda/errors/classify';
import { identityStoreCallsIn } from '../../../lambda/identity-store/clients';
import type { IdentityStoreCalls } from '../../../lambda/identity-store/identity-store-calls';
import { CLIENT_SETTINGS } from '../../../lambda/sdk/client-settings';

let server: http.Server;
let requests: number;

async function callsAnswered(respond: (response: http.ServerResponse) => void): Promise<IdentityStoreCalls> {
  requests = 0;
  server = http.createServer((_request, response) => {
    requests++;
    respond(response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return identityStoreCallsIn(() => new IdentitystoreClient({
    ...CLIENT_SETTINGS, endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  }), () => 0)(undefined);
}

/** An answer that arrives a byte a second, for ever: no time between two pieces of it is long. */
function trickle(response: http.ServerResponse, status: number, headers: http.OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { 'content-length': 1_000, ...headers }).write(' ');
  const drip = setInterval(() => response.write(' '), 1_000);
  response.on('close', () => clearInterval(drip));
}

async function thrownBy(respond: (response: http.ServerResponse) => void): Promise<unknown> {
  const calls = await callsAnswered(respond);
  const started = performance.now();
  const thrown: unknown = await calls.describeGroup({ IdentityStoreId: 'd-1234567890', GroupId: '1234567890-6dceb054-f33c-40fa-8537-993eb0ae3a6d' })
    .then(() => 'no error', (error: unknown) => error);
  expect(performance.now() - started).toBeLessThan(11_000);
  expect(requests).toBe(1);
  return thrown;
}

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

test.each([
  { fault: 'an answer that never begins', respond: () => undefined },
  { fault: 'an answer that stops in the middle', respond: (response: http.ServerResponse) => response.writeHead(200, { 'content-length': 100 }).write('{') },
  {
    fault: 'a connection that breaks inside the answer',
    respond: (response: http.ServerResponse) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      setTimeout(() => response.destroy(), 50);
    },
  },
  // It outlived the function, so that CloudFormation heard nothing.
  { fault: 'an answer that trickles', respond: (response: http.ServerResponse) => trickle(response, 200) },
  { fault: 'an internal error that trickles', respond: (response: http.ServerResponse) => trickle(response, 500) },
  { fault: 'an internal error', respond: (response: http.ServerResponse) => response.writeHead(500).end('{}') },
])('$fault ends soon, after one attempt, with an unknown effect', async ({ respond }) => {
  const error = awsErrorOf('identitystore:DescribeGroup', await thrownBy(respond));
  expect(classify(error)).toEqual({ kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' });
}, 60_000);

test('a refusal whose body trickles in has no effect, as its status says', async () => {
  const error = awsErrorOf('identitystore:DescribeGroup', await thrownBy((response) => trickle(response, 400)));
  expect(error).toMatchObject({ httpStatus: 400 });
  expect(classify(error)).toEqual({ kind: 'FAIL', code: 'UNEXPECTED' });
}, 60_000);
