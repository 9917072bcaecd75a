import { STSClient } from '@aws-sdk/client-sts';
import type { ClientSettings } from './clients';
import { UnusableEnvironment } from './endpoint';

/**
 * The Region of a client.
 *
 * @throws UnusableEnvironment if nothing names one, or what is named can't be one
 */
export async function regionOf({ config }: STSClient, { profile, region }: Pick<ClientSettings, 'profile' | 'region'>): Promise<string> {
  return config.region().catch(() => {
    if (typeof region === 'string') throw new UnusableEnvironment(`${region} is no Region such as eu-central-1`);
    const ofProfile = profile === undefined
      ? 'give it by --region, by AWS_REGION or AWS_DEFAULT_REGION, or in the profile'
      : `the profile ${profile} isn't in the AWS configuration, or names none; give it by --region, AWS_REGION or AWS_DEFAULT_REGION`;
    throw new UnusableEnvironment(`no Region is known; ${ofProfile}`);
  });
}

/** The Region that clients with these settings have, if anything names one. Nothing is sent. */
export async function regionIfNamed(settings: ClientSettings): Promise<string | undefined> {
  return new STSClient(settings).config.region().catch(() => undefined);
}
