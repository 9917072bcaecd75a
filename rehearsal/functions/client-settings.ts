/** Everything that a client would otherwise look for in files: virtual time doesn't wait for the disk. */
export function clientSettings(accessKeyId: string) {
  return {
    region: 'us-east-1',
    endpoint: 'https://aws.invalid',
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'rehearsal',
    disableClockSkewCorrection: true,
    authSchemePreference: [],
    credentials: { accessKeyId, secretAccessKey: 'sandbox' },
  };
}
