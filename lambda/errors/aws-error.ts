/** What is known of a call to AWS that did not succeed. */
export interface AwsError {
  /** The action as policies name it, for example `identitystore:CreateGroup`. */
  readonly operation: string;
  /** The exception as AWS names it, or the error code of Node when no answer came. */
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

/** Reads what the SDK threw. Never fails, whatever it was. */
export function awsErrorOf(operation: string, thrown: unknown): AwsError {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }) as Record<string, unknown>;
  const metadata = (error.$metadata ?? {}) as Record<string, unknown>;
  return {
    operation,
    exception: text(error.code) ?? text(error.name) ?? 'Error',
    message: error.message === NO_MESSAGE ? '' : text(error.message) ?? '',
    ...optional('reason', text(error.Reason)),
    ...optional('requestId', text(error.RequestId) ?? text(metadata.requestId)),
    ...optional('resourceType', text(error.ResourceType)),
    ...optional('retryAfterSeconds', number(error.RetryAfterSeconds)),
    ...optional('httpStatus', number(metadata.httpStatusCode)),
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
