import { Answers } from '../../../sandbox/cloudformation/answers';
import type { HttpRequest } from '../../../sandbox/protocol/http';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { answerTo, Event, ScriptedFunctions, thing } from '../../support/scripted-functions';
import { seededRandom } from '../../support/seeded-random';

const STACK_ID = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Stack/1';
const TWO_HOURS = 7_200_000;

let time: VirtualTime;
let answers: Answers;
beforeEach(() => {
  time = new VirtualTime();
  answers = new Answers('eu-west-1', time, seededRandom(1));
});

/** A request as a function makes it of the URL it was given. */
function put(url: string, different: Partial<HttpRequest> = {}): HttpRequest {
  const { hostname, pathname, searchParams } = new URL(url);
  return {
    method: 'PUT', host: hostname, path: decodeURIComponent(pathname), query: searchParams, headers: { 'content-length': '6' }, body: Buffer.from('answer'), ...different,
  };
}

function refused(code: string) {
  return { status: 403, headers: { 'content-type': 'application/xml' }, body: `<Error><Code>${code}</Code></Error>` };
}

/** Whether the first answer has come by now. */
async function bodyOf(answer: Promise<string>): Promise<string> {
  return Promise.race([answer, Promise.resolve().then(() => 'nothing yet')]);
}

test('the URL is one of S3, signed for two hours from now', () => {
  const { url } = answers.expect(STACK_ID, 'Thing', 'request-1');
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  expect(protocol).toBe('https:');
  expect(hostname).toBe('cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com');
  expect(pathname).toBe('/arn%3Aaws%3Acloudformation%3Aeu-west-1%3A123456789012%3Astack/Stack/1%7CThing%7Crequest-1');
  expect(Object.fromEntries(searchParams)).toEqual({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIASANDBOX/20260101/eu-west-1/s3/aws4_request',
    'X-Amz-Date': '20260101T000000Z',
    'X-Amz-Expires': '7200',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    'X-Amz-SignedHeaders': 'host',
  });
});

describe('an answer', () => {
  test.each<[string, HttpRequest['headers']]>([
    ['without a content type', { 'content-length': '6' }],
    ['with an empty content type', { 'content-length': '6', 'content-type': '' }],
  ])('%s is accepted', async (_how, headers) => {
    const { url, answer } = answers.expect(STACK_ID, 'Thing', 'request-1');
    expect(answers.answer(put(url, { headers }))).toEqual({ status: 200 });
    await expect(bodyOf(answer)).resolves.toBe('answer');
  });

  test.each<[string, (url: string) => HttpRequest, object]>([
    ['with a content type', (url) => put(url, { headers: { 'content-type': 'application/json' } }), refused('SignatureDoesNotMatch')],
    ['in chunks', (url) => put(url, { headers: { 'transfer-encoding': 'chunked' } }), { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }],
    ['with another signature', (url) => put(url.replace(/Signature=[0-9a-f]{64}/, `Signature=${'0'.repeat(64)}`)), refused('SignatureDoesNotMatch')],
    ['without a signature', (url) => put(url.replace(/\?.*/, '')), refused('SignatureDoesNotMatch')],
    ['by another method', (url) => put(url, { method: 'POST' }), refused('SignatureDoesNotMatch')],
    ['about another request', (url) => put(url.replace('request-1', 'request-2')), refused('SignatureDoesNotMatch')],
  ])('%s is refused and not received', async (_how, request, response) => {
    const { url, answer } = answers.expect(STACK_ID, 'Thing', 'request-1');
    expect(answers.answer(request(url))).toEqual(response);
    await expect(bodyOf(answer)).resolves.toBe('nothing yet');
  });

  test('with the signature of another request is refused', () => {
    const one = answers.expect(STACK_ID, 'Thing', 'request-1');
    const other = answers.expect(STACK_ID, 'Thing', 'request-2');
    expect(answers.answer(put(one.url, { query: new URL(other.url).searchParams }))).toEqual(refused('SignatureDoesNotMatch'));
  });

  test.each([
    { milliseconds: TWO_HOURS, response: { status: 200 }, body: 'answer' },
    { milliseconds: TWO_HOURS + 1, response: refused('AccessDenied'), body: 'nothing yet' },
  ])('after $milliseconds ms is answered with $response.status', async ({ milliseconds, response, body }) => {
    const { url, answer } = answers.expect(STACK_ID, 'Thing', 'request-1');
    await time.run(time.sleep(milliseconds));
    expect(answers.answer(put(url))).toEqual(response);
    await expect(bodyOf(answer)).resolves.toBe(body);
  });

  test('that comes second is accepted and changes nothing', async () => {
    const { url, answer } = answers.expect(STACK_ID, 'Thing', 'request-1');
    answers.answer(put(url));
    expect(answers.answer(put(url, { body: Buffer.from('second thoughts') }))).toEqual({ status: 200 });
    await expect(answer).resolves.toBe('answer');
  });

  test('is read as UTF-8', async () => {
    const { url, answer } = answers.expect(STACK_ID, 'Thing', 'request-1');
    answers.answer(put(url, { body: Buffer.from('Zoë ✓') }));
    await expect(answer).resolves.toBe('Zoë ✓');
  });
});

describe('an answer to the sandbox', () => {
  async function statusOf(headers: Readonly<Record<string, string>>): Promise<number> {
    const world = new ScriptedFunctions();
    const statuses: number[] = [];
    world.script = async (event: Event) => {
      statuses.push(await world.put(event, JSON.stringify(answerTo(event)), headers));
      return {};
    };
    const stack = await world.deploy({ A: thing() });
    expect(stack.status).toBe('CREATE_COMPLETE');
    return statuses[0] as number;
  }

  test.each([
    { headers: {}, status: 200 },
    { headers: { 'content-type': '' }, status: 200 },
    { headers: { 'content-type': 'application/json' }, status: 403 },
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 403 },
    { headers: { 'content-type': 'text/plain', 'x-amz-target': 'AWSIdentityStore.CreateGroup' }, status: 403 },
    { headers: { 'transfer-encoding': 'chunked' }, status: 501 },
  ])('with the headers $headers has the status $status', async ({ headers, status }) => {
    await expect(statusOf(headers)).resolves.toBe(status);
  });
});
