import { isAnswerBucket } from '../../../lambda/custom-resource/answer-bucket';

const NAME = 'cloudformation-custom-resource-response-useast1';
const PATH = '/arn%3Aaws%3Acloudformation/answer?X-Amz-Signature=secret';

function isAllowed(host: string, { path = PATH, partition = 'aws' } = {}): ReturnType<typeof isAnswerBucket> {
  return isAnswerBucket(new URL(`https://${host}${path}`), `arn:${partition}:lambda:us-east-1:123456789012:function:handler`);
}

test.each([
  's3.us-east-1.amazonaws.com', 's3.amazonaws.com', 's3-us-west-2.amazonaws.com', 's3.dualstack.eu-west-1.amazonaws.com', 's3-fips.us-east-1.amazonaws.com',
  's3-fips.dualstack.us-east-1.amazonaws.com', 's3-accelerate.amazonaws.com', 'bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com',
])('a bucket of CloudFormation at %s gets answers, by its name in the host or in the path', (host) => {
  expect(isAllowed(`${NAME}.${host}`)).toBe(true);
  expect(isAllowed(host, { path: `/${NAME}${PATH}` })).toBe(true);
});

test.each([
  { partition: 'aws-us-gov', host: 's3.us-gov-west-1.amazonaws.com' },
  { partition: 'aws-cn', host: 's3.cn-north-1.amazonaws.com.cn' },
  { partition: 'aws-eusc', host: 's3.eusc-de-east-1.amazonaws.eu' },
  { partition: 'aws-iso', host: 's3.us-iso-east-1.c2s.ic.gov' },
  { partition: 'aws-iso-b', host: 's3.us-isob-east-1.sc2s.sgov.gov' },
  { partition: 'aws-iso-e', host: 's3.eu-isoe-west-1.cloud.adc-e.uk' },
  { partition: 'aws-iso-f', host: 's3.us-isof-south-1.csp.hci.ic.gov' },
])('$partition has a suffix of its own, and no other partition sends its answers there', ({ partition, host }) => {
  expect(isAllowed(`${NAME}.${host}`, { partition })).toBe(true);
  expect(isAllowed(`${NAME}.${host}`, { partition: host.endsWith('.amazonaws.com') ? 'aws-cn' : 'aws' })).toBe(false);
});

test.each([
  { what: 'another bucket', host: 'somebodys-bucket.s3.us-east-1.amazonaws.com' },
  { what: 'a bucket whose name only ends as CloudFormation\'s', host: `somebodys.${NAME}.s3.us-east-1.amazonaws.com` },
  { what: 'the bucket of another in the path', host: 's3.us-east-1.amazonaws.com', path: `/somebodys-bucket/${NAME}/answer` },
  { what: 'a load balancer', host: `${NAME}-123.us-east-1.elb.amazonaws.com` },
  { what: 'another service with S3 in its name', host: `${NAME}.s3x.us-east-1.amazonaws.com` },
  { what: 'a host of somebody else', host: `${NAME}.s3.us-east-1.amazonaws.com.example.com` },
  { what: 'a host that only ends as the suffix', host: `${NAME}.s3.us-east-1.notamazonaws.com` },
  { what: 'another port', host: `${NAME}.s3.us-east-1.amazonaws.com:8443` },
  { what: 'a user in front of another host', host: `${NAME}.s3.us-east-1.amazonaws.com@example.com` },
  { what: 'another service, with the bucket in the path', host: 'lambda.us-east-1.amazonaws.com', path: `/${NAME}/answer` },
  { what: 'a load balancer that is called as S3 is', host: 's3-mylb-123.us-east-1.elb.amazonaws.com', path: `/${NAME}/answer` },
  { what: 'an API that is called as S3 is', host: `${NAME}.s3-mine.execute-api.us-east-1.amazonaws.com` },
  { what: 'a website in S3', host: `${NAME}.s3-website-us-east-1.amazonaws.com` },
  { what: 'an address', host: '169.254.169.254' },
  { what: 'the suffix alone', host: 'amazonaws.com', path: `/${NAME}/answer` },
])('$what gets no answer', ({ host, path }) => {
  expect(isAllowed(host, { ...(path !== undefined && { path }) })).toBe(false);
});

test('a function with a malformed ARN isn\'t left without answers either', () => {
  expect(isAnswerBucket(new URL('https://bucket.example.com'), 'handler')).toBe('UNKNOWN_PARTITION');
});

test.each(['aws-new', '', 'constructor'])('an unknown partition %p isn\'t left without answers', (partition) => {
  expect(isAllowed('bucket.example.com', { partition })).toBe('UNKNOWN_PARTITION');
});
