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

test('an exception is named by its name, whatever member of it is called "code"', () => {
  const thrown = Object.assign(new Error('slow down'), { name: 'ThrottlingException', $fault: 'client', code: 'SOMETHING', $metadata: { httpStatusCode: 400 } });
  expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({ operation: OPERATION, exception: 'ThrottlingException', message: 'slow down', httpStatus: 400 });
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

describe('an answer that no exception can be read from is named by its status', () => {
  const $metadata = { httpStatusCode: 403 };
  const ANSWER = 'and nothing of AWS in it: perhaps the answer of a proxy';

  test.each([
    {
      answer: 'a page where JSON was expected',
      thrown: Object.assign(new SyntaxError('Unexpected token \'<\'\n  Deserialization error: to see the raw response, …'), { $metadata, $response: { headers: { 'content-type': 'text/html' } } }),
      message: `HTTP status 403 with text/html, ${ANSWER}`,
    },
    { answer: 'no body', thrown: Object.assign(new Error('UnknownError'), { name: 'Unknown', $metadata, $response: {} }), message: `HTTP status 403, ${ANSWER}` },
    { answer: 'no body, of which nothing is kept', thrown: Object.assign(new Error('UnknownError'), { name: 'Unknown', $metadata }), message: `HTTP status 403, ${ANSWER}` },
  ])('$answer', ({ thrown, message }) => {
    expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({ operation: OPERATION, exception: 'HTTP 403', message, httpStatus: 403 });
  });

  test('but not an exception without a message', () => {
    expect(awsErrorOf(OPERATION, { name: 'ValidationException', $metadata })).toStrictEqual({ operation: OPERATION, exception: 'ValidationException', message: '', httpStatus: 403 });
  });

  test('but not where no answer came', () => {
    expect(awsErrorOf(OPERATION, Object.assign(new Error('no answer'), { name: 'Unknown' }))).toStrictEqual({ operation: OPERATION, exception: 'Unknown', message: 'no answer' });
  });

  // The SDK calls each 404 without an exception "NotFound" where answers are XML.
  test('also where the SDK has a name for the status', () => {
    const thrown = Object.assign(new Error('UnknownError'), { name: 'NotFound', $fault: 'client', $metadata: { httpStatusCode: 404 }, $response: { headers: { 'content-type': 'text/html' } } });
    expect(awsErrorOf(OPERATION, thrown)).toStrictEqual({ operation: OPERATION, exception: 'HTTP 404', message: `HTTP status 404 with text/html, ${ANSWER}`, httpStatus: 404 });
  });

  test('but by the error code of Node if the connection broke inside it', () => {
    const thrown = Object.assign(new Error('aborted\n  Deserialization error: …'), { code: 'ECONNRESET', $metadata });
    expect(awsErrorOf(OPERATION, thrown)).toMatchObject({ exception: 'ECONNRESET', httpStatus: 403 });
  });
});
