import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { LogLine } from '../../../lambda/custom-resource/event-handler';
import { customResourceHandler } from '../../../lambda/custom-resource/handler';
import { GuardedResource, Managed, Released } from '../../../lambda/custom-resource/resource';
import { Failure, failure } from '../../../lambda/guard/failure';
import type { Session } from '../../../lambda/guard/session';

const URL = 'https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/answer?X-Amz-Date=20260101T000000Z&X-Amz-Signature=secret';
const SENT = Date.UTC(2026, 0, 1);
const CONTEXT = { getRemainingTimeInMillis: () => 120_000, invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:handler' };

interface Sent {
  readonly url: string;
  readonly body: Record<string, unknown>;
  readonly bytes: number;
}

/** A function with one resource of the kind `Custom::Thing` that does what the test says. */
class Bench {
  public now = SENT;
  public readonly sent: Sent[] = [];
  public readonly log: LogLine[] = [];
  public readonly requests: string[] = [];
  /** How often the function has ended itself. */
  public ended = 0;
  public statuses: (number | Error)[] = [];
  public result: (session: Session) => Managed | Failure = () => ({ kind: 'MANAGED', owned: { ownership: 'created', id: 'thing' }, attributes: { ThingId: 'thing', Outcome: 'CREATED' } });

  /** What the resource was given beside the session, and how much time. */
  public readonly given: object[] = [];
  public readonly remaining: number[] = [];

  private readonly resource: GuardedResource<{ readonly name: string }, object> = {
    readIdentifying: () => ({}),
    read: (properties) => ({ name: properties.required('Name') }),
    create: async (request) => this.act('create', request),
    update: async (request) => this.act('update', request),
    delete: async (request): Promise<Released> => {
      this.note('delete', request);
      return { kind: 'RELEASED', released: 'DELETED' };
    },
    deleteOrphan: async (request): Promise<Released> => {
      this.note('deleteOrphan', request);
      return { kind: 'RELEASED', released: 'KEPT_UNPROVEN' };
    },
  };

  public readonly handle = customResourceHandler({ 'Custom::Thing': this.resource, 'Custom::Plain': withoutOrphans(this.resource) }, {
    surroundings: { now: () => this.now, sleep: async (milliseconds) => { this.now += milliseconds; }, random: () => 0.5 },
    putAnswer: async (url, body) => {
      const status = this.statuses.shift() ?? 200;
      if (status instanceof Error) throw status;
      if (status === 200) this.sent.push({ url, body: JSON.parse(body) as Record<string, unknown>, bytes: Buffer.byteLength(body) });
      return status;
    },
    log: (line) => this.log.push(line),
    endEnvironment: () => { this.ended += 1; },
    homepage: 'https://example.com',
  });

  private act(name: string, request: { readonly session: Session }): Managed | Failure {
    this.note(name, request);
    return this.result(request.session);
  }

  private note(name: string, { session, ...given }: { readonly session: Session }): void {
    this.requests.push(name);
    this.given.push(given);
    this.remaining.push(session.remaining);
    session.calls = 3;
    this.now += 250;
  }
}

/** A kind of resource for which nothing is looked for when a Create never answered. */
function withoutOrphans({ deleteOrphan: _deleteOrphan, ...resource }: GuardedResource<{ readonly name: string }, object>): typeof resource {
  return resource;
}

function event(changes: object = {}): CloudFormationCustomResourceEvent {
  return {
    RequestType: 'Create', ServiceToken: 'arn', ResponseURL: URL, StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing',
    ResourceType: 'Custom::Thing', ResourceProperties: { ServiceToken: 'arn', Name: 'a thing' }, ...changes,
  } as CloudFormationCustomResourceEvent;
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

const update = { RequestType: 'Update', PhysicalResourceId: 'created:thing', OldResourceProperties: { Name: 'old' } };
const deletion = { RequestType: 'Delete', PhysicalResourceId: 'created:thing' };

let bench: Bench;
beforeEach(() => { bench = new Bench(); });

test('answers with the physical id, every attribute and the ids of the request', async () => {
  await bench.handle(event(), CONTEXT);
  expect(bench.sent).toEqual([{
    url: URL, bytes: expect.any(Number),
    body: {
      Status: 'SUCCESS', PhysicalResourceId: 'created:thing', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing',
      Data: { ThingId: 'thing', Outcome: 'CREATED' },
    },
  }]);
});

test('writes one line to the log for each event, with nothing personal in it', async () => {
  await bench.handle(event(), CONTEXT);
  expect(bench.log).toEqual([
    { requestId: 'request', requestType: 'Create', resourceType: 'Custom::Thing', result: 'CREATED', calls: 3, milliseconds: 250 },
  ]);
});

test('a line of the log tells the code of a failure, and DONE if there is no outcome', async () => {
  bench.result = () => failure('ALREADY_EXISTS', { entity: 'thing', id: '42' });
  await bench.handle(event(), CONTEXT);
  bench.result = () => ({ kind: 'MANAGED', owned: { ownership: 'created', id: 'thing' }, attributes: {} });
  await bench.handle(event(), CONTEXT);
  expect(bench.log.map(({ result }) => result)).toEqual(['ALREADY_EXISTS', 'DONE']);
});

test('a line of the log has a notice only if the managed entity has one', async () => {
  await bench.handle(event(), CONTEXT);
  bench.result = () => ({ kind: 'MANAGED', owned: { ownership: 'created', id: 'thing' }, attributes: {}, notice: 'USER_DISABLED' });
  await bench.handle(event(), CONTEXT);
  bench.result = () => ({ ...failure('ALREADY_EXISTS', { entity: 'thing', id: '42' }), notice: 'USER_DISABLED' });
  await bench.handle(event(), CONTEXT);
  expect(bench.log.map((line) => 'notice' in line && line.notice)).toEqual([false, 'USER_DISABLED', false]);
});

describe('the resource is given', () => {
  const asker = { stackId: 'stack', logicalResourceId: 'Thing', resourceType: 'Custom::Thing', signed: SENT };
  const known = { ...asker, physicalResourceId: 'created:thing' };
  const owned = { ownership: 'created', id: 'thing' };

  test.each([
    { what: 'the properties of a Create', changes: {}, given: { asker, properties: { name: 'a thing' } } },
    { what: 'both properties of an Update, and whose it is', changes: update, given: { asker: known, properties: { name: 'a thing' }, oldProperties: { name: 'old' }, owned } },
    { what: 'what identifies the entity of a Delete, and whose it is', changes: deletion, given: { asker: known, properties: {}, owned } },
    { what: 'a Create for an update of what was never made', changes: { ...update, PhysicalResourceId: 'failed:request' }, given: { asker: { ...asker, physicalResourceId: 'failed:request' }, properties: { name: 'a thing' } } },
  ])('$what', async ({ changes, given }) => {
    await bench.handle(event(changes), CONTEXT);
    expect(bench.given).toStrictEqual([given]);
  });

  test('an Update whatever is wrong with the old properties', async () => {
    await bench.handle(event({ ...update, OldResourceProperties: {} }), CONTEXT);
    expect(bench.given).toStrictEqual([{ asker: known, properties: { name: 'a thing' }, oldProperties: { name: '' }, owned }]);
  });

  test.each([
    { requestType: 'Create', late: 0, remaining: 100_000, why: 'the function ends' },
    { requestType: 'Create', late: 850_000, remaining: 30_000, why: 'the answer is awaited' },
    { requestType: 'Delete', late: 850_000, remaining: 30_000, why: 'the answer is awaited' },
  ])('$remaining ms for a $requestType that is $late ms late: 20 seconds are left for the answer before $why', async ({ requestType, late, remaining }) => {
    bench.now = SENT + late;
    await bench.handle(event({ ...deletion, RequestType: requestType }), CONTEXT);
    expect(bench.remaining).toEqual([remaining]);
  });
});

describe('physical ids', () => {
  test.each(['created:thing', 'adopted:thing', 'created:thing;written-by-a-newer-version=1'])('an update of the same entity answers with %s, byte for byte', async (id) => {
    await bench.handle(event({ ...update, PhysicalResourceId: id }), CONTEXT);
    expect(bench.sent[0]?.body.PhysicalResourceId).toBe(id);
  });

  test('an update that made another entity answers with the new id', async () => {
    bench.result = () => ({ kind: 'MANAGED', owned: { ownership: 'created', id: 'another' }, attributes: {} });
    await bench.handle(event(update), CONTEXT);
    expect(bench.sent[0]?.body.PhysicalResourceId).toBe('created:another');
  });

  test('a failed Create answers with an id that stands for no entity; the Delete of that id does nothing and succeeds', async () => {
    bench.result = () => failure('ALREADY_EXISTS', { entity: 'thing', id: '42' });
    await bench.handle(event(), CONTEXT);
    expect(bench.sent[0]?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'failed:request' });

    await bench.handle(event({ RequestType: 'Delete', PhysicalResourceId: 'failed:request' }), CONTEXT);
    expect(bench.sent[1]?.body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'failed:request' });
    expect(bench.requests).toEqual(['create']);
  });

  test('a Create that comes with a physical id is a Create nevertheless, and answers with another one', async () => {
    bench.result = () => failure('ALREADY_EXISTS', { entity: 'thing', id: '42' });
    await bench.handle(event({ PhysicalResourceId: 'adopted:thing' }), CONTEXT);
    expect(bench.requests).toEqual(['create']);
    expect(bench.sent[0]?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'failed:request' });
  });

  test('a failed update answers with the old id', async () => {
    bench.result = () => failure('ALREADY_EXISTS', { entity: 'thing', id: '42' });
    await bench.handle(event(update), CONTEXT);
    expect(bench.sent[0]?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'created:thing' });
  });

  test.each([
    { id: 'created:thing', requests: ['delete'], result: 'DELETED' },
    { id: 'created:thing;written-by-a-newer-version=1', requests: ['delete'], result: 'DELETED' },
    { id: 'adopted:thing', requests: [], result: 'KEPT' },
    { id: 'People-Thing-1ABCDEFGHIJK', requests: ['deleteOrphan'], result: 'KEPT_UNPROVEN' },
    { id: 'failed:request', requests: [], result: 'KEPT' },
    { id: 'created:', requests: [], result: 'KEPT' },
    { id: 'Created:thing', requests: [], result: 'KEPT' },
  ])('a delete of $id is answered and ends in $result', async ({ id, requests, result }) => {
    await bench.handle(event({ ...deletion, PhysicalResourceId: id }), CONTEXT);
    expect(bench.requests).toEqual(requests);
    expect(bench.log.map((line) => line.result)).toEqual([result]);
    expect(bench.sent[0]?.body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  });

  test.each([
    { changes: { ResourceProperties: {} }, what: 'its properties are unreadable' },
    { changes: { ResourceType: 'Custom::OfANewerVersion' }, what: 'its type is that of a newer version' },
  ])('a delete of what was never made succeeds even if $what', async ({ changes }) => {
    await bench.handle(event({ RequestType: 'Delete', PhysicalResourceId: 'failed:request', ...changes }), CONTEXT);
    expect(bench.sent[0]?.body.Status).toBe('SUCCESS');
  });

  const invented = { RequestType: 'Delete', PhysicalResourceId: 'People-Thing-1ABCDEFGHIJK' };

  test('a Delete after a Create without an answer gets all properties, so that it finds what the Create has made', async () => {
    await bench.handle(event(invented), CONTEXT);
    expect(bench.given).toMatchObject([{ properties: { name: 'a thing' }, asker: { logicalResourceId: 'Thing', physicalResourceId: 'People-Thing-1ABCDEFGHIJK', signed: SENT } }]);
  });

  test.each([
    { what: 'its properties are unreadable, so that nothing was made', changes: { ResourceProperties: {} } },
    { what: 'its type leaves nothing behind', changes: { ResourceType: 'Custom::Plain' } },
    { what: 'its type is that of a newer version', changes: { ResourceType: 'Custom::OfANewerVersion' } },
  ])('a Delete after a Create without an answer succeeds without a look if $what', async ({ changes }) => {
    await bench.handle(event({ ...invented, ...changes }), CONTEXT);
    expect(bench.requests).toEqual([]);
    expect(bench.log.map((line) => line.result)).toEqual(['KEPT']);
    expect(bench.sent[0]?.body.Status).toBe('SUCCESS');
  });

  test('a delete needs only the properties that identify the entity', async () => {
    await bench.handle(event({ ...deletion, ResourceProperties: {} }), CONTEXT);
    expect(bench.requests).toEqual(['delete']);
  });
});

