import { LONGEST_PROBE, MOST_CALLS } from '../../../cli/probe/allowance';
import { CallFailed } from '../../../cli/probe/ended-call';
import { Interruption, Moment, ProbedWorld } from '../../support/probed-world';

/** What was there before, and has to stay as it is. */
const SEED = {
  identityStores: {
    'd-1234567890': {
      users: [{ userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@corp.test' }],
      groups: [{ displayName: 'admins', description: 'Platform team' }],
      memberships: [{ user: 'ada', group: 'admins' }],
    },
  },
  organizations: [{ managementAccount: '123456789012', accounts: [{ id: '222233334444' }], handshakes: [{ email: 'new@corp.test' }] }],
};

/** Before it writes anything, a probe asks who it is, and looks at users and groups. */
const LOOKS = 3;

const DONE = expect.objectContaining({ kind: 'DONE', left: [] }) as unknown;

/** A process that was killed sends nothing any more. */
function killed(): () => void {
  return () => { throw Object.assign(new Error('killed'), { code: 'ECONNRESET' }); };
}

/** Kills at a call: from then on nothing that is sent arrives. */
function killAt(call: number, moment: Moment): Interruption {
  return { call, moment, happens: killed(), forever: true };
}

function storeOf(world: ProbedWorld): unknown {
  return [world.users, world.groups, world.world.memberships];
}

/** How many calls a probe makes that nothing happens to. */
async function callsOfProbe(switches = {}): Promise<number> {
  const world = new ProbedWorld({ seed: SEED, switches });
  await world.found({ organization: true });
  return world.called.length;
}

const MOMENTS: readonly Moment[] = ['before', 'after'];

/** In so many tests all calls of a probe are gone through, so that each is over soon: `PROBE_SHARES=all` makes them. */
const SHARES = 4;

/** Where something happens: in each share at another part of the calls. */
const WHERE = MOMENTS.flatMap((moment, index) => sharesFrom(index).map((share): [Moment, number] => [moment, share]));

function sharesFrom(first: number): number[] {
  const shares = Array.from({ length: SHARES }, (_, index) => index + 1);
  return process.env.PROBE_SHARES === 'all' ? shares : shares.filter((share) => share === 1 + 2 * first);
}

/** The calls of a share. */
function callsFrom(first: number, calls: number): number[] {
  return Array.from({ length: calls }, (_, index) => index + 1).filter((call) => call % SHARES === first % SHARES);
}

describe.each([
  ['as usual', {}],
  ['that changes what is written, and takes a second to show it', { identityStore: { normalizesValues: true, lookupsIgnoreCase: false, userNameIsUpdatable: true, readLagMilliseconds: 1_000 } }],
])('in a store %s', (_title, switches) => {
  test.each(WHERE)('a probe that is killed %s any of its calls leaves nothing that cleaning doesn\'t find, and cleaning leaves nothing (share %d)', async (moment, share) => {
    const calls = await callsOfProbe(switches);
    expect(calls).toBeLessThanOrEqual(MOST_CALLS);
    let mostLeft = 0;
    for (const call of callsFrom(share, calls)) {
      const world = new ProbedWorld({ seed: SEED, switches });
      const before = storeOf(world);
      await world.probe({ organization: true, interruption: killAt(call, moment) }).catch((thrown: unknown) => {
        if (!(thrown instanceof CallFailed)) throw thrown;
      });
      const left = world.names.length - 2;
      mostLeft = Math.max(mostLeft, left);
      const { deleted, left: notDeleted, alike } = await world.clean();
      expect({ call, deleted: deleted.length, notDeleted, alike }).toEqual({ call, deleted: left, notDeleted: [], alike: [] });
      expect(storeOf(world)).toEqual(before);
    }
    expect(mostLeft).toBeGreaterThanOrEqual(5);
  });

  test.each(WHERE)('a probe that loses its connection %s one of its calls cleans up by itself (share %d)', async (moment, share) => {
    const calls = await callsOfProbe(switches);
    for (const call of callsFrom(share, calls)) {
      const world = new ProbedWorld({ seed: SEED, switches });
      const before = storeOf(world);
      const ended = await world.probe({ organization: true, interruption: { call, moment, happens: killed() } }).catch((thrown: Error) => thrown);
      expect([call, storeOf(world)]).toEqual([call, before]);
      expect(world.called.length).toBeLessThanOrEqual(MOST_CALLS);
      expect([call, ended instanceof CallFailed ? 'FAILED' : ended]).toEqual([call, call <= LOOKS ? 'FAILED' : DONE]);
    }
  });

  test.each(WHERE)('a probe that somebody ends %s one of its calls cleans up, and has no result (share %d)', async (moment, share) => {
    const calls = await callsOfProbe(switches);
    for (const call of callsFrom(share, calls)) {
      const world = new ProbedWorld({ seed: SEED, switches });
      const before = storeOf(world);
      const ending = new AbortController();
      const interruption = { call, moment, happens: () => ending.abort() };
      expect([call, await world.probe({ organization: true, interruption, signal: ending.signal })]).toEqual([call, { kind: 'STOPPED', left: [] }]);
      expect([call, storeOf(world)]).toEqual([call, before]);
    }
  });
});

test('whoever ends a probe isn\'t made to wait for what it waits for', async () => {
  const world = new ProbedWorld({ switches: { identityStore: { readLagMilliseconds: 6_000 } } });
  await world.found();
  const call = 1 + world.called.indexOf('identitystore:UpdateUser');
  const ending = new AbortController();
  let endedAt = 0;
  const happens = (): void => {
    endedAt = world.time.now();
    ending.abort();
  };
  expect(await world.probe({ interruption: { call, moment: 'after', happens }, signal: ending.signal })).toEqual({ kind: 'STOPPED', left: [] });
  expect(world.names).toEqual([]);
  expect(world.time.now() - endedAt).toBeLessThan(2_000);
});

test('a connection that is lost leaves one experiment open, and none of the others', async () => {
  const world = new ProbedWorld();
  await world.found();
  const call = 1 + world.called.indexOf('identitystore:DescribeGroup');
  const { findings } = await world.found({ interruption: { call, moment: 'before', happens: killed() } });
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([
    { experiment: 'creation', seen: {}, notSettled: 'identitystore:DescribeGroup: ECONNRESET' },
  ]);
});

test('a call that AWS wants to come later comes later, and the finding is the same', async () => {
  const world = new ProbedWorld();
  world.world.fault('identitystore:UpdateUser', { kind: 'ERROR', code: 'ThrottlingException', httpStatus: 400 } as never, 1);
  const { findings } = await world.found();
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
});

test('a store that never stops throttling ends the experiments, and leaves nothing', async () => {
  const world = new ProbedWorld();
  world.world.fault('identitystore:UpdateUser', { kind: 'ERROR', code: 'ThrottlingException', httpStatus: 400 } as never, 1_000);
  const { findings } = await world.found();
  expect(findings.filter(({ notSettled }) => notSettled !== undefined).map(({ experiment, notSettled }) => [experiment, notSettled])).toEqual([
    ['renaming', 'identitystore:UpdateUser: ThrottlingException'], ['spelling', 'identitystore:UpdateUser: ThrottlingException'],
    ['atomicity', 'identitystore:UpdateUser: ThrottlingException'],
  ]);
  expect(world.names).toEqual([]);
});

test(`in a store in which each call takes two seconds it ends within ${LONGEST_PROBE / 1_000} s, says what it had no time for, and leaves nothing`, async () => {
  const world = new ProbedWorld({ latency: 2_000 });
  const { findings, milliseconds } = await world.found();
  expect(milliseconds).toBeLessThanOrEqual(LONGEST_PROBE);
  expect(findings.at(-1)).toEqual({ experiment: 'deletions', seen: {}, notSettled: expect.stringMatching(/^the probe has taken its 7\d seconds$/) as string });
  expect(world.names).toEqual([]);
});

test('what was made without an answer is deleted also where look-ups need six seconds to find it', async () => {
  const switches = { identityStore: { readLagMilliseconds: 6_000 } };
  const before = new ProbedWorld({ switches });
  await before.found();
  const creations = before.called.flatMap((action, index) => (action === 'identitystore:CreateUser' ? [index + 1] : []));
  for (const call of creations) {
    const world = new ProbedWorld({ switches });
    await world.probe({ interruption: { call, moment: 'after', happens: killed() } });
    expect([call, world.names]).toEqual([call, []]);
  }
});

test('with the longest lag that it finds a probe still makes no more calls than it may, and has time for everything', async () => {
  const world = new ProbedWorld({ seed: SEED, switches: { identityStore: { readLagMilliseconds: 6_000 } } });
  const { calls, findings } = await world.found({ organization: true });
  expect(calls).toBeLessThanOrEqual(MOST_CALLS);
  expect(findings.filter(({ notSettled }) => notSettled !== undefined)).toEqual([]);
});
