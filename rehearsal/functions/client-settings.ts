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

/** The same of a client of S3. */
export const S3_CLIENT_SETTINGS = {
  forcePathStyle: true,
  useArnRegion: false,
  disableS3ExpressSessionAuth: true,
  disableMultiregionAccessPoints: true,
  requestChecksumCalculation: 'WHEN_REQUIRED' as const,
  responseChecksumValidation: 'WHEN_REQUIRED' as const,
  sigv4aSigningRegionSet: [],
};
