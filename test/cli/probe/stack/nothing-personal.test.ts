import { switchesOfProbe } from '../../../../sandbox/seed/probe-result';
import { MANAGEMENT, STORE } from '../../../support/ids';
import { STACK_RUN_ID, StackWorld } from '../../../support/stack-world';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A world in which everything that could be told has a name of its own. */
const SEED = {
  identityStores: {
    [STORE]: {
      users: [{ userName: 'ada.lovelace', displayName: 'Augusta Ada King', name: { givenName: 'Augusta', familyName: 'Lovelace' }, email: 'ada@analytical.test' }],
    },
  },
  organizations: [{ id: 'o-a1b2c3d4e5', managementAccount: { id: MANAGEMENT, email: 'root@analytical.test', name: 'Root Account' } }],
  roles: [{ account: MANAGEMENT, roleName: 'Harbour', trustPolicy: TRUST, policies: [EVERYTHING] }],
};

/** Whatever is seeded, whoever probes, and what AWS has called things. */
function telling(world: StackWorld): string[] {
  const { all } = world.sandbox.cloudFormation;
  const made = all.flatMap(({ id, name, events }) => [id, name, ...events.flatMap(({ physicalId, eventId }) => [physicalId, eventId])]);
  const identifiers = made.filter((text) => /[0-9a-f]{8}|arn:|Role|Recorder/.test(text));
  return [...textsIn(SEED.identityStores), ...textsIn(SEED.organizations), ...identifiers, 'Harbour', 'jane@corp.test', 'us-east-1', STORE, MANAGEMENT, STACK_RUN_ID];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The text of AWS that could tell most. */
const TALKATIVE = `User ada.lovelace <ada@analytical.test> of ${STORE} may not in ${MANAGEMENT}, says arn:aws:sts::${MANAGEMENT}:assumed-role/Harbour/jane@corp.test in us-east-1`;

test('nothing of what is there, and of who probes, gets into a result', async () => {
  const world = new StackWorld({ seed: SEED });
  const text = JSON.stringify(await world.found({ throttling: true, accessKeyId: await world.session('Harbour') }));
  expect(telling(world).length).toBeGreaterThan(40);
  expect(telling(world).filter((each) => text.includes(each))).toEqual([]);
  expect(text).not.toMatch(/\d{12}|arn:|cdk-org-guard-probe-/);
});

test.each([
  ['cloudformation:CreateStack', 'AccessDenied'], ['cloudformation:UpdateStack', 'ValidationError'], ['cloudformation:DescribeStackEvents', 'Throttling'],
  ['logs:FilterLogEvents', 'AccessDeniedException'], ['lambda:GetAccountSettings', 'ServiceException'],
])('of what AWS says when %s fails with %s only the exception gets into a result', async (operation, code) => {
  const world = new StackWorld({ seed: SEED });
  world.sandbox.faults.add({ operation, effect: { kind: 'ERROR', code, httpStatus: 400, message: TALKATIVE } as never, times: 100 });
  const text = JSON.stringify(await world.found({ accessKeyId: await world.session('Harbour') }));
  expect(telling(world).filter((each) => text.includes(each))).toEqual([]);
  expect(text).toMatch(new RegExp(`"notSettled":"(${operation}: )?${code}`));
});

test('a result is what the sandbox takes for the switches of a probe, and there is found again', async () => {
  const cloudFormation = { rollbackPhysicalId: 'OLD' as const, datedAnswerUrl: false, stackDeletionAttempts: 3 };
  const result = await new StackWorld({ switches: { cloudFormation } }).found({ throttling: true });
  const switches = switchesOfProbe(JSON.stringify(result));
  expect(switches.cloudFormation).toMatchObject(cloudFormation);
  expect((await new StackWorld({ switches }).found({ throttling: true })).switches).toEqual(result.switches);
});
