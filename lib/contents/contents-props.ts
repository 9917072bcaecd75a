import { RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Completion } from './completion';
import { ContentsScope } from './contents-scope';
import { ContentsSource } from './contents-source';
import { Failures } from './failures';
import { ConflictPolicy } from '../identity-store/conflict-policy';
import { IIdentityStore } from '../identity-store/identity-store';

/**
 * How much a deployment may take away. One that would take away more fails before it changes anything.
 */
export interface RemovalProtection {
  /**
   * The most users, groups and memberships that may go at once, all together: a whole number.
   *
   * @default 25
   */
  readonly maxRemovals?: number;

  /**
   * The largest part that may go at once: of all that this construct has made, and of each exclusive group of 20 members or more. 0 to 100.
   *
   * @default 5
   */
  readonly maxRemovalsPercent?: number;
}

/**
 * What happens to a user or a group whose row has gone, if this construct has made it.
 */
export enum RemovedEntities {
  /**
   * It stays, and isn't looked at any more.
   */
  KEEP = 'KEEP',

  /**
   * It is deleted, with its memberships and its permission set assignments. What was adopted is never deleted.
   */
  DELETE = 'DELETE',
}

/**
 * What an identity store is to contain.
 */
export interface IdentityStoreContentsProps {
  /**
   * The store. Contents can't move to another store: give them a new construct id instead.
   */
  readonly identityStore: IIdentityStore;

  /**
   * Where the users, groups and memberships are written.
   */
  readonly source: ContentsSource;

  /**
   * Whether the store may contain more.
   *
   * @default ContentsScope.additive()
   */
  readonly scope?: ContentsScope;

  /**
   * How much a deployment may take away.
   *
   * @default - 25 users, groups and memberships, and 5 percent
   */
  readonly protection?: RemovalProtection;

  /**
   * How many rows may fail.
   *
   * @default Failures.none()
   */
  readonly failures?: Failures;

  /**
   * When the deployment goes on.
   *
   * @default - once everything is as declared, within 50 minutes
   */
  readonly completion?: Completion;

  /**
   * How many requests are made a second, of each operation of the store: 1 to 20. The service takes 20 from all of its callers together, so that the
   * default leaves some to others.
   *
   * @default 18
   */
  readonly requestsPerSecond?: number;

  /**
   * What happens when a declared user or group is already there.
   *
   * @default - the policy of the identity store, which is ConflictPolicy.ADOPT unless set otherwise
   */
  readonly conflictPolicy?: ConflictPolicy;

  /**
   * What happens when a declared user is in the group already. A membership that was adopted isn't revoked when its row goes, unless the group is exclusive.
   * `OVERWRITE` takes ownership as well.
   *
   * @default - the policy of the identity store, which is ConflictPolicy.ADOPT unless set otherwise
   */
  readonly membershipConflictPolicy?: ConflictPolicy;

  /**
   * What happens to everything that this construct has made when it is removed from the stack, or the stack is deleted: `RETAIN` or `DESTROY`. What was
   * adopted always stays. What was kept isn't theirs any more if contents come back: they adopt it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What happens to users whose row has gone.
   *
   * @default RemovedEntities.KEEP
   */
  readonly removedUsers?: RemovedEntities;

  /**
   * What happens to groups whose row has gone.
   *
   * @default RemovedEntities.KEEP
   */
  readonly removedGroups?: RemovedEntities;

  /**
   * The bucket that keeps what was created and what was adopted, and the reports. It needs versions, and has to stay as long as the contents do.
   * All contents of a stack have the same.
   *
   * @default - one for all contents of the stack, which is retained when the stack is deleted
   */
  readonly ledger?: IBucket;

  /**
   * Whether the function writes metrics into its log, from which CloudWatch makes them: `Done`, `Failed` and `Owed` in the namespace `CdkOrgGuard`, by
   * `StackName` and `LogicalResourceId`. CloudWatch charges for metrics of one's own.
   *
   * @default false
   */
  readonly metrics?: boolean;

  /**
   * Any text. Changing it makes the next deployment compare everything with its declaration again, for example after somebody changed some of it by hand:
   * CloudFormation sends nothing when nothing changed.
   *
   * @default - the generation of the identity store, if it has one; else what is declared is looked at when its row changes
   */
  readonly generation?: string;
}
