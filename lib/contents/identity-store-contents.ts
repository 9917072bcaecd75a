import { CfnDeletionPolicy, CfnResource, CustomResource, Duration } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ComplaintList } from './check/complaint-list';
import { ContentsCheck } from './check/contents-check';
import { Elsewhere } from './check/elsewhere';
import { exclusiveProperties } from './check/exclusive';
import { Remarks } from './check/remarks';
import { ContentsFunction } from './contents-function';
import { contentsProperties, needsWorkflow, validateContents } from './contents-properties';
import { IdentityStoreContentsProps } from './contents-props';
import { counted } from './file/compressed-file';
import { fileAsAsset, fileInBucket } from './file/deployed-file';
import { ContentsLines, linesOf } from './file/lines';
import { ledgerBucket } from './ledger-bucket';
import { Lookups } from './lookups';
import { CONTENTS_TYPES } from './property-types';
import { tablesOf } from './source/tables';
import { CONTENTS_RESOURCE_TYPE, CONTENTS_SERVICE_TIMEOUT_SECONDS, ContentsAttributes, ExclusiveProperties } from '../contract/contents';
import { guardedResource } from '../custom-resource/guarded-resource';
import { ConflictPolicy } from '../identity-store/conflict-policy';
import { IGroup } from '../identity-store/group';
import { IUser } from '../identity-store/user';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';
import { warn } from '../properties/validation';

/**
 * Many users, groups and memberships of an identity store as one resource: what is written in tables, a document or code is created, or adopted if it is
 * already there, as by `User`, `Group` and `GroupMembership`.
 *
 * Additions and changes are made while the deployment runs. What is to go is taken away in the clean-up after it has succeeded, so that a rollback has nothing
 * to give back. What was created and what was adopted is remembered in a bucket, the ledger.
 *
 * The deployment fails with a code of the catalogue, for example `CONTENTS_INCOMPLETE` when rows have failed, or `TOO_MANY_REMOVALS` when it would take away
 * more than `protection` allows. `docs/reasons.md` has all of them.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ContentsScope, ContentsSource, IdentityStoreContents, IIdentityStore } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 * declare const directory: IIdentityStore;
 *
 * new IdentityStoreContents(stack, 'People', {
 *   identityStore: directory,
 *   source: ContentsSource.fromCsv({ users: 'users.csv', groups: 'groups.csv', memberships: 'memberships.csv' }),
 *   scope: ContentsScope.exclusive({ groups: ['admins'] }),
 * });
 */
export class IdentityStoreContents extends Construct {
  /**
   * Whether something is the contents of a store. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isIdentityStoreContents(x: any): x is IdentityStoreContents {
    return isMarkedAs('IdentityStoreContents', x);
  }

  /**
   * How many of the declared users, groups and memberships this construct has made, as a number in a text.
   *
   * @attribute
   */
  public readonly created: string;

  /**
   * How many of them were there already, as a number in a text. Removing the row of such a membership doesn't revoke it, unless its group is exclusive.
   *
   * @attribute
   */
  public readonly adopted: string;

  /**
   * How many of them have failed, as a number in a text.
   *
   * @attribute
   */
  public readonly failed: string;

  /**
   * Where the report is that tells of every row that has failed and why, as an S3 URI. It expires after 30 days.
   *
   * @attribute
   */
  public readonly report: string;

  /**
   * The bucket that keeps what was created and what was adopted.
   */
  public readonly ledger: IBucket;

  private readonly lookups: Lookups;

