import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';

/** A request as the SDK's clients hand it over once it is serialised and signed. */
interface SerializedRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What may happen to a call between the client and the service. */
export type Fault = (operation: string, call: () => Promise<HttpResponse>) => Promise<HttpResponse>;

/** The SDK's request handler that passes serialised requests straight to the sandbox. */
export class WireHandler {
  public readonly metadata = { handlerProtocol: 'http/1.1' };
  /** Every operation that was called, for example `identitystore:CreateGroup`, oldest first. */
  public readonly calls: string[] = [];
  public fault: Fault = (_operation, call) => call();

  constructor(private readonly answer: (request: HttpRequest) => Promise<HttpResponse>) {}

  public async handle(request: SerializedRequest): Promise<{ response: object }> {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body ?? new Uint8Array();
    const operation = operationOf(headers, body);
    this.calls.push(operation);
    const { status, headers: answered = {}, body: content = '' } = await this.fault(operation, () => this.answer({
      method: request.method,
      host: request.hostname,
      path: request.path,
      query: new URLSearchParams(Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, String(value ?? '')]))),
      headers,
      body,
    }));
    return { response: { statusCode: status, headers: answered, body: Buffer.from(content) } };
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

function operationOf(headers: Readonly<Record<string, string>>, body: Uint8Array): string {
  const target = headers['x-amz-target'];
  if (target === undefined) return `cloudformation:${new URLSearchParams(new TextDecoder().decode(body)).get('Action')}`;
  const [service = '', operation] = target.split('.');
  return `${service.replace('AWSIdentityStore', 'identitystore')}:${operation}`;
}
