import fc from 'fast-check';
import { CATALOGUE } from '../../lambda/reasons/catalogue';
import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../../lib/contract/organizations';
import { InvitingWorld } from '../support/declared-invitations';
import { DirectFunction } from '../support/direct-function';
import { eventsOf, RESOURCE_TYPES } from './any-events';

/** More, and others: `ANY_EVENTS_RUNS=10000 ANY_EVENTS_SEED=7 npx jest test/security/any-events`. */
const { ANY_EVENTS_RUNS: runs = '100', ANY_EVENTS_SEED: seed = '1' } = process.env;
const PARAMETERS = { numRuns: Number(runs), seed: Number(seed) };

jest.setTimeout(Math.max(120_000, Number(runs) * 200));

const MAXIMUM_BYTES = 4096;
/** What the provider framework puts around a message: ids, and the name of its log. */
const FRAMEWORK_BYTES = 1500;
const FUNCTION_TIMEOUT = 120_000;
/** What no person should have to read, because it comes from the inside of the code. */
const INTERNALS = /TypeError|RangeError|Cannot read|is not a function|Maximum call stack|is not iterable|\[object/;
/** What a message may not have, since it is one line that is shown as it is: nothing that breaks, hides or turns round a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|cancelled/u;

interface AnyAnswer {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

function isUrl(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && value.startsWith('https://');
}

/** What a person couldn't read in a message. */
function unreadableIn(message: string): string[] {
  const [, code = ''] = /^([A-Z_]+): /.exec(message) ?? [];
  return [
    ...(Object.hasOwn(CATALOGUE, code) ? [] : ['has no code of the catalogue']),
    ...(INTERNALS.test(message) ? ['tells of the inside of the code'] : []),
    ...(UNPRINTABLE.test(message) ? ['has unprintable characters'] : []),
    ...(message.endsWith(`#${code.toLowerCase()}`) ? [] : ['has no link']),
  ];
}

/** What CloudFormation, or a person, couldn't do with an answer. */
function unusableIn(body: string): string[] {
  const { Status: status, Reason: reason = '', PhysicalResourceId: id, Data: data = {} } = JSON.parse(body) as AnyAnswer;
  return [
    ...(Buffer.byteLength(body) <= MAXIMUM_BYTES ? [] : ['is too long']),
    ...(['SUCCESS', 'FAILED'].includes(status) ? [] : ['has no status']),
    ...(typeof id === 'string' && id !== '' ? [] : ['has no physical id']),
    ...(Object.values(data).every((value) => typeof value === 'string') ? [] : ['has attributes that are not texts']),
    ...(status === 'FAILED' ? unreadableIn(reason) : []),
  ];
}

describe.each(RESOURCE_TYPES)('%s', (resourceType) => {
  const service = resourceType.startsWith('Custom::IdentityStore') ? 'identityStore' : 'organizations';

  test('any event gets one answer in time that CloudFormation accepts and a person can read', async () => {
    await fc.assert(fc.asyncProperty(eventsOf(resourceType), async (event) => {
      const direct = new DirectFunction(new InvitingWorld());
      await expect(direct.handle(service, event)).resolves.toBeUndefined();
      expect(direct.log).toHaveLength(1);
      expect(direct.answers).toHaveLength(isUrl(event.ResponseURL) ? 1 : 0);
      expect(direct.answers.filter(({ after }) => after >= FUNCTION_TIMEOUT)).toEqual([]);
      expect(direct.answers.flatMap(({ body }) => unusableIn(body))).toEqual([]);
    }), PARAMETERS);
  });

  test('the deletion of what was never created succeeds, whatever else is wrong with the event', async () => {
    await fc.assert(fc.asyncProperty(eventsOf(resourceType), async (any) => {
      fc.pre(isUrl(any.ResponseURL) && !String(any.PhysicalResourceId).startsWith('created:'));
      const direct = new DirectFunction(new InvitingWorld());
      await direct.handle(service, { ...any, RequestType: 'Delete' });
      expect(direct.answers.map(({ body }) => (JSON.parse(body) as AnyAnswer).Status)).toEqual(['SUCCESS']);
    }), { ...PARAMETERS, numRuns: Math.ceil(PARAMETERS.numRuns / 5) });
  });
});

test('whatever the provider framework sends gets an answer, or an error with nothing but a message', async () => {
  const data = fc.constantFrom<unknown>(undefined, {}, { WaitingSince: '0' }, { WaitingSince: 'ROLLBACK' }, { WaitingSince: 'nonsense' }, { WaitingSince: '' }, null, 'text', []);
  await fc.assert(fc.asyncProperty(eventsOf(ACCOUNT_MEMBERSHIP_RESOURCE_TYPE), data, async (event, Data) => {
    const answered = await new DirectFunction(new InvitingWorld()).await({ ...event, ...(Data !== undefined && { Data }) });
    const { message, stack = '' } = answered instanceof Error ? answered : { message: undefined };
    expect(stack).toBe('');
    expect(message === undefined ? [] : unreadableIn(message)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(message ?? ''))).toBeLessThanOrEqual(MAXIMUM_BYTES - FRAMEWORK_BYTES);
  }), PARAMETERS);
});
