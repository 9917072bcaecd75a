/** Quotas of S3, as far as a request can run into them here. */
export const S3_LIMITS = { keyBytes: 1024, metadataBytes: 2048, page: 1000, deletedAtOnce: 1000, policyBytes: 20_480 };