  /**
   * Declares the contents.
   *
   * @throws at synthesis if something in the source can't be read or isn't allowed: the first 20 places, with what is allowed there, and how many there are;
   * if the same is declared twice in a stack; if two contents of a stack have different ledgers; or if members of an exclusive group are declared somewhere
   * else in the app
   */
  constructor(scope: Construct, id: string, props: IdentityStoreContentsProps) {
    super(scope, id);
    markAs('IdentityStoreContents', this);
    const declared = typed(this, props, CONTENTS_TYPES);
    if (new.target === IdentityStoreContents) warnOfUnknown(this, props, CONTENTS_TYPES);
    validateContents(this, declared);
    const { lines, exclusive, check } = this.read(declared);
    const { inBucket } = declared.source._origin;
    const rows = inBucket ? undefined : lines.header;

    const { identityStore } = declared;
    this.ledger = declared.ledger ?? ledgerBucket(this);
    const file = inBucket ? fileInBucket(this, inBucket) : fileAsAsset(this, { name: 'contents', ...lines }, contentOf(lines.header));
    const guard = ContentsFunction.of(this).allowed(this, {
      identityStore, file, ledger: this.ledger, needsWorkflow: needsWorkflow(declared, rows), rows,
    });
    const resource: CustomResource = guardedResource(this, {
      function: guard,
      resourceType: CONTENTS_RESOURCE_TYPE,
      properties: contentsProperties(declared, {
        file, ledger: this.ledger, stateMachineArn: guard.stateMachineArn, exclusive, lookedUp: () => this.lookups.properties,
      }),
      serviceTimeout: Duration.seconds(CONTENTS_SERVICE_TIMEOUT_SECONDS),
    });
    this.keepDeletion(resource.node.defaultChild as CfnResource);
    if ((declared.conflictPolicy ?? identityStore.conflictPolicy) === ConflictPolicy.OVERWRITE && rows?.users !== 0) this.warnOfOverwriting();

    const attribute = (name: keyof ContentsAttributes): string => resource.getAttString(name);
    this.created = attribute('Created');
    this.adopted = attribute('Adopted');
    this.failed = attribute('Failed');
    this.report = attribute('Report');
    this.lookups = new Lookups(this, { identityStore, ...(rows && { users: check.userNames, groups: check.groupNames }), ready: resource, generation: attribute('LookedUpIds') });
  }

  /**
   * A group of these contents, by its name. Its id is looked up once it is there.
   *
   * @param displayName the name of the group; upper and lower case count as the same
   * @throws at synthesis if the contents have no row for this group, as far as their rows are known
   */
  public group(displayName: string): IGroup {
    return this.lookups.group(displayName);
  }

  /**
   * A user of these contents, by its name. Its id is looked up once it is there.
   *
   * @param userName the name that the user signs in with; upper and lower case count as the same
   * @throws at synthesis if the contents have no row for this user, as far as their rows are known
   */
  public user(userName: string): IUser {
    return this.lookups.user(userName);
  }

  /** Everything that is wrong is told at once. */
  private read({ source, scope, identityStore }: IdentityStoreContentsProps): {
    readonly check: ContentsCheck; readonly lines: ContentsLines; readonly exclusive: readonly ExclusiveProperties[];
  } {
    const complaints = new ComplaintList();
    const remarks = new Remarks();
    const check = new ContentsCheck(this, tablesOf(source, identityStore, complaints), complaints, remarks);
    const lines = linesOf(check);
    const groups = source._origin.inBucket ? undefined : lines.groupsWithMembers;
    const exclusive = exclusiveProperties(scope?._exclusive ?? { groups: [] }, groups, complaints);
    new Elsewhere(this, identityStore, check, complaints, remarks).compare(exclusive);
    complaints.refuse(this);
    remarks.warn(this);
    return { check, lines, exclusive };
  }

  /** If CloudFormation retained what it replaces, it would never say that an update has succeeded, and nobody would ever lose access. */
  private keepDeletion(resource: CfnResource): void {
    this.node.addValidation({
      validate: () => {
        const { deletionPolicy, updateReplacePolicy } = resource.cfnOptions;
        const isDeleted = [deletionPolicy, updateReplacePolicy].every((policy) => policy === CfnDeletionPolicy.DELETE);
        return isDeleted ? [] : ['the removal policy of the resource is not allowed to be changed: set removalPolicy of the contents'];
      },
    });
  }

  private warnOfOverwriting(): void {
    warn(this, 'overwritesUser', 'each declared user that exists is taken over whoever it belongs to, and gets the declared e-mail address: whoever reads that address '
    + 'can then sign in with every permission the user has');
  }
}

function contentOf({ users, groups, memberships }: ContentsLines['header']): string {
  return `${counted(users, 'user')}, ${counted(groups, 'group')} and ${counted(memberships, 'membership')}`;
}
