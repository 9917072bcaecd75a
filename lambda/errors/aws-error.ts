/** What is known of a call to AWS that did not succeed. */
export interface AwsError {
  /** The action as policies name it, for example `identitystore:CreateGroup`. */
  readonly operation: string;
  /** The exception as AWS names it, the error code of Node when no answer came, or the HTTP status of an answer that names nothing. */
  readonly exception: string;
  readonly reason?: string;
  /** Empty for some exceptions of the Identity Store. */
  readonly message: string;
  readonly requestId?: string;
  /** The kind of thing that was not found, where the service tells. */
  readonly resourceType?: string;
  readonly retryAfterSeconds?: number;
  /** Set when an answer began, even if the connection broke inside it. */
  readonly httpStatus?: number;
}

/** What the SDK puts where the service said nothing. */
const NO_MESSAGE = 'UnknownError';

/** What the SDK puts where an answer has no exception; the second one for a status of 404. */
const NO_NAMES: readonly unknown[] = ['Unknown', 'NotFound'];

/** What it adds to the words of its parser. */
const NOT_PARSED = 'Deserialization error';

/** Reads what the SDK threw. Never fails, whatever it was. */
export function awsErrorOf(operation: string, thrown: unknown): AwsError {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }) as Record<string, unknown>;
  const metadata = (error.$metadata ?? {}) as Record<string, unknown>;
  return {
    operation,
    ...(namesNothing(error, metadata) ? unnamed(error, metadata) : named(error)),
    ...optional('reason', text(error.Reason)),
    ...optional('requestId', text(error.RequestId) ?? text(metadata.requestId)),
    ...optional('resourceType', text(error.ResourceType)),
    ...optional('retryAfterSeconds', number(error.RetryAfterSeconds)),
    ...optional('httpStatus', number(metadata.httpStatusCode)),
  };
}

type Named = Pick<AwsError, 'exception' | 'message'>;

function named(error: Record<string, unknown>): Named {
  return {
    exception: codeOfNode(error) ?? text(error.name) ?? 'Error',
    message: error.message === NO_MESSAGE ? '' : text(error.message) ?? '',
  };
}

/** Of a connection that was lost. An exception of a service may have a member of that name. */
function codeOfNode({ code, $fault }: Record<string, unknown>): string | undefined {
  return $fault === undefined ? text(code) : undefined;
}

/** Whether no exception can be read from the answer: it has no body, or it comes from something other than AWS, such as a proxy. */
function namesNothing({ code, $fault, name, message }: Record<string, unknown>, { httpStatusCode }: Record<string, unknown>): boolean {
  if (codeOfNode({ code, $fault }) !== undefined || number(httpStatusCode) === undefined) return false;
  return NO_NAMES.includes(name) || text(message)?.includes(NOT_PARSED) === true;
}

/** What the SDK says of such an answer is about its own parser. */
function unnamed({ $response }: Record<string, unknown>, { httpStatusCode }: Record<string, unknown>): Named {
  const { headers = {} } = ($response ?? {}) as { readonly headers?: Readonly<Record<string, unknown>> };
  const type = text(headers['content-type']);
  return {
    exception: `HTTP ${String(httpStatusCode)}`,
    message: `HTTP status ${String(httpStatusCode)}${type === undefined ? '' : ` with ${type}`}, and nothing of AWS in it: perhaps the answer of a proxy`,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return Number.isFinite(value) ? value as number : undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : { [key]: value } as Record<Key, Value>;
}
