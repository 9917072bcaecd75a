import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { ContentsHeader, ContentsProperties, ExclusiveProperties, LookedUpProperties, REQUESTS_PER_SECOND } from '../contract/contents';
import { generationProperty } from '../custom-resource/generation';
import { storeProperties } from '../identity-store/guarded-properties';
import { requireMinutes } from '../properties/aws-types';
import { requireWhole } from '../properties/validation';
import { IdentityStoreContentsProps, RemovedEntities } from './contents-props';
import { DeployedFile } from './file/deployed-file';

const LONGEST_WAIT_MINUTES = 50;
/** The longest that one call of the function is trusted to take for new rows, in seconds: five minutes less than Lambda allows. */
const ONE_CALL_SECONDS = 600;
const PROTECTION = { maxRemovals: 25, maxRemovalsPercent: 5 };

export type RowCounts = Pick<ContentsHeader, 'users' | 'groups' | 'memberships'>;

/** What is made of the source and of the rest of the app. */
export interface ContentsPieces {
  readonly file: DeployedFile;
  readonly ledger: IBucket;
  /** In which events are handled, if one call of the function may not be enough. */
  readonly stateMachineArn: string | undefined;
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

/**
 * Whether it may take more than one call of a function to bring all rows.
 *
 * @param rows nothing if nobody knows how many there are
 */
export function needsWorkflow(
  { completion, requestsPerSecond = REQUESTS_PER_SECOND.default }: IdentityStoreContentsProps, rows: RowCounts | undefined,
): boolean {
  if (!rows) return true;
  const requests = Math.max(rows.users, rows.groups) + rows.memberships;
  return completion?._isBackground === true || requests > requestsPerSecond * ONE_CALL_SECONDS;
}

/** The properties of the custom resource. */
export function contentsProperties(
  props: IdentityStoreContentsProps, { file, ledger, stateMachineArn, exclusive, lookedUp }: ContentsPieces,
): ContentsProperties {
  const { identityStore, protection, removedUsers, removedGroups } = props;
  return {
    ...storeProperties(identityStore),
    Source: file.properties,
    ...(exclusive.length > 0 && { Exclusive: exclusive }),
    ConflictPolicy: props.conflictPolicy ?? identityStore.conflictPolicy,
    MembershipConflictPolicy: props.membershipConflictPolicy ?? identityStore.conflictPolicy,
    Protection: {
      MostRemovals: protection?.maxRemovals ?? PROTECTION.maxRemovals, MostRemovalsPercent: protection?.maxRemovalsPercent ?? PROTECTION.maxRemovalsPercent,
    },
    MostFailures: props.failures?._most ?? 0,
    ...(!props.completion?._isBackground && { WaitMinutes: props.completion?._timeout?.toMinutes() ?? LONGEST_WAIT_MINUTES }),
    ...(stateMachineArn !== undefined && { StateMachine: stateMachineArn }),
    RequestsPerSecond: props.requestsPerSecond ?? REQUESTS_PER_SECOND.default,
    RemovalPolicy: props.removalPolicy === RemovalPolicy.DESTROY ? 'DESTROY' : 'RETAIN',
    ...(removedUsers === RemovedEntities.DELETE && { RemovedUsers: removedUsers }),
    ...(removedGroups === RemovedEntities.DELETE && { RemovedGroups: removedGroups }),
    Ledger: { Bucket: ledger.bucketName },
    ...(props.metrics === true && { Metrics: true }),
    LookedUp: Lazy.any({ produce: lookedUp }, { omitEmptyArray: true }) as unknown as readonly LookedUpProperties[],
    ...generationProperty(props.generation ?? identityStore.generation),
  };
}
