import { awsErrorOf } from '../../../lambda/errors/aws-error';

const OPERATION = 'identitystore:CreateGroup';

test('everything that an exception of AWS says is read', () => {
  const thrown = Object.assign(new Error('Duplicate GroupDisplayName'), {
    name: 'ConflictException', Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', RequestId: 'of-the-body', ResourceType: 'GROUP', RetryAfterSeconds: 2,
    $metadata: { httpStatusCode: 400, requestId: 'of-the-header' },
  });
  expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({
    operation: OPERATION, exception: 'ConflictException', message: 'Duplicate GroupDisplayName', reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
    requestId: 'of-the-body', resourceType: 'GROUP', retryAfterSeconds: 2, httpStatus: 400,
  });
});

test('the id of the request stands in the header where the body has none', () => {
  const thrown = Object.assign(new Error('no'), { name: 'Throttling', $metadata: { httpStatusCode: 400, requestId: 'of-the-header' } });
  expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({
    operation: OPERATION, exception: 'Throttling', message: 'no', requestId: 'of-the-header', httpStatus: 400,
  });
});

test('a lost connection is named by the error code of Node', () => {
  const thrown = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({ operation: OPERATION, exception: 'ECONNRESET', message: 'socket hang up' });
});

test.each([
  { what: 'the SDK\'s word for none', message: 'UnknownError' },
  { what: 'an empty one', message: '' },
  { what: 'something that is no text', message: 42 },
])('a message that is $what is no message', ({ message }) => {
  expect(awsErrorOf(OPERATION, { name: 'ValidationException', message })).toStrictEqual({ operation: OPERATION, exception: 'ValidationException', message: '' });
});

test.each(['2', Number.NaN, Infinity, undefined])('%p is no number of seconds to wait', (RetryAfterSeconds) => {
  expect(awsErrorOf(OPERATION, { name: 'Throttling', message: 'slow down', RetryAfterSeconds })).toStrictEqual({ operation: OPERATION, exception: 'Throttling', message: 'slow down' });
});

test.each([
  { thrown: 'a text', message: 'a text' },
  { thrown: 42, message: '42' },
  { thrown: null, message: 'null' },
  { thrown: undefined, message: 'undefined' },
  { thrown: {}, message: '' },
  { thrown: { name: '', code: 7, $metadata: null }, message: '' },
])('$thrown is an error as well', ({ thrown, message }) => {
  expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({ operation: OPERATION, exception: 'Error', message });
});
