import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of campaigns of invitations. */
export const CAMPAIGN_REASONS = {
  LEDGER_TOO_NEW: {
    happened: 'the ledger of the campaign ({ledger}) is written in format {format}, and this version of the library reads {known}',
    remedy: 'Deploy with the version of cdk-org-guard that was deployed last, or with a newer one',
    cause: 'An older version of the library doesn\'t know what a newer one has written. It would invite accounts again that have declined or left. Nothing was changed.',
  },
  ROSTER_UNREADABLE: {
    happened: 'the roster of the campaign can\'t be used: {problem}',
    remedy: 'Deploy again what cdk synth made, unchanged, with the same version of cdk-org-guard',
    cause: 'The roster is gone from its bucket, was changed there, or was made by a newer version of the library. The campaign goes on with the roster of before.',
  },
} as const satisfies Record<string, CatalogueEntry>;
