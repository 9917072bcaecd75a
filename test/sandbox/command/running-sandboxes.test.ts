import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { makeKnown, RunningSandbox, runningSandboxes } from '../../../sandbox/command/running-sandboxes';

const servers: Server[] = [];
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'running-'));
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(directory, { recursive: true });
});

async function listening(): Promise<RunningSandbox> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  servers.push(server);
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, processId: process.pid, directory: '/home/ada', variables: { AWS_REGION: 'us-east-1' } };
}

function own(): string {
  return path.join(directory, `cdk-org-guard-sandboxes-${process.getuid?.()}`);
}

test('a sandbox is known from its start to its end, to its user alone', async () => {
  const sandbox = await listening();
  await expect(runningSandboxes(directory)).resolves.toEqual([]);
  const forget = makeKnown(sandbox, directory);
  await expect(runningSandboxes(directory)).resolves.toEqual([sandbox]);
  const [file = ''] = readdirSync(own());
  expect([statSync(own()).mode & 0o777, statSync(path.join(own(), file)).mode & 0o777]).toEqual([0o700, 0o600]);
  forget();
  await expect(runningSandboxes(directory)).resolves.toEqual([]);
});

test.each([
  { what: 'whose process has ended', other: { processId: 2 ** 22 + 1 } },
  { what: 'whose port nobody listens on any more', other: { endpoint: 'http://127.0.0.1:1' } },
])('one $what is cleaned up', async ({ other }) => {
  makeKnown({ ...await listening(), ...other }, directory);
  expect(readdirSync(own())).toHaveLength(1);
  await expect(runningSandboxes(directory)).resolves.toEqual([]);
  expect(readdirSync(own())).toEqual([]);
});

test('one that has the port of another takes its place', async () => {
  const sandbox = await listening();
  makeKnown({ ...sandbox, processId: process.ppid }, directory);
  makeKnown(sandbox, directory);
  await expect(runningSandboxes(directory)).resolves.toEqual([sandbox]);
});

// A shell evaluates what stands there.
test.each([
  { what: 'that others can write', make: () => { mkdirSync(own()); chmodSync(own(), 0o777); }, says: 'belongs to others' },
  { what: 'that leads elsewhere', make: () => symlinkSync(directory, own()), says: 'is no directory' },
])('a directory $what is not used', async ({ make, says }) => {
  make();
  const sandbox = await listening();
  expect(() => makeKnown(sandbox, directory)).toThrow(`${own()} ${says}`);
  await expect(runningSandboxes(directory)).resolves.toEqual([]);
});
