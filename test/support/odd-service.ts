import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { ChildFunctions } from './child-functions';

/** What a service, or something in between, answers. */
export interface OddAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as it came over the wire. */
export interface SeenRequest {
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly input: Readonly<Record<string, unknown>>;
}

interface AnswerToCloudFormation {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

type Answers = Readonly<Record<string, readonly OddAnswer[]>>;

const ASSETS = path.join(__dirname, '..', '..', 'assets');

/** A success of the services that speak JSON. */
export function success(output: object): OddAnswer {
  return { headers: { 'x-amzn-requestid': 'request-1' }, body: JSON.stringify(output) };
}

/** An exception of the services that speak JSON. */
export function failure(name: string, members: object = {}, status = 400): OddAnswer {
  return { status, headers: { 'x-amzn-requestid': 'request-1' }, body: JSON.stringify({ __type: `com.amazonaws.service#${name}`, Message: 'AWS says so', ...members }) };
}

/** A built function in a process of its own, and at the other end of the wire whatever a test wants. */
export class OddService {
  public readonly requests: SeenRequest[] = [];
  /** What reached the signed URL. */
  public readonly answers: AnswerToCloudFormation[] = [];
  private readonly left = new Map<string, OddAnswer[]>();
  private readonly server: Server = createServer((request, response) => { void this.answer(request, response); });
  private functions?: ChildFunctions;

  public async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.functions = new ChildFunctions((this.server.address() as AddressInfo).port);
  }

  /** Sends an event to a function, and waits until that has ended. Each operation answers so, the last answer again and again. */
  public async handle(asset: 'identity-store' | 'organizations', event: object, answers: Answers): Promise<void> {
    this.requests.length = 0;
    this.answers.length = 0;
    this.left.clear();
    for (const [operation, each] of Object.entries(answers)) this.left.set(operation, [...each]);
    const functions = this.functions as ChildFunctions;
    const definition = await functions.deploy({ 'index.js': readFileSync(path.join(ASSETS, asset, 'index.js'), 'utf8') }, { name: asset, timeoutSeconds: 100 });
    await functions.invoke(definition, eventOf(event));
  }

  public get operations(): string[] {
    return this.requests.map(({ operation }) => operation);
  }

  public async stop(): Promise<void> {
    await this.functions?.close();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.method === 'PUT') {
      this.answers.push(JSON.parse(body) as AnswerToCloudFormation);
      response.end();
      return;
    }
    const target = request.headers['x-amz-target'];
    const operation = typeof target === 'string' ? target.split('.').pop() ?? '' : new URLSearchParams(body).get('Action') ?? '';
    this.requests.push({ operation, headers: request.headers, input: (typeof target === 'string' ? JSON.parse(body) : {}) as SeenRequest['input'] });
    const left = this.left.get(operation) ?? [];
    const { status = 200, headers = {}, body: answered = '' } = (left.length > 1 ? left.shift() : left[0]) ?? failure('NotExpectedByThisTest');
    response.writeHead(status, headers).end(answered);
  }
}

function eventOf(different: object): object {
  return {
    RequestType: 'Create',
    ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:handler',
    ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer?X-Amz-Signature=secret',
    StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/People/94cac42a-3f0a-4bc6-890c-cf05e7474043',
    RequestId: '94cac42a-3f0a-4bc6-890c-cf05e7474043',
    LogicalResourceId: 'Resource',
    ...different,
  };
}
