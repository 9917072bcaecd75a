import type { STSClient } from '@aws-sdk/client-sts';
import { UnusableEnvironment } from './endpoint';

/**
 * The Region of a client.
 *
 * @throws UnusableEnvironment if nothing names one
 */
export async function regionOf({ config }: STSClient, { profile }: { readonly profile?: string }): Promise<string> {
  return config.region().catch(() => {
    const ofProfile = profile === undefined
      ? 'give it by --region, by AWS_REGION, or in the profile'
      : `the profile ${profile} isn't in the AWS configuration, or names none; give it by --region or AWS_REGION`;
    throw new UnusableEnvironment(`no Region is known; ${ofProfile}`);
  });
}
