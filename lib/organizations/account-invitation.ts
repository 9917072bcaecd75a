import { CustomResource, RemovalPolicy, Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Acceptance, OnTimeout } from './acceptance';
import { AccountInvitationProps } from './account-invitation-props';
import { accountMembership } from './account-membership';
import {
  ACCOUNT_INVITATION_RESOURCE_TYPE, AccountInvitationAttributes, AccountInvitationProperties, AccountMembershipAttributes,
} from '../contract/organizations';
import { declareEntity } from '../custom-resource/declared-entities';
import { EmptyWhen, refuseExports } from '../custom-resource/empty-attributes';
import { generationProperty } from '../custom-resource/generation';
import { guardedResource } from '../custom-resource/guarded-resource';
import { INVITED_ONCE, tagProperties, targetProperties, validateInvitation } from './invitation-properties';
import type { InvitationTarget } from './invitation-target';
import { OrganizationsFunction } from './organizations-function';
import { ACCOUNT_INVITATION_TYPES } from './property-types';
import { rootStackOf } from '../construct/root-stack';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';

/**
 * The invitation of an existing account into the organization, its acceptance, and its place in the organization.
 *
 * An account that is a member already is not invited, a pending invitation of the same target is reused, and each step is
 * only made if it is still needed: a deployment that failed is taken up by the next one. The stack has to be deployed to the
 * management account of the organization.
 *
 * The deployment fails with a code of the catalogue for each reason of AWS Organizations, for example
 * `ALREADY_IN_AN_ORGANIZATION`, `ACCOUNT_NUMBER_LIMIT_EXCEEDED` or `INVITATION_DECLINED`. `docs/reasons.md` has all of them.
 * Invitations are sent in the name of the management account, up to 20 a day.
 *
 * @resource AWS::CloudFormation::CustomResource
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Acceptance, AccountInvitation, InvitationTarget } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 *
 * new AccountInvitation(stack, 'Payments', {
 *   target: InvitationTarget.account('111122223333'),
 *   organizationalUnitId: 'ou-ab12-cdefghij',
 *   acceptance: Acceptance.assumeRole({ roleName: 'OrganizationJoinRole' }),
 * });
 */
export class AccountInvitation extends Resource {
  /**
   * Whether something is an invitation. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isAccountInvitation(x: any): x is AccountInvitation {
    return isMarkedAs('AccountInvitation', x);
  }

  /**
   * The id of the handshake; empty if the account was a member already. Another stack can't have it, since CloudFormation refuses
   * empty exports.
   *
   * @attribute
   */
  public readonly handshakeId: string;

  /**
   * The ARN of the handshake; empty if the account is a member already. Another stack can't have it, since CloudFormation refuses
   * empty exports.
   *
   * @attribute
   */
  public readonly handshakeArn: string;

  /**
   * `PENDING` or `MEMBER`, as the last deployment found it.
   *
   * @attribute
   */
  public readonly state: string;

  /**
   * Until when the pending invitation can be accepted, as an ISO 8601 time; empty if none is pending. Another stack can't have it,
   * since CloudFormation refuses empty exports.
   *
   * @attribute
   */
  public readonly expiresAt: string;

  /**
   * How the invitation came under management: `CREATED`, `REUSED` or `ALREADY_MEMBER`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * The role that asks to enter the role of `Acceptance.assumeRole`: what the trust policy of that one has to name.
   */
  public readonly acceptorRole: iam.IRole;

  private readonly knownAccountId: string | undefined;

  /**
   * Declares the invitation.
   *
   * @throws at synthesis if a value breaks a limit of the service, the same target is declared twice in a stack, or another stack
   * gets an attribute that can be empty
   */
  constructor(scope: Construct, id: string, props: AccountInvitationProps) {
    super(scope, id);
    markAs('AccountInvitation', this);
    const declared = typed(this, props, ACCOUNT_INVITATION_TYPES);
    if (new.target === AccountInvitation) warnOfUnknown(this, props, ACCOUNT_INVITATION_TYPES);
    validateInvitation(this, declared);
    const { target, acceptance = Acceptance.none(), notes, tags } = declared;
    declareEntity(this, {
      ...INVITED_ONCE, name: target._accountId ?? target._email ?? '', elsewhere: 'reuses the invitation of the first one',
    });

    const organizations = OrganizationsFunction.of(this);
    const root = rootStackOf(this);
    const properties: AccountInvitationProperties = {
      Target: targetProperties(target),
      ...(root && { RootStackId: root.stackId }),
      ...(notes !== undefined && { Notes: notes }),
      ...tagProperties(tags),
      ...generationProperty(declared.generation),
    };
    const invitation: CustomResource = guardedResource(this, {
      function: organizations.allowed(
        'INVITE_ACCOUNTS', ...(target._email === undefined ? [] : ['FIND_BY_EMAIL' as const]), ...(tags ? [{ tagKeys: Object.keys(tags) }] : []),
      ),
      resourceType: ACCOUNT_INVITATION_RESOURCE_TYPE,
      properties,
      removalPolicy: declared.removalPolicy ?? RemovalPolicy.DESTROY,
    });
    refuseExports(this, invitation, { ...EMPTY_WHEN, ...emptyAccount(target) });
    const membership = accountMembership(this, declared, invitation);
    if (membership) refuseExports(this, membership, emptyAccount(target));

    const attribute = (name: keyof AccountInvitationAttributes): string => invitation.getAttString(name);
    this.handshakeId = attribute('HandshakeId');
    this.handshakeArn = attribute('HandshakeArn');
    this.expiresAt = attribute('ExpiresAt');
    this.outcome = attribute('Outcome');
    this.state = membership?.getAttString('State') ?? attribute('State');
    this.acceptorRole = organizations.acceptorRole;
    const isKnown = target._accountId !== undefined || willBeMember(acceptance);
    this.knownAccountId = isKnown ? (membership ?? invitation).getAttString('AccountId') : undefined;
  }

  /**
   * The id of the account, once everything that is declared has happened. Another stack can't have that of an invitation by e-mail,
   * since CloudFormation refuses empty exports: a rollback leaves it empty if the account isn't a member.
   *
   * @attribute
   * @throws at synthesis if it can't be known: the target is an e-mail address, and the deployment doesn't wait until the
   * invitation is accepted
   */
  public get accountId(): string {
    if (this.knownAccountId !== undefined) return this.knownAccountId;
    throw new Error(`${this.node.path}: accountId isn't known for an invitation by e-mail unless the deployment waits for its acceptance: `
      + 'use Acceptance.waitFor() without OnTimeout.CONTINUE, Acceptance.assumeRole(), or InvitationTarget.account()');
  }
}

const EMPTY_WHEN: EmptyWhen & { readonly [Attribute in keyof AccountInvitationAttributes]?: string } = {
  HandshakeId: 'if the account was a member when it was to be invited',
  HandshakeArn: 'once the account is a member',
  ExpiresAt: 'when no invitation is pending',
};

/** An account that is invited by its e-mail address gets its id from what the organization says of it. */
function emptyAccount({ _email: email }: InvitationTarget): EmptyWhen & { readonly [Attribute in keyof AccountMembershipAttributes]?: string } {
  return email === undefined ? {} : { AccountId: 'as long as the account isn\'t known, and after it has left' };
}

/** Whether a deployment that succeeds ends with the account in the organization. */
function willBeMember({ _mode: mode, _wait: { onTimeout } }: Acceptance): boolean {
  return mode === 'ASSUME_ROLE' || (mode === 'WAIT' && onTimeout !== OnTimeout.CONTINUE);
}