describe('wrong properties', () => {
  test.each([
    { properties: {}, message: 'property Name of this resource is missing' },
    { properties: { Name: ['a', 'b'] }, message: 'property Name of this resource is not a text but a list' },
    { properties: { Name: { secret: 'x' } }, message: 'property Name of this resource is not a text but a structure' },
    { properties: { Name: null }, message: 'property Name of this resource is not a text but nothing' },
    { properties: { Name: 42 }, message: 'property Name of this resource is not a text but a number' },
    // Deeper than a function that calls itself can go.
    { properties: { Name: nested(100_000) }, message: 'property Name of this resource is not a text but a list' },
    { properties: undefined, message: 'property ResourceProperties of this resource is not a structure but nothing' },
    { properties: ['Name'], message: 'property ResourceProperties of this resource is not a structure but a list' },
  ])('are reported with what is wrong: $message', async ({ properties, message }) => {
    await bench.handle(event({ ResourceProperties: properties }), CONTEXT);
    expect(bench.sent[0]?.body.Reason).toBe(`INVALID_PROPERTIES: ${message}. Deploy the template that cdk synth made, unchanged, or correct the value `
      + 'that reaches this property at deployment. https://example.com/blob/main/docs/reasons.md#invalid_properties');
    expect(bench.requests).toEqual([]);
  });

  // They are members of every object: once, they were taken for resources.
  test.each(['constructor', '__proto__', 'toString', ''])('the resource type "%s" is reported as unknown', async (type) => {
    await bench.handle(event({ ResourceType: type }), CONTEXT);
    expect(bench.sent[0]?.body.Reason).toContain(`INVALID_PROPERTIES: property Type of this resource is "${type}", which this function doesn't know.`);
  });

  test('what was declared before may be of an older version, or not there', async () => {
    for (const OldResourceProperties of [undefined, null, {}, { Title: ['old'] }]) await bench.handle(event({ ...update, OldResourceProperties }), CONTEXT);
    expect(bench.sent.map(({ body }) => body.Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
  });

  test('an unknown resource type is reported', async () => {
    await bench.handle(event({ ResourceType: 'Custom::Other' }), CONTEXT);
    expect(bench.sent[0]?.body.Reason).toBe('INVALID_PROPERTIES: property Type of this resource is "Custom::Other", which this function doesn\'t know. Deploy the template that '
      + 'cdk synth made, unchanged, or correct the value that reaches this property at deployment. https://example.com/blob/main/docs/reasons.md#invalid_properties');
  });
});

test('a fault of the function\'s own is an answer, not a silence', async () => {
  bench.result = () => { throw new TypeError('x is not a function'); };
  await bench.handle(event(), CONTEXT);
  expect(bench.sent[0]?.body.Reason).toBe('UNEXPECTED: handling Create of "Thing" failed in a way this version doesn\'t know: "TypeError x is not a function". Read what AWS '
    + 'said, and report it to the project together with the code in brackets if it is no fault of the template. https://example.com/blob/main/docs/reasons.md#unexpected');
});

describe('an event that CloudFormation would not send', () => {
  // It used to be carried out as a deletion.
  test.each(['create', 'Read', '', undefined, null])('with the request type %j does nothing and is reported', async (RequestType) => {
    await bench.handle(event({ ...deletion, RequestType }), CONTEXT);
    expect(bench.requests).toEqual([]);
    expect(bench.sent[0]?.body).toMatchObject({
      Status: 'FAILED', PhysicalResourceId: 'created:thing',
      Reason: expect.stringMatching(/^INVALID_PROPERTIES: property RequestType of this resource is ".*", and not Create, Update or Delete\. /),
    });
  });

  // What is thrown gets into the log, with the URL that was no URL.
  test.each(['', 'nonsense', 'http://example.com/?X-Amz-Signature=secret', undefined, 7])('with the address %j for the answer does nothing', async (ResponseURL) => {
    await bench.handle(event({ ResponseURL }), CONTEXT);
    expect(bench.requests).toEqual([]);
    expect(bench.sent).toEqual([]);
    expect(bench.log.map(({ result }) => result)).toEqual(['NO_ANSWER_URL']);
  });

  test('without ids is answered all the same', async () => {
    bench.result = () => { throw new TypeError('x'); };
    await bench.handle(event({ StackId: null, RequestId: undefined, LogicalResourceId: 7 }), CONTEXT);
    expect(bench.sent[0]?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'failed:', StackId: '', RequestId: '', LogicalResourceId: '' });
  });
});

describe('delivery', () => {
  test.each([
    { obstacle: 'the connection breaks', statuses: [Object.assign(new Error('hang up'), { code: 'ECONNRESET' }), 200] },
    { obstacle: 'the bucket is not available', statuses: [503, 500, 200] },
  ])('is tried again when $obstacle', async ({ statuses }) => {
    bench.statuses = statuses;
    await bench.handle(event(), CONTEXT);
    expect(bench.sent).toHaveLength(1);
  });

  test('that fails for good makes the function fail, without the signed URL in the error, so that Lambda delivers the event again', async () => {
    bench.statuses = [403, 403, 403, 403, 403];
    await expect(bench.handle(event(), CONTEXT)).rejects.toThrow(new Error('the answer was not accepted after 5 attempts: 403'));
    expect(bench.log.map((line) => line.result)).toEqual(['ANSWER_NOT_DELIVERED']);
  });
});

describe('an event whose answer would not go to CloudFormation', () => {
  const elsewhere = event({ ResponseURL: 'https://somebody.example.com/answer?X-Amz-Date=20260101T000000Z' });

  test('gets no answer, and nothing is done for it', async () => {
    await bench.handle(elsewhere, CONTEXT);
    expect(bench).toMatchObject({ requests: [], sent: [], log: [{ result: 'FOREIGN_ANSWER_URL' }] });
  });

  test('gets its answer in an unknown partition, with a line of log', async () => {
    await bench.handle(elsewhere, { ...CONTEXT, invokedFunctionArn: 'arn:aws-new:lambda:xx-new-1:123456789012:function:handler' });
    expect(bench.sent).toHaveLength(1);
    expect(bench.log.map(({ result }) => result)).toEqual(['ANSWER_URL_OF_UNKNOWN_PARTITION', 'CREATED']);
  });
});

describe('what is denied until the function gives up', () => {
  const denied = (code: 'ACCESS_DENIED' | 'KMS_ACCESS_DENIED' | 'CREDENTIALS_NOT_KNOWN' | 'THROTTLED' = 'ACCESS_DENIED'): Failure => ({ kind: 'REFUSED', code, words: {} });
  const LAST_FIRST_DELIVERY = 59_999;

  test.each(['ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN'] as const)('as %s is left to another environment of the function, without an answer', async (code) => {
    bench.result = () => denied(code);
    bench.now += LAST_FIRST_DELIVERY;
    await bench.handle(event(), CONTEXT);
    expect(bench).toMatchObject({ ended: 1, sent: [], log: [{ result: 'LEFT_TO_ANOTHER_ENVIRONMENT' }] });
  });

  test.each([
    { situation: 'in a later delivery, since one is kept', after: 60_000 },
    { situation: 'once it may have made something, which only this delivery would know', mayHaveMade: true },
    { situation: 'of an event that doesn\'t tell when it was made', url: URL.replace(/X-Amz-Date=\w+&/, '') },
    { situation: 'by anything else', code: 'THROTTLED' as const },
  ])('is answered $situation', async ({ after = 0, mayHaveMade = false, url = URL, code }) => {
    bench.result = (session) => {
      session.mayHaveMade = mayHaveMade;
      return denied(code);
    };
    bench.now += after;
    await bench.handle(event({ ResponseURL: url }), CONTEXT);
    expect(bench.ended).toBe(0);
    expect(bench.sent).toMatchObject([{ body: { Status: 'FAILED' } }]);
  });
});

test('a message is shown although the construct is called by the word for which the CDK CLI hides messages', async () => {
  bench.result = () => { throw new TypeError('x'); };
  await bench.handle(event({ LogicalResourceId: 'cancelledOrders' }), CONTEXT);
  expect(bench.sent[0]?.body.Reason).toMatch(/^UNEXPECTED: handling Create of "\\u0063ancelledOrders" failed/);
});

test('the answer is not tried again when there is no time for another attempt before the function ends', async () => {
  bench.statuses = [503, 503, 503, 503, 503];
  await expect(bench.handle(event(), { ...CONTEXT, getRemainingTimeInMillis: () => 4_049 })).rejects.toThrow(new Error('the answer was not accepted after 1 attempts: 503'));
});

describe('an event that arrives after CloudFormation has stopped waiting for its answer', () => {
  test.each([
    { requestType: 'Create', late: 900_001, requests: [], result: 'TOO_LATE' },
    { requestType: 'Create', late: 900_000, requests: ['create'], result: 'CREATED' },
    { requestType: 'Update', late: 900_001, requests: [], result: 'TOO_LATE' },
    { requestType: 'Delete', late: 900_001, requests: [], result: 'TOO_LATE' },
    { requestType: 'Delete', late: 900_000, requests: ['delete'], result: 'DELETED' },
  ])('$requestType $late ms later ends in $result', async ({ requestType, late, requests, result }) => {
    bench.now = SENT + late;
    await bench.handle(event({ ...update, RequestType: requestType }), CONTEXT);
    expect(bench.requests).toEqual(requests);
    expect(bench.log.map((line) => line.result)).toEqual([result]);
    expect(bench.sent).toHaveLength(requests.length);
  });

  test('is acted on when the URL doesn\'t tell when it was signed', async () => {
    bench.now = SENT + 900_001;
    await bench.handle(event({ ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer?Expires=1&Signature=x' }), CONTEXT);
    expect(bench.requests).toEqual(['create']);
  });
});
