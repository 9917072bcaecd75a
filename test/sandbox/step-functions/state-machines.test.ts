import { Faults } from '../../../sandbox/faults/faults';
import type { FunctionDefinition, FunctionRunner, InvocationResult } from '../../../sandbox/lambda/function';
import { DEFAULT_FUNCTIONS_OPTIONS, Functions } from '../../../sandbox/lambda/functions';
import type { Authorizer } from '../../../sandbox/security/authorizer';
import { StateMachines } from '../../../sandbox/step-functions/state-machines';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { seededRandom } from '../../support/seeded-random';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:Waiter';
const RETRY = [{ ErrorEquals: ['Error'], IntervalSeconds: 60, MaxAttempts: 5, BackoffRate: 1 }];
const DEFINITION = { StartAt: 'Look', States: { Look: { Type: 'Task', Resource: 'arn', Retry: RETRY, End: true } } };
const NOT_YET: InvocationResult = { ok: false, errorType: 'Error', errorMessage: 'not yet', trace: [] };

let time: VirtualTime;
let functions: Functions;
let stateMachines: StateMachines;
/** Ends the looks that are under way, oldest first. */
let looks: ((result: InvocationResult) => void)[];

beforeEach(async () => {
  time = new VirtualTime();
  looks = [];
  const runner: FunctionRunner = {
    deploy: async () => undefined,
    run: () => new Promise((resolve) => { looks.push(resolve); }),
    remove: async () => undefined,
    close: async () => undefined,
  };
  const random = seededRandom(1);
  functions = new Functions(runner, time, random, new Faults(time), DEFAULT_FUNCTIONS_OPTIONS);
  await functions.deploy({ name: 'Waiting', arn: 'arn' } as FunctionDefinition);
  stateMachines = new StateMachines(time, {
    functions, authorizer: { authorize: () => undefined } as unknown as Authorizer, random, account: '123456789012', region: 'us-east-1',
  });
  stateMachines.create(ARN, JSON.stringify(DEFINITION), 'arn:aws:iam::123456789012:role/Waiter');
});

function start(): void {
  stateMachines.start(ARN, '{}');
}

/** Whether everything is settled, once everybody had a turn. */
async function isSettled(): Promise<boolean> {
  let settled = false;
  void functions.settled().then(() => { settled = true; });
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => { setImmediate(resolve); });
  return settled;
}

// A deployment that waits for an account was answered for by nobody, because the look that was due hadn't begun or hadn't ended.
describe('the functions have settled', () => {
  test('when none runs', async () => {
    expect(await isSettled()).toBe(true);
  });

  test('not while an execution looks', async () => {
    start();
    expect(await isSettled()).toBe(false);
  });

  test('when all executions pause before they look again, or have ended', async () => {
    start();
    start();
    const settled = functions.settled();
    looks[0]?.(NOT_YET);
    looks[1]?.({ ok: true, value: 'done' });
    await settled;
    expect(await isSettled()).toBe(true);
  });

  test('not when one of several still looks', async () => {
    start();
    start();
    looks[0]?.(NOT_YET);
    expect(await isSettled()).toBe(false);
  });

  test('not when a pause is over', async () => {
    start();
    looks[0]?.(NOT_YET);
    expect(await isSettled()).toBe(true);
    await time.run(time.sleep(60_000));
    expect(looks).toHaveLength(2);
    expect(await isSettled()).toBe(false);
  });

  test('not when a function that has ended has started an execution', async () => {
    functions.invokeLater('arn', {});
    start();
    looks[0]?.({ ok: true, value: null });
    expect(await isSettled()).toBe(false);
  });
});
