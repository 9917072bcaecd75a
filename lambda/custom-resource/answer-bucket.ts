/** What the names of the hosts of a partition end in. */
const URL_SUFFIXES: ReadonlyMap<string | undefined, string> = new Map(Object.entries({
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-us-gov': 'amazonaws.com',
}));

const BUCKET = 'cloudformation-custom-resource-response-[0-9a-z-]+';

/** A host of S3: of a Region or of none, dual-stack, FIPS, or of an endpoint in a VPC. */
const S3 = '(?:bucket\\.vpce-[0-9a-z-]+\\.)?s3(?:-[0-9a-z-]+)?(?:\\.[0-9a-z-]+)*';

const BUCKET_IN_HOST = new RegExp(`^${BUCKET}\\.${S3}$`);
const BUCKET_IN_PATH = new RegExp(`^/${BUCKET}/`);
const S3_HOST = new RegExp(`^${S3}$`);

/**
 * Whether an answer goes to a bucket of CloudFormation. Whoever may invoke the function could have it send what it knows anywhere else.
 *
 * @param functionArn of the function itself: its partition is the one that counts
 */
export function isAnswerBucket({ hostname, pathname, port }: URL, functionArn: string): boolean | 'UNKNOWN_PARTITION' {
  const suffix = URL_SUFFIXES.get(functionArn.split(':')[1]);
  // A list that is too narrow would leave every deployment in a new partition without an answer.
  if (suffix === undefined) return 'UNKNOWN_PARTITION';
  if (port !== '' || !hostname.endsWith(`.${suffix}`)) return false;
  return BUCKET_IN_HOST.test(hostname) || (S3_HOST.test(hostname) && BUCKET_IN_PATH.test(pathname));
}
