import * as http from 'node:http';
import https from 'node:https';
import { AddressInfo, connect } from 'node:net';
import { putAnswer } from '../../../lambda/custom-resource/put-answer';

const URL = 'https://bucket.example.com/answer%20of/a?X-Amz-Signature=abc%2Fd&x=1';

let server: http.Server;
const { globalAgent } = https;

/** A bucket on this machine: whatever host an https request is for, it gets there, and without TLS. */
async function bucket(respond: http.RequestListener): Promise<void> {
  server = http.createServer(respond);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  Object.assign(https, { globalAgent: Object.assign(new https.Agent(), { createConnection: () => connect(port, '127.0.0.1') }) });
}

afterEach(async () => {
  Object.assign(https, { globalAgent });
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

test('the body arrives as the signature wants it: at the same path, and with an empty content type', async () => {
  const received: object[] = [];
  await bucket((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, host: headers.host, type: headers['content-type'], length: headers['content-length'], body: Buffer.concat(parts).toString() });
      response.writeHead(200).end();
    });
  });
  expect(await putAnswer(URL, '{"name":"é"}')).toBe(200);
  expect(received).toEqual([
    { method: 'PUT', url: '/answer%20of/a?X-Amz-Signature=abc%2Fd&x=1', host: 'bucket.example.com', type: '', length: '13', body: '{"name":"é"}' },
  ]);
});

// An answer that trickled outlived the function, and the event was delivered again.
test.each([
  { answer: 'is long', respond: (response: http.ServerResponse) => response.end('<Error/>'.repeat(100_000)) },
  { answer: 'never ends', respond: (response: http.ServerResponse) => response.write('<') },
  { answer: 'breaks off', respond: (response: http.ServerResponse) => { response.write('<', () => setTimeout(() => response.destroy(), 50)); } },
])('the status of an answer that $answer is told once it is there', async ({ respond }) => {
  await bucket((_request, response) => { respond(response.writeHead(403)); });
  expect(await putAnswer(URL, '{}')).toBe(403);
});

test('an answer whose headers trickle is given up after four seconds', async () => {
  await bucket((request) => {
    request.socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
    const drip = setInterval(() => request.socket.write('.'), 200);
    request.socket.on('close', () => clearInterval(drip));
  });
  const started = performance.now();
  await expect(putAnswer(URL, '{}')).rejects.toMatchObject({ message: 'timed out', code: 'ETIMEDOUT' });
  expect(Math.round((performance.now() - started) / 1_000)).toBe(4);
});

test('a connection that breaks is told by its code', async () => {
  await bucket((request) => { request.socket.destroy(); });
  await expect(putAnswer(URL, '{}')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a bucket that is silent is given up after four seconds', async () => {
  await bucket(() => undefined);
  const started = performance.now();
  await expect(putAnswer(URL, '{}')).rejects.toMatchObject({ message: 'timed out', code: 'ETIMEDOUT' });
  expect(Math.round((performance.now() - started) / 1_000)).toBe(4);
});
