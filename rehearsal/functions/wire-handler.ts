import { Readable } from 'node:stream';
import { ConnectionLost } from '../../sandbox/faults/fault';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';

/** A request as the SDK's clients hand it over once it is serialised and signed. */
export interface SerializedRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The SDK's request handler that passes serialised requests straight to the sandbox. */
export class WireHandler {
  public readonly metadata = { handlerProtocol: 'http/1.1' };

  /**
   * @param called is told every operation, for example `identitystore:CreateGroup`
   */
  constructor(
    private readonly answer: (request: HttpRequest) => Promise<HttpResponse>,
    private readonly called?: (operation: string) => void,
  ) {}

  public async handle(request: SerializedRequest): Promise<{ response: object }> {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body ?? new Uint8Array();
    const isOfS3 = request.method === 'PUT' || (headers['x-amz-target'] === undefined && body.length === 0);
    this.called?.(isOfS3 ? objectOperationOf(request) : operationOf(headers, body));
    const { status, headers: answered = {}, body: content = '' } = await reachable(() => this.answer({
      method: request.method,
      host: request.hostname,
      path: request.path,
      query: new URLSearchParams(Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, String(value ?? '')]))),
      headers,
      body,
    }));
    // The client of S3 only reads streams.
    return { response: { statusCode: status, headers: answered, body: isOfS3 ? Readable.from([Buffer.from(content)]) : Buffer.from(content) } };
  }

  public destroy(): void {
    // No connection is held.
  }

  public updateHttpClientConfig(): void {
    // Nothing to set.
  }

  public httpHandlerConfigs(): object {
    return {};
  }
}

/** A lost connection as Node's own client reports it. */
export async function reachable(answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await answer();
  } catch (thrown) {
    if (thrown instanceof ConnectionLost) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    throw thrown;
  }
}

/** The operation of S3 that a request is for, as far as the functions make it. */
function objectOperationOf({ method, query }: Pick<SerializedRequest, 'method' | 'query'>): string {
  if (method === 'PUT') return 's3:PutObject';
  return 'list-type' in query ? 's3:ListBucket' : 's3:GetObject';
}

/** Services as policies name them, by what requests name them by. */
const SERVICES: Readonly<Record<string, string>> = {
  AWSIdentityStore: 'identitystore', AWSOrganizationsV20161128: 'organizations', '2010-05-15': 'cloudformation', '2011-06-15': 'sts',
  Logs_20140328: 'logs',
};

function namedInForm(body: Uint8Array): [string, string | null] {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return [form.get('Version') ?? '', form.get('Action')];
}

/** The operation that a request is for, for example `identitystore:CreateGroup`. */
export function operationOf(headers: Readonly<Record<string, string>>, body: Uint8Array): string {
  const [service = '', operation] = headers['x-amz-target']?.split('.') ?? namedInForm(body);
  return `${SERVICES[service] ?? service}:${operation}`;
}
