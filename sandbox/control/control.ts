import { FaultError, FaultOptions } from '../faults/fault-options';
import type { HttpRequest, HttpResponse } from '../protocol/http';
import { ServiceError } from '../protocol/service-error';
import type { Sandbox } from '../sandbox';
import type { Time } from '../time/time';
import { Answer, AnswerError, answerHandshake, AnswerInput } from './answer-handshake';
import { checkedFaultOf } from './parse-fault';
import { JumpError, jumpOf } from './parse-jump';
import { stateOf } from './state';

/** Where a running sandbox is looked at and steered; no path of AWS begins so. */
export const CONTROL_PATH = '/_sandbox/';

/** What the control does to the server around the sandbox. */
export interface Controlled {
  readonly sandbox: Sandbox;
  readonly clock: Time & { advance(milliseconds: number): void };
  /** Empties the sandbox and plants its seed again. */
  reset(): Promise<void>;
}

export interface ClockInput {
  readonly milliseconds: number;
}

/** The time in the sandbox, in ISO 8601. */
export interface ClockState {
  readonly now: string;
}

export interface FaultInput {
  readonly operation: string;
  readonly options: FaultOptions;
}

/** Answers what the commands ask of a running sandbox. */
export async function answerControl(controlled: Controlled, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await carriedOut(controlled, request);
  } catch (thrown) {
    if (thrown instanceof FaultError || thrown instanceof JumpError || thrown instanceof AnswerError) return json({ message: thrown.message }, 400);
    throw thrown;
  }
}

async function carriedOut(controlled: Controlled, request: HttpRequest): Promise<HttpResponse> {
  const { sandbox } = controlled;
  const { calls, faults } = sandbox;
  switch (`${request.method} ${request.path.slice(CONTROL_PATH.length)}`) {
    case 'GET state':
      return json(stateOf(sandbox));
    case 'POST reset':
      await controlled.reset();
      return json({});
    case 'GET logs':
      return json(logsOf(sandbox));
    case 'GET calls':
      return json(calls.byAction);
    case 'DELETE calls':
      calls.clear();
      return json({});
    case 'GET faults':
      return json(faults.all);
    case 'POST faults':
      addFault(sandbox, bodyOf<Partial<FaultInput> | null>(request));
      return json({});
    case 'DELETE faults':
      faults.clear();
      return json({});
    case 'POST accept':
      return answer(sandbox, 'accept', bodyOf(request));
    case 'POST decline':
      return answer(sandbox, 'decline', bodyOf(request));
    case 'GET clock':
      return json(clockState(controlled));
    case 'POST clock':
      await advance(controlled, jumpOf(bodyOf<Partial<ClockInput> | null>(request)?.milliseconds));
      return json(clockState(controlled));
    default:
      return json({ message: `no such control: ${request.method} ${request.path}` }, 404);
  }
}

/** How long a function may run, in milliseconds. */
const LONGEST_RUN = 900_000;

/** How long the clock waits for a function that runs, in milliseconds. */
const LONGEST_PAUSE = 10_000;

/**
 * Moves the clock ahead. The jump would leave no time to running functions, and would fail a deployment that only waits. So running functions first get a
 * moment to end.
 */
async function advance({ sandbox, clock }: Controlled, milliseconds: number): Promise<void> {
  if (milliseconds >= LONGEST_RUN) {
    const settled = new AbortController();
    const allSettled = Promise.all(sandbox.allPlaces.map(({ functions }) => functions.settled()));
    await Promise.race([allSettled, clock.sleep(LONGEST_PAUSE, settled.signal)]);
    settled.abort('settled');
  }
  await passThroughSchedules(sandbox, clock, milliseconds);
}

/** Moves the clock from one time of a schedule to the next, so that each function runs at its time. */
async function passThroughSchedules({ allPlaces }: Sandbox, clock: Controlled['clock'], milliseconds: number): Promise<void> {
  const until = clock.now() + milliseconds;
  let left = milliseconds;
  for (;;) {
    const dueAt = Math.min(...allPlaces.map(({ schedules }) => schedules.nextDueAt));
    if (dueAt > until) break;
    const step = Math.min(left, Math.max(0, dueAt - clock.now()));
    clock.advance(step);
    left -= step;
    await Promise.all(allPlaces.map(({ functions }) => functions.settled()));
  }
  clock.advance(left);
}

/** By log group, those of other accounts and Regions by their ARN. */
function logsOf({ allPlaces, home }: Sandbox): Record<string, readonly string[]> {
  return Object.fromEntries(allPlaces.flatMap(({ logGroups, environment: { partition, region, account } }) => logGroups.names.map((name) =>
    [logGroups === home.logGroups ? name : `arn:${partition}:logs:${region}:${account}:log-group:${name}`, logGroups.linesOf(name)])));
}

function addFault({ faults, actions }: Sandbox, input: Partial<FaultInput> | null): void {
  const { operation, options } = input ?? {};
  faults.add(checkedFaultOf(operation, options, actions));
}

function answer(sandbox: Sandbox, answered: Answer, input: Partial<AnswerInput> | null): HttpResponse {
  try {
    return json(answerHandshake(sandbox, answered, input?.handshake));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    return json({ message: [thrown.code, thrown.fields.Reason].filter(Boolean).join(' ') + `: ${thrown.message}` }, 400);
  }
}

function clockState({ clock }: Controlled): ClockState {
  return { now: new Date(clock.now()).toISOString() };
}

function bodyOf<Body>({ body }: HttpRequest): Body {
  return JSON.parse(new TextDecoder().decode(body)) as Body;
}

function json(body: unknown, status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
