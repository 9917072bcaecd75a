import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerUrlOf, askerOf, isKnownRequest, readEvent } from '../../../lambda/custom-resource/event';

type Event = CloudFormationCustomResourceEvent;

const TEXTS = {
  ResourceType: 'Custom::Thing', ResponseURL: 'https://example.com/answer', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Thing',
};
const CREATE = { ...TEXTS, RequestType: 'Create', ServiceToken: 'arn', ResourceProperties: { ServiceToken: 'arn', Name: 'a thing' } } as Event;
const DELETE = { ...CREATE, RequestType: 'Delete', PhysicalResourceId: 'created:42' } as Event;

test.each([CREATE, DELETE])('a $RequestType as CloudFormation sends it is left as it is', (event) => {
  expect(readEvent(event)).toStrictEqual(event);
});

test.each([undefined, null, {}])('an event without anything, as %j is, has an empty text wherever one belongs', (incoming) => {
  expect(readEvent(incoming as unknown as Event)).toStrictEqual({
    RequestType: '', ResourceType: '', ResponseURL: '', StackId: '', RequestId: '', LogicalResourceId: '', PhysicalResourceId: '',
  });
});

test.each([42, null, ['Thing'], { toString: 'Thing' }])('%j is not a text', (value) => {
  const members = Object.fromEntries([...Object.keys(TEXTS), 'PhysicalResourceId'].map((name) => [name, value]));
  expect(readEvent({ ...DELETE, ...members } as unknown as Event)).toStrictEqual({
    ...DELETE, ResourceType: '', ResponseURL: '', StackId: '', RequestId: '', LogicalResourceId: '', PhysicalResourceId: '',
  });
});

test.each([
  { RequestType: 'Create', known: true },
  { RequestType: 'Update', known: true },
  { RequestType: 'Delete', known: true },
  { RequestType: 'create', known: false },
  { RequestType: '', known: false },
])('a request of the type $RequestType can be acted on: $known', ({ RequestType, known }) => {
  expect(isKnownRequest({ ...CREATE, RequestType } as Event)).toBe(known);
});

test('an answer goes where the event says', () => {
  expect(answerUrlOf(CREATE)).toEqual(new URL('https://example.com/answer'));
});

test.each(['', 'answer', 'https://', 'http://example.com/answer', ' https://example.com/answer'])('no answer can be sent to %j', (ResponseURL) => {
  expect(answerUrlOf({ ...CREATE, ResponseURL })).toBeUndefined();
});

describe('the resource that asks', () => {
  const asker = { stackId: 'stack', logicalResourceId: 'Thing', resourceType: 'Custom::Thing' };
  const DATED = 'https://example.com/answer?X-Amz-Date=20260101T000001Z';
  const signed = Date.UTC(2026, 0, 1, 0, 0, 1);

  test.each([
    { event: 'a Create', sent: { ...CREATE, ResponseURL: DATED }, asks: { ...asker, signed } },
    { event: 'a Delete', sent: { ...DELETE, ResponseURL: DATED }, asks: { ...asker, physicalResourceId: 'created:42', signed } },
    { event: 'an event whose URL doesn\'t tell when it was made', sent: DELETE, asks: { ...asker, physicalResourceId: 'created:42' } },
    { event: 'an event that can\'t be answered', sent: { ...DELETE, ResponseURL: '' }, asks: { ...asker, physicalResourceId: 'created:42' } },
  ])('of $event', ({ sent, asks }) => {
    expect(askerOf(sent as Event)).toStrictEqual(asks);
  });
});
