import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of campaigns of invitations. */
export const CAMPAIGN_REASONS = {
  ROSTER_UNREADABLE: {
    happened: 'the roster of the campaign can\'t be used: {problem}',
    remedy: 'Deploy again what cdk synth made, unchanged, with the same version of cdk-org-guard',
    cause: 'The roster is gone from its bucket, was changed there, or was made by a newer version of the library. The campaign goes on with the roster of before.',
  },
} as const satisfies Record<string, CatalogueEntry>;
