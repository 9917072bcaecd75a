import {
  DescribeHandshakeCommand, DescribeOrganizationCommand, InviteAccountToOrganizationCommand, ListHandshakesForOrganizationCommand, ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { MEMBER, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { SECOND } from '../../support/times';

const THROTTLED = exception('TooManyRequestsException', 'You have sent too many requests in too short a period of time.');
const HANDSHAKE = new DescribeHandshakeCommand({ HandshakeId: 'h-12345678' });

/** How many of the calls were let through. */
async function admitted(calls: number, call: (number: number) => Promise<unknown>): Promise<number> {
  let count = 0;
  for (let number = 0; number < calls; number += 1) {
    await call(number).then(() => true, ({ name }: Error) => name !== 'TooManyRequestsException').then((was) => { count += Number(was); });
  }
  return count;
}

let world: OrganizationsWorld;
beforeEach(() => { world = new OrganizationsWorld({ switches: { throttling: true } }); });

test.each<[operation: string, command: (number: number) => object, burst: number, rate: number]>([
  ['InviteAccountToOrganization', (number) => new InviteAccountToOrganizationCommand({ Target: { Type: 'EMAIL', Id: `${number}@example.com` } }), 5, 3],
  ['DescribeHandshake', () => HANDSHAKE, 2, 1],
  ['DescribeOrganization', () => new DescribeOrganizationCommand(), 2, 1],
  ['ListHandshakesForOrganization', () => new ListHandshakesForOrganizationCommand(), 8, 5],
  ['ListRoots', () => new ListRootsCommand(), 2, 1],
])('%s has its published burst and rate', async (_operation, command, burst, rate) => {
  const call = (number: number): Promise<unknown> => world.in(MANAGEMENT).send(command(number) as never) as Promise<unknown>;
  await expect(admitted(20, call)).resolves.toBe(burst);
  await expect(call(0)).rejects.toThrow(THROTTLED);
  await world.pass(SECOND);
  await expect(admitted(20, (number) => call(100 + number))).resolves.toBe(rate);
  await world.pass(1000 * SECOND);
  await expect(admitted(20, (number) => call(200 + number))).resolves.toBe(burst);
});

test('a call that is refused uses nothing up', async () => {
  const call = (): Promise<unknown> => world.in(MANAGEMENT).send(HANDSHAKE);
  await admitted(100, call);
  await world.pass(SECOND);
  await expect(admitted(2, call)).resolves.toBe(1);
});

test('accounts have rates of their own, within that of their organization', async () => {
  const ofAccount = (account: string) => () => world.in(account).send(HANDSHAKE);
  const accounts = Array.from({ length: 6 }, (_, number) => String(700_000_000_000 + number));
  for (const account of accounts) world.sandbox.organizations.join(world.organization, account);
  await expect(admitted(3, ofAccount(MEMBER))).resolves.toBe(2);
  const counts: number[] = [];
  for (const account of accounts) counts.push(await admitted(3, ofAccount(account)));
  // The organization's burst is 10.
  expect(counts).toEqual([2, 2, 2, 2, 0, 0]);
});

test('rates can be switched off', async () => {
  world = new OrganizationsWorld({ switches: { throttling: false } });
  await expect(admitted(20, () => world.in(MANAGEMENT).send(new ListRootsCommand()))).resolves.toBe(20);
});
