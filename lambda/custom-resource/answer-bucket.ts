/** The end of the host names of each partition. */
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

/** A host name of S3 without its suffix: regional or global, dual-stack, FIPS, or of a VPC endpoint. Website endpoints and other services don't match. */
const S3 = '(?:s3(?:-(?!website)[0-9a-z-]+)?(?:\\.dualstack)?(?:\\.[0-9a-z-]+)?|bucket\\.vpce-[0-9a-z-]+\\.s3\\.[0-9a-z-]+\\.vpce)';

const BUCKET_IN_HOST = new RegExp(`^${BUCKET}\\.${S3}$`);
const BUCKET_IN_PATH = new RegExp(`^/${BUCKET}/`);
const S3_HOST = new RegExp(`^${S3}$`);

/**
 * Whether an answer goes to a bucket of CloudFormation. Otherwise whoever may invoke the function could have its answer sent anywhere.
 *
 * @param functionArn of the function itself: its partition is the one that counts
 */
export function isAnswerBucket({ hostname, pathname, port }: URL, functionArn: string): boolean | 'UNKNOWN_PARTITION' {
  const suffix = URL_SUFFIXES.get(functionArn.split(':')[1]);
  // A list that is too narrow would leave every deployment in a new partition without an answer.
  if (suffix === undefined) return 'UNKNOWN_PARTITION';
  if (port !== '' || !hostname.endsWith(`.${suffix}`)) return false;
  const host = hostname.slice(0, -suffix.length - 1);
  return BUCKET_IN_HOST.test(host) || (S3_HOST.test(host) && BUCKET_IN_PATH.test(pathname));
}
