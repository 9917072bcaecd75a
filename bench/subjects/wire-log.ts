import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { Time } from '../../sandbox/time/time';
import { operationOf } from '../../rehearsal/functions/wire-handler';

/** A request of a function; the times in milliseconds since 1970. */
export interface SentRequest {
  /** The access key of the instance of the function. */
  readonly instance: string;
  /** For example `identitystore:CreateGroup`; `answer` for what goes to CloudFormation's signed URL. */
  readonly operation: string;
  /** Whether it asks for the first page of a list. */
  readonly beginsList: boolean;
  readonly sent: number;
  readonly returned: number;
  /** Whether it was refused because it came too fast. */
  readonly throttled: boolean;
}

/** Notes every request that functions send, as it goes over the wire. */
export class WireLog {
  public readonly requests: SentRequest[] = [];

  constructor(private readonly clock: Time) {}

  public async around(request: HttpRequest, answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const sent = this.clock.now();
    const response = await answer();
    this.requests.push({ ...described(request), sent, returned: this.clock.now(), throttled: isThrottled(response) });
    return response;
  }
}

function described({ method, headers, body }: HttpRequest): Pick<SentRequest, 'instance' | 'operation' | 'beginsList'> {
  const [, instance = ''] = /Credential=([^/]+)/.exec(headers.authorization ?? '') ?? [];
  if (method === 'PUT') return { instance, operation: 'answer', beginsList: false };
  const operation = operationOf(headers, body);
  return { instance, operation, beginsList: operation.includes(':List') && !new TextDecoder().decode(body).includes('NextToken=') };
}

function isThrottled({ status, body = '' }: HttpResponse): boolean {
  return status !== 200 && String(body).includes('Throttling');
}
