import { Allowance } from '../../../cli/probe/allowance';
import { Calls } from '../../../cli/probe/ended-call';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../../cli/probe/experiments';
import { OrganizationCalls } from '../../../cli/probe/organization-calls';
import { ProbedStore } from '../../../cli/probe/probed-store';
import { StoreCalls } from '../../../cli/probe/store-calls';
import { Run } from '../../../cli/probe/throw-away';
import { formOf, refusalInWords } from '../../../cli/probe/words';
import { Traces } from '../../../cli/probe/traces';
import type { Seen } from '../../../sandbox/seed/probe-result';
import { MANAGEMENT, STORE } from '../../support/ids';
import { ProbedWorld } from '../../support/probed-world';

const RUN = new Run(STORE, 'fedcba987654');

async function storeOf(world: ProbedWorld): Promise<ProbedStore> {
  const { identityStore, isDated } = await world.clients();
  const calls = new StoreCalls(STORE, identityStore, new Calls('identitystore', world.time, new Allowance(world.time)));
  return new ProbedStore(calls, RUN, { account: MANAGEMENT, arn: `arn:aws:iam::${MANAGEMENT}:user/sandbox`, userId: 'AIDA' }, new Traces(calls, world.time), isDated, world.time);
}

test.each(STORE_EXPERIMENTS)('$name can be carried out alone, and calls what its table says', async ({ run, calls }) => {
  // A name that can't be changed isn't looked at again.
  const world = new ProbedWorld({ switches: { identityStore: { userNameIsUpdatable: true } } });
  const store = await storeOf(world);
  await run(store);
  expect([...new Set(world.called)].sort()).toEqual(calls);
  expect(await store.traces.clean()).toEqual([]);
  expect(world.names).toEqual([]);
});

test.each(ORGANIZATION_EXPERIMENTS)('$name can be carried out alone, and calls what its table says', async ({ run, calls }) => {
  const world = new ProbedWorld();
  const { organizations } = await world.clients();
  await run({ calls: new OrganizationCalls(organizations, new Calls('organizations', world.time, new Allowance(world.time))), time: world.time });
  expect([...new Set(world.called)].sort()).toEqual(calls);
});

/** Of the switches of the store, by name, what follows from something seen. */
function following(name: string, seen: Seen): unknown {
  return STORE_EXPERIMENTS.flatMap(({ switches }) => switches).find((each) => each.name === name)?.follows(seen);
}

test.each<[string, Seen]>([
  ['lookupsIgnoreCase', { userNameInCapitals: 'FOUND', emailInCapitals: 'NOT_FOUND', groupNameInCapitals: 'FOUND', filterInCapitals: 'FOUND' }],
  ['normalizesValues', { userNameCase: 'LOWERED', emailCase: 'KEPT', displayNameBlanks: 'KEPT', groupNameBlanks: 'KEPT' }],
  ['normalizesValues', { userNameCase: 'KEPT', emailCase: 'KEPT', displayNameBlanks: 'REMOVED', groupNameBlanks: 'KEPT' }],
  ['normalizesValues', { userNameCase: 'OTHER', emailCase: 'OTHER', displayNameBlanks: 'REMOVED', groupNameBlanks: 'REMOVED' }],
  ['missingDeletes', { user: 'NOT_FOUND', group: 'SUCCEEDED', membership: 'NOT_FOUND' }],
  ['missingDeletes', { user: 'ConflictException', group: 'ConflictException', membership: 'ConflictException' }],
  ['userNameIsUpdatable', { userName: 'IGNORED' }],
  ['documentKeys', { camelCase: 'IGNORED', pascalCase: 'REFUSED' }],
  ['createdBy', { createdBy: 'OTHER', createdByForm: 'x:x' }],
  ['createdBy', { createdBy: 'ROLE_WITHOUT_SESSION' }],
  ['wholeSeconds', { timesOf: 'NONE' }],
  ['clockOffsetMilliseconds', { timesOf: 'NONE' }],
  ['clockOffsetMilliseconds', { clockAheadAtLeast: 10, clockAheadAtMost: 5 }],
])('%s stays open where what was seen is nothing that the sandbox has', (name, seen) => expect(following(name, seen)).toBeUndefined());

test.each([
  [`User ${RUN.nameOf('plain')} exists`, 'User <name> exists'],
  [`The e-mail address ${RUN.emailOf('plain')} is taken`, 'The e-mail address <address> is taken'],
  ['Ada.Lovelace@corp.test has it', '<address> has it'],
  ['User: arn:aws:sts::123456789012:assumed-role/Admin/jane is not authorized', 'User: <arn> is not authorized'],
  ['of d-1234567890 in 123456789012', 'of <id> in <id>'],
  ['1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab is there', '<id> is there'],
  ['a90db493-1a2b-4c3d-8e4f-0123456789ab is there', '<id> is there'],
  ['1 validation error detected', '1 validation error detected'],
  ['x'.repeat(300), 'x'.repeat(200)],
])('of a message of AWS its words stay: %s', (message, words) => {
  expect(refusalInWords({ exception: 'ConflictException', reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', message }, RUN))
    .toBe(`ConflictException UNIQUENESS_CONSTRAINT_VIOLATION: ${words}`);
});

test('a refusal without reason and message is its exception', () => {
  expect(refusalInWords({ exception: 'ValidationException', message: '' }, RUN)).toBe('ValidationException');
});

test.each([
  ['arn:aws:sts::123456789012:assumed-role/Admin/jane@corp.test', 'x:x:x::x:x-x/x/x@x.x'], ['123456789012', 'x'], ['Åsa Öberg', 'x x'], ['', ''],
])('of the form of %s nobody sees who it was', (text, form) => expect(formOf(text)).toBe(form));
