import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeGroupCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { awsErrorOf } from '../../../lambda/errors/aws-error';
import { classify } from '../../../lambda/errors/classify';
import { CLIENT_SETTINGS } from '../../../lambda/sdk/client-settings';

let server: http.Server;
let requests: number;

async function clientOf(respond: (response: http.ServerResponse) => void): Promise<IdentitystoreClient> {
  requests = 0;
  server = http.createServer((_request, response) => {
    requests++;
    respond(response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return new IdentitystoreClient({
    ...CLIENT_SETTINGS, endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
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
  { fault: 'an internal error', respond: (response: http.ServerResponse) => response.writeHead(500).end('{}') },
])('$fault ends after one attempt, soon, as one whose effect nobody knows', async ({ respond }) => {
  const client = await clientOf(respond);
  const command = new DescribeGroupCommand({ IdentityStoreId: 'd-1234567890', GroupId: '1234567890-6dceb054-f33c-40fa-8537-993eb0ae3a6d' });
  const started = performance.now();
  const thrown: unknown = await client.send(command).then(() => 'no error', (error: unknown) => error);

  expect(performance.now() - started).toBeLessThan(11_000);
  expect(requests).toBe(1);
  expect(classify(awsErrorOf('identitystore:DescribeGroup', thrown))).toEqual({ kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' });
});
