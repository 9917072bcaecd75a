/** Where the documentation of the reasons would be. */
export const HOMEPAGE = 'https://example.com/cdk-org-guard';
