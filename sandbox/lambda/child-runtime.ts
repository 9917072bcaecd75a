import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { urlToHttpOptions } from 'node:url';
import { computersNow, setClockAhead, shareClock } from './child-clock';
import { captureConsole } from './child-console';
import { loadHandler } from './child-handler';
import { lackingIn, provideClients } from './image-clients';
import { CHILD_VARIABLES, ChildMessage, InvokeMessage } from './messages';

/** Where CloudFormation's answers go; the real service is reached over TLS, which the sandbox doesn't have. */
const ANSWER_HOST = /^cloudformation-custom-resource-response-/;

/** Runs the handler of one function in this process, one invocation after the other, until the sandbox goes away. */
export function runFunction(): void {
  const send = (message: ChildMessage): void => { process.send?.(message); };
  process.on('disconnect', () => process.exit(0));
  shareClock();
  provideClients((lacks) => send({ lacks }));
  redirectAnswers(Number(process.env[CHILD_VARIABLES.port]));
  const log = captureConsole((line) => send({ log: line }));
  const load = once(() => loadHandler(process.env[CHILD_VARIABLES.code] ?? '', process.env._HANDLER ?? '', process.env.AWS_EXECUTION_ENV ?? ''));

  process.on('message', ({ invoke }: InvokeMessage) => {
    send({ begun: true });
    log.requestId = invoke.requestId;
    setClockAhead(invoke.clockAhead);
    const context = {
      awsRequestId: invoke.requestId,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      invokedFunctionArn: invoke.functionArn,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => Math.max(invoke.deadline - computersNow(), 0),
    };
    load()
      .then((handler) => handler(invoke.payload, context))
      .then((value: unknown) => send({ result: { ok: true, value: value ?? null } }))
      .catch((thrown: unknown) => {
        const lacks = lackingIn(thrown);
        if (lacks !== undefined) return send({ lacks });
        const error = errorOf(thrown);
        console.error(JSON.stringify(error));
        send({ result: { ok: false, ...error } });
      });
  });
}

/** Makes a value when it is first asked for, and again only if that failed. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    made.catch(() => { made = undefined; });
    return made;
  };
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
  const redirected = (...parameters: RequestParameters): http.ClientRequest => {
    const options = optionsIn(parameters);
    const host = options.hostname ?? options.host ?? '';
    if (!ANSWER_HOST.test(host)) return original(...parameters as Parameters<typeof original>);
    const { agent: _agent, protocol: _protocol, port: _port, ...rest } = options;
    // The real answer isn't signed; the sandbox wants to know who sent it.
    const authorization = `Credential=${process.env.AWS_ACCESS_KEY_ID}/`;
    return http.request({ ...rest, hostname: '127.0.0.1', port, headers: { ...options.headers, host, authorization } }, callbackIn(parameters));
  };
  Object.assign(https, { request: redirected });
  // ES modules have names of their own for the members.
  syncBuiltinESMExports();
}

type Callback = (response: http.IncomingMessage) => void;

/** A URL, options or both, and then perhaps a callback. */
type RequestParameters = readonly (string | URL | https.RequestOptions | Callback | undefined)[];

function optionsIn([first, second]: RequestParameters): https.RequestOptions {
  const fromUrl = typeof first === 'string' || first instanceof URL ? urlToHttpOptions(new URL(first)) : first;
  return { ...fromUrl as https.RequestOptions, ...(typeof second === 'object' && second) };
}

function callbackIn(parameters: RequestParameters): Callback | undefined {
  return parameters.find((parameter) => typeof parameter === 'function');
}
