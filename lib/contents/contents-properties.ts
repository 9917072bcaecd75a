import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { IConstruct } from 'constructs';
import { ContentsProperties, ExclusiveProperties, LookedUpProperties, REQUESTS_PER_SECOND } from '../contract/contents';
import { generationProperty } from '../custom-resource/generation';
import { storeProperties } from '../identity-store/guarded-properties';
import { requireMinutes } from '../properties/aws-types';
import { requireWhole } from '../properties/validation';
import { IdentityStoreContentsProps, RemovedEntities } from './contents-props';

const LONGEST_WAIT_MINUTES = 50;
const PROTECTION = { maxRemovals: 25, maxRemovalsPercent: 5 };

/** What is made of the source and of the rest of the app. */
export interface ContentsPieces {
  readonly file: Asset;
  readonly hash: string;
  readonly ledger: IBucket;
  readonly exclusive: readonly ExclusiveProperties[];
  /** Known once all of the app is declared. */
  readonly lookedUp: () => readonly LookedUpProperties[];
}

/** Fails the synthesis if a number isn't allowed. */
export function validateContents(scope: IConstruct, { protection = {}, failures, completion, requestsPerSecond }: IdentityStoreContentsProps): void {
  requireWhole(scope, 'protection.maxRemovals', protection.maxRemovals, 0, Number.MAX_SAFE_INTEGER);
  requireWhole(scope, 'protection.maxRemovalsPercent', protection.maxRemovalsPercent, 0, 100);
  requireWhole(scope, 'failures', failures?._most, 0, Number.MAX_SAFE_INTEGER);
  requireMinutes(scope, 'completion', completion?._timeout, LONGEST_WAIT_MINUTES);
  requireWhole(scope, 'requestsPerSecond', requestsPerSecond, 1, REQUESTS_PER_SECOND.maximum);
}

/** The properties of the custom resource. */
export function contentsProperties(props: IdentityStoreContentsProps, { file, hash, ledger, exclusive, lookedUp }: ContentsPieces): ContentsProperties {
  const { identityStore, protection, removedUsers, removedGroups } = props;
  return {
    ...storeProperties(identityStore),
    Source: { Bucket: file.s3BucketName, Key: file.s3ObjectKey, Hash: hash },
    ...(exclusive.length > 0 && { Exclusive: exclusive }),
    ConflictPolicy: props.conflictPolicy ?? identityStore.conflictPolicy,
    MembershipConflictPolicy: props.membershipConflictPolicy ?? identityStore.conflictPolicy,
    Protection: {
      MostRemovals: protection?.maxRemovals ?? PROTECTION.maxRemovals, MostRemovalsPercent: protection?.maxRemovalsPercent ?? PROTECTION.maxRemovalsPercent,
    },
    MostFailures: props.failures?._most ?? 0,
    WaitMinutes: props.completion?._timeout?.toMinutes() ?? LONGEST_WAIT_MINUTES,
    RequestsPerSecond: props.requestsPerSecond ?? REQUESTS_PER_SECOND.default,
    RemovalPolicy: props.removalPolicy === RemovalPolicy.DESTROY ? 'DESTROY' : 'RETAIN',
    ...(removedUsers === RemovedEntities.DELETE && { RemovedUsers: removedUsers }),
    ...(removedGroups === RemovedEntities.DELETE && { RemovedGroups: removedGroups }),
    Ledger: { Bucket: ledger.bucketName },
    LookedUp: Lazy.any({ produce: lookedUp }, { omitEmptyArray: true }) as unknown as readonly LookedUpProperties[],
    ...generationProperty(props.generation ?? identityStore.generation),
  };
}
