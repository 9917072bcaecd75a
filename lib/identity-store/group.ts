import { CustomResource, IResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { GroupReference, IGroupRef } from 'aws-cdk-lib/aws-identitystore';
import { Construct } from 'constructs';
import { ConflictPolicy } from './conflict-policy';
import { GroupMembership, GroupMembershipOptions } from './group-membership';
import { IIdentityStore } from './identity-store';
import { LookupOptions } from './lookup-options';
import type { IUser } from './user';
import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, GroupAttributes, GroupLookupAttributes, GroupLookupProperties, GroupProperties,
} from '../contract/identity-store';
import { addressInStage } from '../construct/address';
import { ADOPTED_ELSEWHERE, declareEntity } from '../custom-resource/declared-entities';
import { generationProperty } from '../custom-resource/generation';
import { guardedProperties, nameProperty, storeProperties } from './guarded-properties';
import { guardedResource } from '../custom-resource/guarded-resource';
import { IdentityStoreFunction } from './identity-store-function';
import { GROUP_BY_ID_TYPES, GROUP_BY_NAME_TYPES, GROUP_TYPES, MEMBER_TYPES, MEMBERS_TYPES } from './property-types';
import { rememberName } from './party';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';
import { requireName, requireText, resourceIdIn } from '../properties/validation';

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

  /**
   * The store that holds the group.
   */
  readonly identityStore: IIdentityStore;

  /**
   * Makes a user a member of this group, with a resource in the stack of this group.
   *
   * @param id names the membership among those of this group; the construct id is made of it and of the member, so that
   * another member is another resource
   * @param member a user of the same identity store
   * @param options what else can be said of the membership
   */
  addMember(id: string, member: IUser, options?: GroupMembershipOptions): GroupMembership;

  /**
   * Makes users members of this group, as `addMember` does with the construct id of each of them as `id`.
   *
   * @param members users of the same identity store
   */
  addMembers(...members: IUser[]): GroupMembership[];
}

/**
 * What is declared of a group.
 */
export interface GroupDeclaration {
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
}

/**
 * What a guarded group declares.
 */
export interface GroupProps extends GroupDeclaration {
  /**
   * The store that holds the group. A declared group can't move to another store: give it a new construct id instead.
   */
  readonly identityStore: IIdentityStore;

  /**
   * What happens when a group with this name is already there.
   *
   * @default - the policy of the identity store, which is ConflictPolicy.ADOPT unless set otherwise
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

/** What declared and imported groups have in common. */
abstract class GroupBase extends Resource implements IGroup {
  public abstract readonly groupId: string;
  public abstract readonly identityStore: IIdentityStore;

  /**
   * The reference that native constructs take.
   */
  public get groupRef(): GroupReference {
    return { groupId: this.groupId, identityStoreId: this.identityStore.identityStoreId };
  }

  /**
   * Makes a user a member of this group, with a resource in the stack of this group.
   *
   * @param id names the membership among those of this group; the construct id is made of it and of the member, so that
   * another member is another resource
   * @param member a user of the same identity store
   * @param options what else can be said of the membership
   */
  public addMember(id: string, member: IUser, options?: GroupMembershipOptions): GroupMembership {
    const of = typed(this, { member, options: options ?? {} }, MEMBER_TYPES);
    const membershipId = `${id}Member${addressInStage(of.member).slice(-8)}`;
    const before = this.node.tryFindChild(membershipId);
    if (before) {
      throw new Error(`${this.node.path}: member ${of.member.node.path} is declared twice, before by ${before.node.path}: `
        + 'declare it once and pass that construct on');
    }
    return new GroupMembership(this, membershipId, { group: this, member: of.member, ...of.options });
  }

