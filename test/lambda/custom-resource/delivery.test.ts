import { deliver } from '../../../lambda/custom-resource/delivery';
import { OwnTime } from '../../support/own-time';

const URL = 'https://example.com/answer';
const HANG_UP = Object.assign(new Error(`hang up at ${URL}`), { code: 'ECONNRESET' });

/** A bucket that answers with one status after the other, the last one for ever. */
class Bucket {
  public readonly received: string[] = [];

  constructor(private readonly answers: readonly (number | Error)[]) {}

  public readonly put = async (url: string, body: string): Promise<number> => {
    const answer = this.answers[Math.min(this.received.length, this.answers.length - 1)];
    this.received.push(`${url} ${body}`);
    if (answer instanceof Error) throw answer;
    return answer ?? 0;
  };
}

interface Delivery {
  readonly pauses: readonly number[];
  readonly attempts: number;
  readonly ended: string;
}

async function delivering(answers: readonly (number | Error)[], milliseconds = Infinity): Promise<Delivery> {
  const time = new OwnTime();
  const bucket = new Bucket(answers);
  const ended = await deliver(time, bucket.put, URL, 'body', time.now() + milliseconds).then(() => 'delivered', (thrown: Error) => thrown.message);
  expect(new Set(bucket.received)).toEqual(new Set([`${URL} body`]));
  return { pauses: time.pauses, attempts: bucket.received.length, ended };
}

test('an answer that is accepted is delivered once', async () => {
  expect(await delivering([200])).toEqual({ pauses: [], attempts: 1, ended: 'delivered' });
});

test.each([
  { obstacle: 'a broken connection', answers: [HANG_UP, HANG_UP, 200] },
  { obstacle: 'a bucket that fails', answers: [500, 503, 200] },
  { obstacle: 'a refusal', answers: [400, 403, 200] },
  { obstacle: 'an answer that isn\'t one', answers: [0, 301, 200] },
])('after $obstacle it is delivered again', async ({ answers }) => {
  expect(await delivering(answers)).toEqual({ pauses: [50, 100], attempts: 3, ended: 'delivered' });
});

test.each([400, 403, 499])('a signed URL that refuses with %i is given up after five attempts', async (status) => {
  expect(await delivering([status])).toEqual({ pauses: [50, 100, 200, 400], attempts: 5, ended: `the answer was not accepted after 5 attempts: ${status}` });
});

test.each([
  { answer: 500, told: '500' },
  { answer: 399, told: '399' },
  { answer: HANG_UP, told: 'ECONNRESET' },
  { answer: new Error('without a code'), told: 'no answer' },
])('the answer is sent again until no time is left for another attempt, and the error tells $told but not the URL', async ({ answer, told }) => {
  expect(await delivering([answer], 10_000)).toEqual({
    pauses: [50, 100, 200, 400, 800, 1_600], attempts: 7, ended: `the answer was not accepted after 7 attempts: ${told}`,
  });
});

test.each([
  { milliseconds: 4_049, attempts: 1 },
  { milliseconds: 4_050, attempts: 2 },
])('with $milliseconds ms for a pause of 50 ms and an attempt of four seconds it is tried $attempts times', async ({ milliseconds, attempts }) => {
  expect(await delivering([503], milliseconds)).toMatchObject({ attempts });
});
