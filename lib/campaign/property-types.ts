import { RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ACCEPTANCE } from '../organizations/property-types';
import {
  ACCOUNT_ID, BOOLEAN, given, listOf, mapOf, NUMBER, objectWith, oneOf, PropertyType, PropertyTypes, TEXT,
} from '../properties/property-type';
import { DailyInvitations } from './daily-invitations';
import { InvitationCampaignProps } from './invitation-campaign-props';
import { Roster, RosterRow } from './roster';

/** A cell of a table is a text, also if it is a number. */
const NUMBER_OR_DIGITS: PropertyType<number> = {
  isRequired: false,
  read: (scope, property, value) => NUMBER.read(scope, property, typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
};

export const ROW_TYPES: PropertyTypes<RosterRow> = {
  account: ACCOUNT_ID,
  email: TEXT,
  organizationalUnitId: TEXT,
  tags: mapOf(TEXT),
  priority: NUMBER_OR_DIGITS,
  generation: TEXT,
};

/** Rows are read one by one, so that all that is wrong with them can be told. */
const ROWS: PropertyType<RosterRow[]> = listOf({ isRequired: false, read: (_scope, _property, value) => value });
const ANY_ROSTER = objectWith<Roster>(['_origin', '_with'], 'a Roster, as Roster.fromCsv() makes it');

/** Who makes a roster has no construct to name in an error. */
const ROSTER: PropertyType<Roster> = {
  isRequired: false,
  read: (scope, property, value) => {
    const roster = ANY_ROSTER.read(scope, property, value);
    const { csv, json, rows } = roster._origin;
    if (rows !== undefined) return roster._with({ rows: ROWS.read(scope, property, rows) });
    return roster._with(csv === undefined ? { json: TEXT.read(scope, property, json as string) } : { csv: TEXT.read(scope, property, csv) });
  },
};

const ANY_DAILY_INVITATIONS = objectWith<DailyInvitations>(['_most'], 'a DailyInvitations, as DailyInvitations.of() makes it');

const DAILY_INVITATIONS: PropertyType<DailyInvitations> = {
  isRequired: false,
  read: (scope, property, value) => {
    const daily = ANY_DAILY_INVITATIONS.read(scope, property, value);
    if (daily._most !== undefined) NUMBER.read(scope, property, daily._most);
    return daily;
  },
};

export const CAMPAIGN_TYPES: PropertyTypes<InvitationCampaignProps> = {
  roster: given(ROSTER),
  invitationsPerDay: DAILY_INVITATIONS,
  acceptance: ACCEPTANCE,
  reinvitations: NUMBER,
  stopAfterConsecutiveFailures: NUMBER,
  notes: TEXT,
  cancelRemoved: BOOLEAN,
  removalPolicy: oneOf<RemovalPolicy>({ RETAIN: RemovalPolicy.RETAIN, DESTROY: RemovalPolicy.DESTROY }),
  ledger: objectWith<IBucket>(['bucketName', 'bucketArn', 'arnForObjects'], 'a bucket, as Bucket.fromBucketName() makes it'),
  metrics: BOOLEAN,
  generation: TEXT,
};
