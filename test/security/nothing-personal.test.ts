import fc from 'fast-check';
import { ERROR_TABLE } from '../../lambda/errors/error-table';
import { USER_RESOURCE_TYPE } from '../../lib/contract/identity-store';
import { nothing } from '../support/declared-groups';
import { InvitingWorld } from '../support/declared-invitations';
import { DirectFunction } from '../support/direct-function';
import { ALWAYS, serviceError } from '../support/effects';
import { NOBODY, STORE } from '../support/ids';
import { SomebodyElse } from '../support/somebody-else';
import { RESOURCE_TYPES } from './any-events';
import { Mark, Marked, markedEvent } from './marked-events';

/** Whatever happens, nothing personal or secret gets into a log or an id, and into a message only what is declared and named. */

/** Other marks: `NOTHING_PERSONAL_SEED=7 npx jest test/security/nothing-personal`. */
const { NOTHING_PERSONAL_SEED: seed = '1' } = process.env;

const OPERATIONS: Readonly<Record<'identityStore' | 'organizations', readonly string[]>> = {
  identityStore: [
    ...['CreateUser', 'UpdateUser', 'DeleteUser', 'DescribeUser', 'GetUserId', 'CreateGroup', 'UpdateGroup', 'DeleteGroup', 'DescribeGroup', 'GetGroupId'],
    ...['CreateGroupMembership', 'DeleteGroupMembership', 'GetGroupMembershipId', 'DescribeGroupMembership'],
  ].map((operation) => `identitystore:${operation}`),
  organizations: [
    'sts:AssumeRole',
    ...['InviteAccountToOrganization', 'CancelHandshake', 'ListAccounts', 'EnableAllFeatures', 'AcceptHandshake', 'MoveAccount', 'TagResource', 'DescribeHandshake']
      .map((operation) => `organizations:${operation}`),
  ],
};

const PHYSICAL_IDS = { identityStore: `created:${NOBODY}`, organizations: 'created:h-examplehandshakeid111' };

/** Every way a call can end: well, by each row of the table of errors, and by an error that nobody knows yet. */
const ENDS = [undefined, ...ERROR_TABLE, { exception: 'SomethingNewException' }];

type End = (typeof ENDS)[number];

/** Every so many of them, from another one for each seed and resource type: all of them take minutes. */
function endsEvery(step: number, resourceType: string): readonly (readonly [number, End])[] {
  const first = Number(seed) + RESOURCE_TYPES.indexOf(resourceType);
  return [...ENDS.entries()].filter(([index]) => index % step === first % step);
}

const WORD = fc.stringMatching(/^[a-z]{12}$/);
const nobody = async (): Promise<undefined> => undefined;

interface Told {
  /** For logs and ids. */
  readonly written: string;
  /** For the person who deploys. */
  readonly said: string;
}

interface Circumstances {
  readonly end?: End | undefined;
  /** Whether AWS repeats what it was sent. */
  readonly echoes?: boolean;
  /** Makes what there is before, and perhaps a stack, of which it tells the id. */
  readonly prepare?: (world: InvitingWorld) => Promise<string | undefined>;
}

async function told(service: keyof typeof OPERATIONS, { event, marks }: Marked, { end, echoes = false, prepare = nobody }: Circumstances): Promise<Told> {
  const world = new InvitingWorld();
  const StackId = await prepare(world) ?? event.StackId;
  const message = echoes ? marks.map(({ text }) => text).join(' ') : 'That is not possible.';
  if (end) {
    const { exception, reason, resourceType } = end as (typeof ERROR_TABLE)[number];
    const fields = { message, Message: message, ...(reason && { Reason: reason }), ...(resourceType && { ResourceType: resourceType }) };
    for (const operation of OPERATIONS[service]) world.fault(operation, serviceError(exception, fields), ALWAYS);
  }
  const direct = new DirectFunction(world);
  const thrown = await direct.handle(service, { ...event, StackId });
  expect(direct.log).toHaveLength(1);
  const answers = direct.answers.map(({ body }) => JSON.parse(body) as { Reason?: string; PhysicalResourceId: string; Data?: object });
  return {
    written: JSON.stringify([direct.log, thrown?.message, thrown?.stack, answers.map(({ PhysicalResourceId, Data }) => [PhysicalResourceId, Data])]),
    said: answers.map(({ Reason = '' }) => Reason).join('\n'),
  };
}

