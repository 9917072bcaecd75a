import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of campaigns of invitations. */
export const CAMPAIGN_REASONS = {
  LEDGER_TOO_NEW: {
    happened: 'the ledger of the campaign ({ledger}) is written in format {format}, and this version of the library reads {known}',
    remedy: 'Deploy with the version of cdk-org-guard that was deployed last, or with a newer one',
    cause: 'An older version of the library doesn\'t know what a newer one has written. It would invite accounts again that have declined or left. Nothing was changed.',
  },
  CAMPAIGN_LEDGER_LOST: {
    happened: 'what became of the accounts of the campaign is gone from its ledger, or can\'t be read',
    remedy: 'Deploy again, and the campaign begins anew: who is invited, is a member or has declined in the last 30 days isn\'t invited, but members are placed '
      + 'once more, and invitations of before are never canceled',
    cause: 'The ledger knows who was invited, has declined and was placed. Without it accounts could be asked or moved again, so that the campaign has stopped.',
  },
  CAMPAIGN_ROSTER_LOST: {
    happened: 'the copy of the roster that the campaign follows is gone from its ledger',
    remedy: 'Deploy again, which keeps another copy: what became of the accounts is still known',
    cause: 'The campaign follows the copy that it made at the last deployment. Without it nobody knows whom to invite, so that it has stopped.',
  },
  ROSTER_UNREADABLE: {
    happened: 'the roster of the campaign can\'t be used: {problem}',
    remedy: 'Deploy again what cdk synth made, unchanged, with the same version of cdk-org-guard',
    cause: 'The roster is gone from its bucket, was changed there, or was made by a newer version of the library. The campaign goes on with the roster of before.',
  },
} as const satisfies Record<string, CatalogueEntry>;
