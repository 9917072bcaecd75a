import type { Answer, Caller, Callers, Credentials, ServiceName } from './calls';

/** What requests name the services by. */
export const TARGET_PREFIXES: Readonly<Record<Exclude<ServiceName, 'sts'>, string>> = {
  identitystore: 'AWSIdentityStore', organizations: 'AWSOrganizationsV20161128', 'sso-admin': 'SWBExternalService',
};

const PERSON: Credentials = { AccessKeyId: 'PARITY', SecretAccessKey: 'parity' };
const LONGEST_LIST = 100;
const PAUSE = 250;

/** Requests without any client: nothing between the model and the sandbox. */
export class Wire implements Callers {
  constructor(private readonly endpoint: string) {}

  public of(service: ServiceName, credentials: Credentials = PERSON): Caller {
    if (service === 'sts') return { call: (_operation, input) => this.assumeRole(input, credentials), list: () => Promise.reject(new Error('STS has no lists')) };
    const call = (operation: string, input: object): Promise<Answer> => this.json(TARGET_PREFIXES[service], operation, input, credentials);
    return { call, list: (operation, input) => paged(call, operation, input) };
  }

  private async json(targetPrefix: string, operation: string, input: object, credentials: Credentials): Promise<Answer> {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${targetPrefix}.${operation}` };
    const { status, body } = await this.post(headers, JSON.stringify(input), credentials);
    const { __type: code, message, ...rest } = JSON.parse(body) as Record<string, unknown>;
    if (code === 'ThrottlingException') {
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
      return this.json(targetPrefix, operation, input, credentials);
    }
    return status === 200 ? { kind: 'OUTPUT', output: rest } : { kind: 'ERROR', code: String(code), message: String(message), details: rest };
  }

  /** STS answers in XML. */
  private async assumeRole(input: object, credentials: Credentials): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', ...input as Record<string, string> });
    const { status, body } = await this.post(headers, String(form), credentials);
    const [, AccessKeyId = ''] = /<AccessKeyId>(.*)<\/AccessKeyId>/.exec(body) ?? [];
    if (status !== 200) return { kind: 'ERROR', code: String(status), message: body };
    return { kind: 'OUTPUT', output: { Credentials: { AccessKeyId, SecretAccessKey: 'sandbox', SessionToken: 'sandbox' } } };
  }

  private async post(headers: Readonly<Record<string, string>>, body: string, { AccessKeyId }: Credentials): Promise<{ status: number; body: string }> {
    const authorization = `AWS4-HMAC-SHA256 Credential=${AccessKeyId}/20260101/us-east-1/parity/aws4_request`;
    const response = await fetch(this.endpoint, { method: 'POST', headers: { ...headers, authorization }, body });
    return { status: response.status, body: await response.text() };
  }
}

async function paged(call: Caller['call'], operation: string, input: object): Promise<Answer> {
  const whole: Record<string, unknown[]> = {};
  let token: unknown;
  for (let page = 0; page < LONGEST_LIST; page += 1) {
    const answer = await call(operation, { ...input, MaxResults: 1, ...(token !== undefined && { NextToken: token }) });
    if (answer.kind === 'ERROR') return answer;
    const { NextToken, ...members } = answer.output as Record<string, unknown>;
    for (const [name, items] of Object.entries(members)) whole[name] = [...whole[name] ?? [], ...items as unknown[]];
    if (NextToken === undefined) return { kind: 'OUTPUT', output: whole };
    token = NextToken;
  }
  throw new Error(`${operation} has more than ${LONGEST_LIST} pages`);
}