function found(text: string, marks: readonly Mark[]): string[] {
  return marks.filter((mark) => text.includes(mark.text)).map(({ place }) => place);
}

describe.each(RESOURCE_TYPES)('%s', (resourceType) => {
  const service = resourceType.startsWith('Custom::IdentityStore') ? 'identityStore' : 'organizations';
  const words = fc.sample(WORD, { numRuns: ENDS.length, seed: Number(seed) });

  test.each([['Create', 6], ['Update', 12], ['Delete', 12]] as const)('%s, however a call ends: no log and no id has anything personal or secret', async (requestType, step) => {
    for (const [index, end] of endsEvery(step, resourceType)) {
      const marked = markedEvent(resourceType, requestType, PHYSICAL_IDS[service], words[index] as string);
      const { written } = await told(service, marked, { end, echoes: true });
      expect([end, found(written, marked.marks)]).toEqual([end, []]);
      expect(written).not.toMatch(/X-Amz|ASIASANDBOX/);
    }
  });

  test('a message has nothing but the names and addresses that are declared', async () => {
    for (const [index, end] of endsEvery(6, resourceType)) {
      const marked = markedEvent(resourceType, 'Create', PHYSICAL_IDS[service], words[index] as string);
      const { said } = await told(service, marked, { end });
      expect([end, found(said, marked.marks.filter((mark) => !marked.shown.includes(mark)))]).toEqual([end, []]);
      expect(said).not.toMatch(/X-Amz|ASIASANDBOX/);
    }
  });
});

describe('a user whom somebody else has made', () => {
  const [declared, theirs] = fc.sample(WORD, { numRuns: 2, seed: Number(seed) }) as [string, string];
  const marked = markedEvent(USER_RESOURCE_TYPE, 'Create', '', declared);
  const { UserName, Emails } = marked.event.ResourceProperties as { UserName: string; Emails: { Value: string }[] };
  const stranger = {
    IdentityStoreId: STORE, UserName: `${theirs}name`, DisplayName: `${theirs}display`, Name: { GivenName: `${theirs}given`, FamilyName: `${theirs}family` },
    Emails: [{ Value: `${theirs}mail@example.com` }], PhoneNumbers: [{ Value: `${theirs}phone` }], Addresses: [{ Locality: `${theirs}town` }],
  };

  test.each([
    { what: 'has the name', has: { UserName }, code: 'IDENTITY_MISMATCH', shows: [] },
    { what: 'has the name, and no address', has: { UserName, Emails: undefined }, code: 'IDENTITY_UNPROVEN', shows: [] },
    { what: 'has the address', has: { Emails }, code: 'EMAIL_TAKEN', shows: [`${theirs}name`] },
    { what: 'has the address, and one as a name', has: { Emails, UserName: `${theirs}name@example.com` }, code: 'EMAIL_TAKEN', shows: [] },
    { what: 'comes from a directory', has: { UserName, Emails }, code: 'MANAGED_EXTERNALLY', shows: [], isProvisioned: true },
  ])('who $what: the message $code shows nothing personal but the name that tells who it is', async ({ has, code, shows, isProvisioned = false }) => {
    const { said, written } = await told('identityStore', marked, {
      prepare: async (world) => {
        const someone = new SomebodyElse(world);
        const id = await someone.createsUser({ ...stranger, ...has } as never);
        if (isProvisioned) someone.provisions(id);
        return (await world.deploy('A', nothing)).id;
      },
    });
    expect(said).toContain(`${code}: `);
    expect([...said.matchAll(new RegExp(`${theirs}\\w*`, 'g'))].map(([word]) => word).filter((word) => !(shows as readonly string[]).includes(word))).toEqual([]);
    expect(written).not.toContain(theirs);
    expect(found(written, marked.marks)).toEqual([]);
  });
});
