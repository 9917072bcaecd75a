import { checkConstraints } from '../protocol/constraints';
import { ServiceError } from '../protocol/service-error';
import type { FunctionDefinition } from './function';

/** Quotas of Lambda for the configuration of a function. */
export const FUNCTION_LIMITS = { nameCharacters: 64, timeoutSeconds: 900, memoryMegabytes: 10_240, leastMemoryMegabytes: 128, environmentBytes: 4096 };

/** What Lambda itself sets. */
const RESERVED_VARIABLES = [
  '_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'AWS_SESSION_TOKEN', 'LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT',
];

/** @throws ServiceError as Lambda refuses to make or change such a function */
export function checkFunctionLimits({ name, timeoutSeconds, memoryMegabytes, environment }: FunctionDefinition): void {
  checkConstraints([{ at: 'functionName', value: name, longest: FUNCTION_LIMITS.nameCharacters }]);
  checkValue('timeout', timeoutSeconds, 1, FUNCTION_LIMITS.timeoutSeconds);
  checkValue('memorySize', memoryMegabytes, FUNCTION_LIMITS.leastMemoryMegabytes, FUNCTION_LIMITS.memoryMegabytes);
  const reserved = Object.keys(environment).filter((name) => RESERVED_VARIABLES.includes(name));
  if (reserved.length > 0) {
    throw new ServiceError('InvalidParameterValueException', 'Lambda was unable to configure your environment variables because the environment variables you have '
      + `provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`);
  }
  const measured = JSON.stringify(environment);
  if (Buffer.byteLength(measured) > FUNCTION_LIMITS.environmentBytes) {
    throw new ServiceError('InvalidParameterValueException', 'Lambda was unable to configure your environment variables because the environment variables '
      + `you have provided exceeded the 4KB limit. String measured: ${measured}`);
  }
}

function checkValue(at: string, value: number, least: number, most: number): void {
  const wrong = value > most ? `less than or equal to ${most}` : value < least ? `greater than or equal to ${least}` : undefined;
  if (wrong === undefined) return;
  throw new ServiceError('ValidationException', `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must have value ${wrong}`);
}
