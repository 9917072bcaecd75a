import { CustomResource, IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { GroupReference, IGroupRef } from 'aws-cdk-lib/aws-identitystore';
import { Construct } from 'constructs';
import { ConflictPolicy } from './conflict-policy';
import { IIdentityStore } from './identity-store';
import { GROUP_RESOURCE_TYPE, GroupAttributes, GroupProperties } from '../private/contract';
import { declareEntity } from '../private/declared-entities';
import { guardedResource } from '../private/guarded-resource';
import { IdentityStoreFunction } from '../private/identity-store-function';
import { refuse, requireLength, requireMatch } from '../private/validation';

const DISPLAY_NAME_MAXIMUM = 1024;
const DESCRIPTION_MAXIMUM = 1024;
const RESERVED_NAMES = ['administrator', 'awsadministrators'];

/** Letters, marks, symbols, numbers, punctuation, and the blanks that the service allows. */
const DISPLAY_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0]+$/u;
const DESCRIPTION = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u;

/**
 * A group of IAM Identity Center.
 */
export interface IGroup extends IResource, IGroupRef {
  /**
   * The id of the group in its Identity Store: what `CfnAssignment.principalId` and other native resources take.
   *
   * @attribute
   */
  readonly groupId: string;
}

/**
 * What a guarded group declares.
 */
export interface GroupProps {
  /**
   * The store that holds the group. A declared group can't move to another store: give it a new construct id instead.
   */
  readonly identityStore: IIdentityStore;

  /**
   * The name of the group, unique in its store: 1 to 1024 letters, marks, symbols, numbers, punctuation and blanks.
   * `Administrator` and `AWSAdministrators` are reserved by the service. Changing it renames the group in place; the
   * group id stays. Two groups that swap names need a third name in between, and a new group under an old name the
   * deployment after the renaming.
   */
  readonly displayName: string;

  /**
   * What the group is for: 1 to 1024 characters. Removing it removes the description of the group, unless somebody has
   * changed it meanwhile.
   *
   * @default - a created group has no description; that of an adopted group stays as it is
   */
  readonly description?: string;

  /**
   * What happens when a group with this name is already there.
   *
   * @default ConflictPolicy.ADOPT
   */
  readonly conflictPolicy?: ConflictPolicy;

  /**
   * What happens to the group when it is removed from the stack, or the stack is deleted. Deleting a group also deletes
   * its memberships and its permission set assignments, and a new group with its name gets another id. A group that
   * was adopted is never deleted, whatever is set here. `SNAPSHOT` is not possible.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - a deployment that fails cleans up the group it created, nothing
   * else deletes it
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Any text. Changing it makes the next deployment compare the group with its declaration again, for example after
   * somebody changed it by hand: CloudFormation sends nothing when nothing changed.
   *
   * @default - the group is looked at when one of its other properties changes
   */
  readonly generation?: string;
}

/**
 * A group of IAM Identity Center that is created, or adopted if it is already there.
 *
 * The deployment fails with a code of the catalogue, for example `ALREADY_EXISTS` under `ConflictPolicy.FAIL`,
 * `MANAGED_EXTERNALLY` when an identity provider owns the group and its attributes differ, or `DISPLAY_NAME_TAKEN` when
 * a new name belongs to another group. `docs/reasons.md` has all of them.
 *
 * @resource AWS::IdentityStore::Group
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroup.html
 */
export class Group extends Resource implements IGroup {
  public readonly groupId: string;

  /**
   * How the group came under management: `CREATED` or `ADOPTED`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  private readonly identityStoreId: string;

  /**
   * Declares the group.
   *
   * @throws at synthesis if a value breaks a limit of the service, or the same group is declared twice in a stack
   */
  constructor(scope: Construct, id: string, props: GroupProps) {
    super(scope, id);
    this.validate(props);
    const { identityStoreId } = props.identityStore;
    declareEntity(this, { kind: 'group', identityStoreId, name: props.displayName });

    const properties: GroupProperties = {
      IdentityStoreId: identityStoreId,
      DisplayName: props.displayName,
      ...(props.description !== undefined && { Description: props.description }),
      ConflictPolicy: props.conflictPolicy ?? ConflictPolicy.ADOPT,
      ...(props.generation !== undefined && { Generation: props.generation }),
    };
    const resource: CustomResource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).forGroups(props.identityStore),
      resourceType: GROUP_RESOURCE_TYPE,
      properties,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });

    const attribute = (name: keyof GroupAttributes): string => resource.getAttString(name);
    this.identityStoreId = identityStoreId;
    this.groupId = attribute('GroupId');
    this.outcome = attribute('Outcome');
  }

  /**
   * The reference that native constructs take.
   */
  public get groupRef(): GroupReference {
    return { groupId: this.groupId, identityStoreId: this.identityStoreId };
  }

  private validate(props: GroupProps): void {
    requireLength(this, 'displayName', props.displayName, DISPLAY_NAME_MAXIMUM);
    requireMatch(this, 'displayName', props.displayName, DISPLAY_NAME,
      'letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks');
    if (RESERVED_NAMES.includes(props.displayName.toLowerCase())) {
      refuse(this, 'displayName', props.displayName, 'another name than Administrator and AWSAdministrators, which IAM Identity Center reserves');
    }
    if (props.description !== undefined) {
      requireLength(this, 'description', props.description, DESCRIPTION_MAXIMUM);
      requireMatch(this, 'description', props.description, DESCRIPTION,
        'letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks');
    }
    if (props.removalPolicy === RemovalPolicy.SNAPSHOT) {
      refuse(this, 'removalPolicy', props.removalPolicy, 'RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY');
    }
  }
}
