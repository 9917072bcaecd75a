import type { Gate } from '../gate';
import type { HttpRequest, HttpResponse } from '../protocol/http';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { FunctionDefinition, InvocationResult } from './function';
import type { Functions } from './functions';
import { checkFunctionLimits } from './limits';
import { checkRequestSize, payloadOf } from './payload';

/** `/2015-03-31/functions/NAME`, `…/configuration`, `…/invocations`. */
const PATH = /^\/2015-03-31\/functions\/([^/]+)(?:\/([^/]+))?$/;

/** Where an account's own limits are. */
const ACCOUNT_SETTINGS = /^\/2016-08-19\/account-settings\/?$/;

/** Whether a request is one of Lambda's. */
export function isForLambda({ path }: HttpRequest): boolean {
  return path.startsWith('/2015-03-31/functions/') || ACCOUNT_SETTINGS.test(path);
}

/** The part of the Lambda API that the `cdk` command and the Provider framework use, and what an account may use. */
export async function answerLambda(functions: Functions, gate: Gate, request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  try {
    if (request.method === 'GET' && ACCOUNT_SETTINGS.test(request.path)) {
      gate.authorizer.authorize('lambda', 'GetAccountSettings', {}, caller);
      return await gate.faults.around('lambda:GetAccountSettings', caller, () => json(200, { AccountLimit: functions.accountLimit }));
    }
    const [, name = '', part = ''] = PATH.exec(request.path) ?? [];
    const operation = OPERATIONS[`${request.method} ${part}`];
    if (!operation || name === '') throw new NotEmulated(`lambda ${request.method} ${request.path}`);
    gate.authorizer.authorize('lambda', operation, { FunctionName: name }, caller);
    const definition = functions.find(name);
    return await gate.faults.around(`lambda:${operation}`, caller, () => perform(operation, functions, definition, request, caller));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const { code, message, fields, httpStatus } = thrown;
    return json(httpStatus, { Type: 'User', [SMALL_MESSAGES.includes(code) ? 'message' : 'Message']: message, ...fields }, { 'x-amzn-errortype': code });
  }
}

/** The exceptions whose text is a member in lower case. */
const SMALL_MESSAGES = ['TooManyRequestsException', 'InvalidRequestContentException', 'InvalidParameterValueException'];

type LambdaOperation = 'GetFunction' | 'GetFunctionConfiguration' | 'InvokeFunction' | 'UpdateFunctionCode' | 'UpdateFunctionConfiguration';

const OPERATIONS: Readonly<Record<string, LambdaOperation>> = {
  'GET ': 'GetFunction',
  'GET configuration': 'GetFunctionConfiguration',
  'POST invocations': 'InvokeFunction',
  'PUT code': 'UpdateFunctionCode',
  'PUT configuration': 'UpdateFunctionConfiguration',
};

/** What can be asked for here, as policies name it. */
export const LAMBDA_ACTIONS = [...Object.values(OPERATIONS), 'GetAccountSettings'].map((operation) => `lambda:${operation}`);

async function perform(
  operation: LambdaOperation, functions: Functions, definition: FunctionDefinition, request: HttpRequest, caller: Caller,
): Promise<HttpResponse> {
  switch (operation) {
    case 'GetFunction':
      return json(200, { Configuration: configurationOf(definition), ...concurrencyOf(definition) });
    case 'GetFunctionConfiguration':
      return json(200, configurationOf(definition));
    case 'InvokeFunction':
      return invoke(functions, definition, request, caller);
    case 'UpdateFunctionCode':
      return change(functions, { ...definition, code: codeIn(request) });
    case 'UpdateFunctionConfiguration':
      return change(functions, { ...definition, environment: environmentIn(request) ?? definition.environment });
  }
}

/** Changes a function beside its stack, as `cdk deploy --hotswap` does. */
async function change(functions: Functions, definition: FunctionDefinition): Promise<HttpResponse> {
  checkFunctionLimits(definition);
  await functions.deploy(definition);
  return json(200, configurationOf(definition));
}

function codeIn({ body }: HttpRequest): FunctionDefinition['code'] {
  const { S3Bucket: bucket, S3Key: key } = payloadOf(body) as { readonly S3Bucket?: string; readonly S3Key?: string };
  if (bucket === undefined || key === undefined) throw new NotEmulated('functions whose code is not in a bucket');
  return { bucket, key };
}

function environmentIn({ body }: HttpRequest): FunctionDefinition['environment'] | undefined {
  const { Environment: environment, Description: _description, ...others } = payloadOf(body) as {
    readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> }; readonly Description?: string;
  };
  const [other] = Object.keys(others);
  if (other !== undefined) throw new NotEmulated(`changing ${other} of a function beside its stack`);
  return environment && (environment.Variables ?? {});
}

async function invoke(functions: Functions, { arn }: FunctionDefinition, { headers, body }: HttpRequest, caller: Caller): Promise<HttpResponse> {
  checkRequestSize(body.length);
  const payload = payloadOf(body);
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  switch (type) {
    case 'RequestResponse':
      return invoked(await functions.invoke(arn, payload, caller));
    case 'Event':
      functions.invokeLater(arn, payload);
      return { status: 202 };
    case 'DryRun':
      return { status: 204 };
    default:
      throw new NotEmulated(`lambda:Invoke of the type ${type}`);
  }
}

function invoked(result: InvocationResult): HttpResponse {
  if (result.ok) return json(200, result.value, { 'x-amz-executed-version': '$LATEST' });
  const { errorType, errorMessage, trace } = result;
  return json(200, { errorType, errorMessage, trace }, { 'x-amz-executed-version': '$LATEST', 'x-amz-function-error': 'Unhandled' });
}

function configurationOf(definition: FunctionDefinition): object {
  return {
    FunctionName: definition.name,
    FunctionArn: definition.arn,
    Role: definition.roleArn,
    Runtime: definition.runtime,
    Handler: definition.handler,
    Timeout: definition.timeoutSeconds,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LoggingConfig: { LogFormat: definition.logging.format, LogGroup: definition.logging.group },
  };
}

function concurrencyOf({ reservedConcurrency }: FunctionDefinition): object {
  return reservedConcurrency === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body ?? null) };
}
