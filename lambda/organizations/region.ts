/** Where AWS Organizations is in a partition, by what the names of its Regions begin with; the first that fits counts. */
const REGIONS: readonly (readonly [beginning: string, region: string])[] = [
  ['cn-', 'cn-northwest-1'],
  ['eu-isoe-', 'eu-isoe-west-1'],
  ['eusc-', 'eusc-de-east-1'],
  ['us-gov-', 'us-gov-west-1'],
  ['us-iso-', 'us-iso-east-1'],
  ['us-isob-', 'us-isob-east-1'],
  ['us-isof-', 'us-isof-south-1'],
  // With a direction after the first dash, as in eu-central-1.
  ...['af', 'ap', 'ca', 'eu', 'il', 'me', 'mx', 'sa', 'us'].map((area): [string, string] => [`${area}-`, 'us-east-1']),
];

/**
 * The Region of AWS Organizations in the partition of a Region. Every account has it enabled, also one that hasn't enabled the Region of the stack: a
 * session of its role can be had there.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 */
export function organizationsRegion(region: string): string {
  const [, found = region] = REGIONS.find(([beginning]) => region.startsWith(beginning)) ?? [];
  return found;
}
