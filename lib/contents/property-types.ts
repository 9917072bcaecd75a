import { RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CONFLICT_POLICY, GROUP_DECLARATION_TYPES, IDENTITY_STORE, USER_DECLARATION_TYPES } from '../identity-store/property-types';
import { DURATION } from '../properties/aws-types';
import { BOOLEAN, given, listOf, NUMBER, objectWith, oneOf, PropertyType, PropertyTypes, structure, TEXT } from '../properties/property-type';
import { Completion } from './completion';
import { IdentityStoreContentsProps, RemovalProtection, RemovedEntities } from './contents-props';
import { ContentsScope, ExclusiveGroups } from './contents-scope';
import { ContentsInBucket, ContentsRows, ContentsSource, CsvFiles } from './contents-source';
import { Failures } from './failures';
import { GroupRow, MembershipRow, UserRow } from './rows';

export const USER_ROW_TYPES: PropertyTypes<UserRow> = { ...USER_DECLARATION_TYPES, formerName: TEXT };
export const GROUP_ROW_TYPES: PropertyTypes<GroupRow> = { ...GROUP_DECLARATION_TYPES, formerName: TEXT };
export const MEMBERSHIP_ROW_TYPES: PropertyTypes<MembershipRow> = { group: given(TEXT), userName: given(TEXT) };

/** Rows are read one by one, so that all that is wrong with them can be told. */
const ROWS: PropertyType<any[]> = listOf({ isRequired: false, read: (_scope, _property, value) => value });

const CSV_TYPES: PropertyTypes<CsvFiles> = { users: TEXT, groups: TEXT, memberships: TEXT };
const ROWS_TYPES: PropertyTypes<ContentsRows> = { users: ROWS, groups: ROWS, memberships: ROWS };

const BUCKET = objectWith<IBucket>(['bucketName', 'bucketArn', 'arnForObjects'], 'a bucket, as Bucket.fromBucketName() makes it');
const IN_BUCKET_TYPES: PropertyTypes<ContentsInBucket> = { bucket: given(BUCKET), objectKey: given(TEXT), versionId: TEXT, sha256: given(TEXT) };

const ANY_SOURCE = objectWith<ContentsSource>(['_origin', '_with'], 'a ContentsSource, as ContentsSource.fromCsv() makes it');

/** Who makes a source has no construct to name in an error. */
const SOURCE: PropertyType<ContentsSource> = {
  isRequired: false,
  read: (scope, property, value) => {
    const source = ANY_SOURCE.read(scope, property, value);
    const { csv, json, rows, inBucket } = source._origin;
    if (csv !== undefined) return source._with({ csv: structure(CSV_TYPES).read(scope, property, csv) });
    if (rows !== undefined) return source._with({ rows: structure(ROWS_TYPES).read(scope, property, rows) });
    if (inBucket !== undefined) return source._with({ inBucket: structure(IN_BUCKET_TYPES).read(scope, property, inBucket) });
    return source._with({ json: TEXT.read(scope, property, json as string) });
  },
};

const EXCLUSIVE_TYPES: PropertyTypes<ExclusiveGroups> = { groups: given(listOf(TEXT)), allowEmptying: listOf(TEXT) };
const ANY_SCOPE = objectWith<ContentsScope>(['_exclusive', '_with'], 'a ContentsScope, as ContentsScope.additive() makes it');

const SCOPE: PropertyType<ContentsScope> = {
  isRequired: false,
  read: (scope, property, value) => {
    const any = ANY_SCOPE.read(scope, property, value);
    return any._with(structure(EXCLUSIVE_TYPES).read(scope, property, any._exclusive));
  },
};

const ANY_FAILURES = objectWith<Failures>(['_most'], 'a Failures, as Failures.upTo() makes it');

const FAILURES: PropertyType<Failures> = {
  isRequired: false,
  read: (scope, property, value) => {
    const failures = ANY_FAILURES.read(scope, property, value);
    NUMBER.read(scope, property, failures._most);
    return failures;
  },
};

const ANY_COMPLETION = objectWith<Completion>(['_timeout', '_isBackground', '_with'], 'a Completion, as Completion.waitFor() makes it');

const COMPLETION: PropertyType<Completion> = {
  isRequired: false,
  read: (scope, property, value) => {
    const completion = ANY_COMPLETION.read(scope, property, value);
    return completion._timeout === undefined ? completion : completion._with(DURATION.read(scope, property, completion._timeout));
  },
};

const PROTECTION_TYPES: PropertyTypes<RemovalProtection> = { maxRemovals: NUMBER, maxRemovalsPercent: NUMBER };

export const CONTENTS_TYPES: PropertyTypes<IdentityStoreContentsProps> = {
  identityStore: given(IDENTITY_STORE),
  source: given(SOURCE),
  scope: SCOPE,
  protection: structure(PROTECTION_TYPES),
  failures: FAILURES,
  completion: COMPLETION,
  requestsPerSecond: NUMBER,
  conflictPolicy: CONFLICT_POLICY,
  membershipConflictPolicy: CONFLICT_POLICY,
  removalPolicy: oneOf<RemovalPolicy>({ RETAIN: RemovalPolicy.RETAIN, DESTROY: RemovalPolicy.DESTROY }),
  removedUsers: oneOf(RemovedEntities),
  removedGroups: oneOf(RemovedEntities),
  ledger: BUCKET,
  metrics: BOOLEAN,
  generation: TEXT,
};