  /**
   * Makes users members of this group, as `addMember` does with the construct id of each of them as `id`.
   *
   * @param members users of the same identity store
   */
  public addMembers(...members: IUser[]): GroupMembership[] {
    const { members: all } = typed(this, { members }, MEMBERS_TYPES);
    return all.map((member) => this.addMember(member.node.id, member));
  }
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
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Group, IIdentityStore, IUser } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 * declare const directory: IIdentityStore;
 * declare const ada: IUser;
 *
 * const admins = new Group(stack, 'Admins', { identityStore: directory, displayName: 'admins', description: 'Platform team' });
 * admins.addMember('Ada', ada);
 */
export class Group extends GroupBase {
  /**
   * Whether something is a declared group. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isGroup(x: any): x is Group {
    return isMarkedAs('Group', x);
  }

  /**
   * Refers to a group that somebody else manages, by its id. Nothing is looked up.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStore the store that holds the group
   * @param groupId the id of the group, as its page in the IAM Identity Center console shows it, or its ARN
   * @throws at synthesis if the id has another form than ids of the service
   */
  public static fromGroupId(scope: Construct, id: string, identityStore: IIdentityStore, groupId: string): IGroup {
    return new ImportedGroup(scope, id, { identityStore, groupId });
  }

  /**
   * Refers to a group that somebody else manages, by its name. It is looked up at deployment, which fails with
   * `GROUP_NOT_FOUND` if there is none.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStore the store that holds the group
   * @param displayName the name of the group
   * @param options how it is looked up
   * @throws at synthesis if no group can have this name
   */
  public static fromDisplayName(scope: Construct, id: string, identityStore: IIdentityStore, displayName: string, options?: LookupOptions): IGroup {
    return new LookedUpGroup(scope, id, { identityStore, displayName, options: options ?? {} });
  }

  public readonly groupId: string;
  public readonly identityStore: IIdentityStore;

  /**
   * How the group came under management: `CREATED` or `ADOPTED`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * Declares the group.
   *
   * @throws at synthesis if a value breaks a limit of the service, or the same group, or one whose name nobody can tell from it, is
   * declared twice in a stack
   */
  constructor(scope: Construct, id: string, props: GroupProps) {
    super(scope, id);
    markAs('Group', this);
    const declared = typed(this, props, GROUP_TYPES);
    if (new.target === Group) warnOfUnknown(this, props, GROUP_TYPES);
    const { identityStore, displayName, description } = declared;
    requireName(this, 'group', 'displayName', displayName);
    requireText(this, 'description', description);
    declareEntity(this, { kind: 'group', identityStoreId: identityStore.identityStoreId, name: displayName, elsewhere: ADOPTED_ELSEWHERE });

    const properties: GroupProperties = {
      ...guardedProperties(identityStore, declared),
      ...nameProperty(displayName),
      DisplayName: displayName,
      ...(description !== undefined && { Description: description }),
    };
    const resource: CustomResource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).allowed('GROUPS', identityStore),
      resourceType: GROUP_RESOURCE_TYPE,
      properties,
      removalPolicy: declared.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });

    const attribute = (name: keyof GroupAttributes): string => resource.getAttString(name);
    this.identityStore = identityStore;
    this.groupId = attribute('GroupId');
    rememberName(this, this.groupId, displayName);
    this.outcome = attribute('Outcome');
  }
}

class ImportedGroup extends GroupBase {
  public readonly identityStore: IIdentityStore;
  public readonly groupId: string;

  constructor(scope: Construct, id: string, props: { identityStore: IIdentityStore; groupId: string }) {
    super(scope, id);
    const { identityStore, groupId } = typed(this, props, GROUP_BY_ID_TYPES);
    this.identityStore = identityStore;
    this.groupId = resourceIdIn(this, 'group', 'groupId', groupId);
  }
}

class LookedUpGroup extends GroupBase {
  public readonly identityStore: IIdentityStore;
  public readonly groupId: string;

  constructor(scope: Construct, id: string, props: { identityStore: IIdentityStore; displayName: string; options: LookupOptions }) {
    super(scope, id);
    const { identityStore, displayName, options } = typed(this, props, GROUP_BY_NAME_TYPES);
    requireName(this, 'group', 'displayName', displayName);
    const properties: GroupLookupProperties = {
      ...storeProperties(identityStore), DisplayName: displayName, ...generationProperty(options.generation ?? identityStore.generation),
    };
    const resource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).allowed('GROUP_LOOKUP', identityStore),
      resourceType: GROUP_LOOKUP_RESOURCE_TYPE,
      properties,
    });
    const attribute: keyof GroupLookupAttributes = 'GroupId';
    this.identityStore = identityStore;
    this.groupId = resource.getAttString(attribute);
    rememberName(this, this.groupId, displayName);
  }
}
