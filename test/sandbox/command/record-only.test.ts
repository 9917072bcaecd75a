import { whyNotRecorded } from '../../../sandbox/command/record-only';

test.each([
  'AWS::S3::Bucket', 'AWS::IdentityStore::User', 'AWS::CloudFormation::Stack', 'Alexa::ASK::Skill', 'Custom::Thing', 'Custom::Thing_1@home-2', 'Datadog::Monitors::Monitor',
  'My::S3::SampleBucket::MODULE',
])('%s can be recorded', (type) => expect(whyNotRecorded(type)).toBeUndefined());

const FORM = 'has not the form of a resource type, as AWS::S3::Bucket, Custom::Thing and Organization::Service::Resource have it';
const UNKNOWN = /^(\S+) is no resource type of CloudFormation, as aws-cdk \d+\.\d+\.\d+ knows them(; perhaps (\S+))?; --no-type-check takes newer ones$/;

test.each(['', 'Bucket', 'AWS::S3', 'AWS:S3:Bucket', 'AWS::S3::Bucket::Thing', 'A::B::C', 'AWS::S3::Bucket ', 'AWS::S3::Bücket'])('"%s" has no form of a type', (type) => {
  expect(whyNotRecorded(type)).toBe(`"${type}" ${FORM}`);
});

test.each([
  { type: 'AWS::S3::Bukcet', meant: 'AWS::S3::Bucket' },
  { type: 'aws::s3::bucket', meant: 'AWS::S3::Bucket' },
  { type: 'AWS::DynamoDb::Table', meant: 'AWS::DynamoDB::Table' },
  { type: 'AWS::Imaginary::Contraption', meant: undefined },
  { type: 'AWS::S3::constructor', meant: undefined },
])('$type isn\'t there', ({ type, meant }) => {
  const [, named, , perhaps] = UNKNOWN.exec(whyNotRecorded(type) ?? '') ?? [];
  expect({ named, perhaps }).toEqual({ named: type, perhaps: meant });
});

test('a type that is newer than the list can be recorded without its check, if it has the form of one', () => {
  expect(whyNotRecorded('AWS::Imaginary::Contraption', false)).toBeUndefined();
  expect(whyNotRecorded('Contraption', false)).toBe(`"Contraption" ${FORM}`);
});

test('a custom resource\'s type has at most 60 characters', () => {
  expect(whyNotRecorded(`Custom::${'x'.repeat(52)}`)).toBeUndefined();
  expect(whyNotRecorded(`Custom::${'x'.repeat(53)}`)).toBeDefined();
});
