import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { bodyOf, reasonWithin } from '../../../lambda/custom-resource/answer';

const EVENT = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing' } as CloudFormationCustomResourceEvent;
const LINK = ' https://example.com/blob/main/docs/reasons.md#already_exists';
const MAXIMUM = 4096;

function failed(reason: string): string {
  return bodyOf(EVENT, { status: 'FAILED', physicalResourceId: 'failed:request', reason });
}

function reasonIn(body: string): string {
  return (JSON.parse(body) as { Reason: string }).Reason;
}

/** How many bytes an answer has room for beside what every answer has. */
function room(): number {
  return MAXIMUM - Buffer.byteLength(failed(''));
}

test('a success carries the attributes', () => {
  expect(JSON.parse(bodyOf(EVENT, { status: 'SUCCESS', physicalResourceId: 'created:42', attributes: { ThingId: '42' } }))).toStrictEqual({
    Status: 'SUCCESS', PhysicalResourceId: 'created:42', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing', Data: { ThingId: '42' },
  });
});

test('a failure carries the reason', () => {
  expect(JSON.parse(failed('ALREADY_EXISTS: it is there.'))).toStrictEqual({
    Status: 'FAILED', Reason: 'ALREADY_EXISTS: it is there.', PhysicalResourceId: 'failed:request', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing',
  });
});

test('a reason that just fits is left as it is', () => {
  const reason = 'x'.repeat(room() - LINK.length) + LINK;
  expect(reasonIn(failed(reason))).toBe(reason);
  expect(Buffer.byteLength(failed(reason))).toBe(MAXIMUM);
});

test('a reason that is a byte too long loses the end of its text, not its link', () => {
  expect(reasonIn(failed('x'.repeat(room() - LINK.length + 1) + LINK))).toBe(`${'x'.repeat(room() - LINK.length - 3)}…${LINK}`);
});

// What is too much was counted in the bytes of the body and taken off the bytes of the text, which had fewer: nothing was left.
test.each([
  { name: 'a quotation mark', character: '"', bytes: 2 },
  { name: 'a control character', character: '\u0001', bytes: 6 },
  { name: 'an accented letter', character: 'é', bytes: 2 },
  { name: 'a smiley', character: '\u{1F600}', bytes: 4 },
])('a text of characters that take $bytes bytes each in the body ($name) keeps its code and as many of them as fit', ({ character, bytes }) => {
  const body = failed(`ALREADY_EXISTS: ${character.repeat(4_000)}${LINK}`);
  const kept = Math.floor((room() - Buffer.byteLength(`ALREADY_EXISTS: …${LINK}`)) / bytes);
  expect(reasonIn(body)).toBe(`ALREADY_EXISTS: ${character.repeat(kept)}…${LINK}`);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAXIMUM);
});

test('a reason without a link loses its end', () => {
  expect(reasonIn(failed('x'.repeat(5_000)))).toBe(`${'x'.repeat(room() - 3)}…`);
});

test('an answer that can\'t be made shorter is sent although it is too long, for CloudFormation to refuse', () => {
  const event = { ...EVENT, LogicalResourceId: 'x'.repeat(5_000) };
  expect(reasonIn(bodyOf(event, { status: 'FAILED', physicalResourceId: 'failed:request', reason: `ALREADY_EXISTS: it is there.${LINK}` }))).toBe(`…${LINK}`);
  const success = bodyOf(event, { status: 'SUCCESS', physicalResourceId: 'created:42', attributes: { ThingId: '42' } });
  expect(JSON.parse(success)).toMatchObject({ Status: 'SUCCESS', Data: { ThingId: '42' } });
});

test.each([
  { maximum: 36, reason: 'ALREADY_EXISTS: it is there. #link' },
  { maximum: 35, reason: 'ALREADY_EXISTS: it is th… #link' },
  { maximum: 30, reason: 'ALREADY_EXISTS: it … #link' },
])('a reason in $maximum bytes of JSON is: $reason', ({ maximum, reason }) => {
  expect(reasonWithin('ALREADY_EXISTS: it is there. #link', maximum)).toBe(reason);
});
