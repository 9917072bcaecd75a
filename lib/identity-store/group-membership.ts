import { CustomResource, RemovalPolicy, Resource, Token } from 'aws-cdk-lib';
import { GroupMembershipReference, IGroupMembershipRef } from 'aws-cdk-lib/aws-identitystore';
import { Construct } from 'constructs';
import { ConflictPolicy } from './conflict-policy';
import type { IGroup } from './group';
import type { IUser } from './user';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE, GroupMembershipAttributes, GroupMembershipProperties } from '../contract/identity-store';
import { declareEntity } from '../custom-resource/declared-entities';
import { declareMembers } from './group-members';
import { guardedProperties } from './guarded-properties';
import { guardedResource } from '../custom-resource/guarded-resource';
import { IdentityStoreFunction } from './identity-store-function';
import { GROUP_MEMBERSHIP_TYPES } from './property-types';
import { membershipKey, originOf, partyOf } from './party';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';
import { refuse } from '../properties/validation';

/**
 * What can be said of a membership besides its group and its member.
 */
export interface GroupMembershipOptions {
  /**
   * What happens when the user is already in the group. A membership that was adopted isn't this stack's: removing it from
   * the stack doesn't revoke it. `OVERWRITE` takes ownership as well.
   *
   * @default - the policy of the identity store, which is ConflictPolicy.ADOPT unless set otherwise
   */
  readonly conflictPolicy?: ConflictPolicy;

  /**
   * What happens to the membership when it is removed from the stack, or the stack is deleted. To move it to another stack,
   * deploy `RETAIN` here before: with `DESTROY` it is revoked, also if the other stack has adopted it. `SNAPSHOT` is not possible.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Any text. Changing it makes the next deployment look whether the membership is still there, and create it again if
   * not: CloudFormation sends nothing when nothing changed.
   *
   * @default - the membership is looked at when one of its other properties changes
   */
  readonly generation?: string;
}

/**
 * What a guarded membership declares.
 */
export interface GroupMembershipProps extends GroupMembershipOptions {
  /**
   * The group that gets a member.
   */
  readonly group: IGroup;

  /**
   * The user that becomes a member, of the same identity store. Groups can't be members.
   */
  readonly member: IUser;
}

/**
 * That a user is in a group of IAM Identity Center: created, or adopted if it is already so.
 *
 * `Group.addMember` makes one whose construct id contains the member. If an existing membership gets another group or
 * member, the new membership is created first and the old one deleted afterwards.
 *
 * The deployment fails with a code of the catalogue, for example `ALREADY_EXISTS` under `ConflictPolicy.FAIL`, or
 * `MEMBERSHIP_PARTY_NOT_FOUND` when the group or the user isn't in the store. `docs/reasons.md` has all of them.
 *
 * @resource AWS::IdentityStore::GroupMembership
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { GroupMembership, IGroup, IUser } from 'cdk-org-guard';
 *
 * declare const stackOfTheUser: Stack;
 * declare const admins: IGroup;
 * declare const ada: IUser;
 *
 * new GroupMembership(stackOfTheUser, 'AdaIsAdmin', { group: admins, member: ada });
 */
export class GroupMembership extends Resource implements IGroupMembershipRef {
  /**
   * Whether something is a membership. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isGroupMembership(x: any): x is GroupMembership {
    return isMarkedAs('GroupMembership', x);
  }

  /**
   * The id of the membership in its Identity Store.
   *
   * @attribute
   */
  public readonly membershipId: string;

  /**
   * How the membership came under management: `CREATED` or `ADOPTED`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  private readonly identityStoreId: string;

  /**
   * Declares the membership.
   *
   * @throws at synthesis if group and member are known to be in different stores, or the same membership is declared twice
   * in a stack
   */
  constructor(scope: Construct, id: string, props: GroupMembershipProps) {
    super(scope, id);
    markAs('GroupMembership', this);
    const declared = typed(this, props, GROUP_MEMBERSHIP_TYPES);
    if (new.target === GroupMembership) warnOfUnknown(this, props, GROUP_MEMBERSHIP_TYPES);
    const { group, member } = declared;
    const { identityStore } = group;
    this.refuseAnotherStore(declared);
    this.declare(declared);

    const properties: GroupMembershipProperties = {
      ...guardedProperties(identityStore, declared),
      GroupId: group.groupId,
      UserId: member.userId,
    };
    const resource: CustomResource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).allowed('MEMBERSHIPS', identityStore),
      resourceType: GROUP_MEMBERSHIP_RESOURCE_TYPE,
      properties,
      removalPolicy: declared.removalPolicy ?? RemovalPolicy.DESTROY,
    });

    const attribute = (name: keyof GroupMembershipAttributes): string => resource.getAttString(name);
    this.identityStoreId = identityStore.identityStoreId;
    this.membershipId = attribute('MembershipId');
    this.outcome = attribute('Outcome');
  }

  /**
   * The reference that native constructs take.
   */
  public get groupMembershipRef(): GroupMembershipReference {
    return { membershipId: this.membershipId, identityStoreId: this.identityStoreId };
  }

  /** Two constructs can be one user or group: imported, looked up, or declared by two stacks. */
  private declare({ group, member }: GroupMembershipProps): void {
    const identityStoreId = originOf(group.identityStore.identityStoreId);
    const [contents] = declareMembers(this, identityStoreId, partyOf(this, group.groupId));
    if (contents) {
      throw new Error(`${this.node.path}: the group ${group.node.path} has only the members that ${contents.node.path} declares: give it a row for this one instead`);
    }
    declareEntity(this, {
      kind: 'membership',
      identityStoreId,
      name: `${member.node.path} in ${group.node.path}`,
      key: membershipKey(partyOf(this, member.userId), partyOf(this, group.groupId)),
      elsewhere: 'adopts what the first one created, or fails under ConflictPolicy.FAIL; removing it from the first one revokes it for both, '
        + 'unless it was deployed there with RemovalPolicy.RETAIN before',
    });
  }

  private refuseAnotherStore({ group, member }: GroupMembershipProps): void {
    const [ofGroup, ofMember] = [group, member].map(({ identityStore }) => identityStore.identityStoreId) as [string, string];
    if (Token.isUnresolved(ofGroup) || Token.isUnresolved(ofMember) || ofGroup === ofMember) return;
    refuse(this, 'member', member.node.path, `a user of the group's identity store ${ofGroup}, not of ${ofMember}`);
  }
}
