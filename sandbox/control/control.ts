import type { HttpRequest, HttpResponse } from '../protocol/http';
import type { Sandbox } from '../sandbox';
import { FaultError, faultOf, FaultOptions } from './parse-fault';
import { stateOf } from './state';

/** Where a running sandbox is looked at and steered; no path of AWS begins so. */
export const CONTROL_PATH = '/_sandbox/';

/** What the control does to the server around the sandbox. */
export interface Controlled {
  readonly sandbox: Sandbox;
  /** Empties the sandbox and plants its seed again. */
  reset(): Promise<void>;
}

export interface FaultInput {
  readonly operation: string;
  readonly options: FaultOptions;
}

/** Answers what the commands ask of a running sandbox. */
export async function answerControl(controlled: Controlled, request: HttpRequest): Promise<HttpResponse> {
  const { sandbox } = controlled;
  const { calls, faults, logGroups } = sandbox;
  switch (`${request.method} ${request.path.slice(CONTROL_PATH.length)}`) {
    case 'GET state':
      return json(stateOf(sandbox));
    case 'POST reset':
      await controlled.reset();
      return json({});
    case 'GET logs':
      return json(Object.fromEntries(logGroups.names.map((name) => [name, logGroups.linesOf(name)])));
    case 'GET calls':
      return json(calls.byAction);
    case 'DELETE calls':
      calls.clear();
      return json({});
    case 'GET faults':
      return json(faults.all);
    case 'POST faults':
      return addFault(sandbox, JSON.parse(new TextDecoder().decode(request.body)) as FaultInput);
    case 'DELETE faults':
      faults.clear();
      return json({});
    default:
      return json({ message: `no such control: ${request.method} ${request.path}` }, 404);
  }
}

function addFault({ faults }: Sandbox, { operation, options }: FaultInput): HttpResponse {
  try {
    faults.add(faultOf(operation, options));
    return json({});
  } catch (thrown) {
    if (thrown instanceof FaultError) return json({ message: thrown.message }, 400);
    throw thrown;
  }
}

function json(body: unknown, status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
