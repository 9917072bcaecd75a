import http from 'node:http';
import https from 'node:https';
import * as path from 'node:path';
import { captureConsole } from './child-console';
import { provideClients } from './image-clients';
import { CHILD_VARIABLES, ChildMessage, InvokeMessage } from './messages';

/** Where CloudFormation's answers go; the real service is reached over TLS, which the sandbox doesn't have. */
const ANSWER_HOST = /^cloudformation-custom-resource-response-/;

/** Runs the handler of one function in this process, one invocation after the other, until the sandbox goes away. */
export function runFunction(): void {
  const send = (message: ChildMessage): void => { process.send?.(message); };
  process.on('disconnect', () => process.exit(0));
  provideClients();
  redirectAnswers(Number(process.env[CHILD_VARIABLES.port]));
  const log = captureConsole((line) => send({ log: line }));
  const load = once(loadHandler);

  process.on('message', ({ invoke }: InvokeMessage) => {
    log.requestId = invoke.requestId;
    const context = {
      awsRequestId: invoke.requestId,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => Math.max(invoke.deadline - Date.now(), 0),
    };
    Promise.resolve()
      .then(() => load()(invoke.payload, context))
      .then((value: unknown) => send({ result: { ok: true, value: value ?? null } }))
      .catch((thrown: unknown) => {
        const error = errorOf(thrown);
        console.error(JSON.stringify(error));
        send({ result: { ok: false, ...error } });
      });
  });
}

type Handler = (event: unknown, context: object) => unknown;

function loadHandler(): Handler {
  const [module = '', name = ''] = (process.env._HANDLER ?? '').split('.');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the function's code is only known now
  const handler = (require(path.join(process.env[CHILD_VARIABLES.code] ?? '', module)) as Record<string, unknown>)[name];
  if (typeof handler !== 'function') throw new Error(`${process.env._HANDLER} is undefined or not exported`);
  return handler as Handler;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The shape in which the Lambda runtime reports what a handler threw. */
function errorOf(thrown: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

/**
 * Sends answers to CloudFormation to the sandbox instead. The client sees an https URL, as in the service, and can't be
 * given another one: both our functions and the Provider framework take only host and path from it.
 */
function redirectAnswers(port: number): void {
  const original = https.request;
  const redirected = (options: https.RequestOptions, callback?: (response: http.IncomingMessage) => void): http.ClientRequest => {
    const host = options.hostname ?? options.host ?? '';
    if (!ANSWER_HOST.test(host)) return original(options, callback);
    const { agent: _agent, protocol: _protocol, port: _port, ...rest } = options;
    // The real answer isn't signed; the sandbox wants to know who sent it.
    const authorization = `Credential=${process.env.AWS_ACCESS_KEY_ID}/`;
    return http.request({ ...rest, hostname: '127.0.0.1', port, headers: { ...options.headers, host, authorization } }, callback);
  };
  Object.assign(https, { request: redirected });
}
