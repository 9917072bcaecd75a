import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Acceptance, AccountInvitation, AccountInvitationProps, InvitationTarget } from '../../lib';
import type { Handshake } from '../../sandbox/organizations/handshakes';
import type { Organization } from '../../sandbox/organizations/organization';
import type { SeededOrganization, SeededRole } from '../../sandbox/organizations/seed';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { MANAGEMENT, PAYMENTS } from './ids';
import { InProcess, InProcessOptions } from './in-process';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

export const PAYMENTS_EMAIL = 'account-111122223333@example.com';
export const DATA = '444455556666';
export const UNIT = 'ou-ab12-12345678';
export const OTHER_UNIT = 'ou-ab12-87654321';

/** As the sandbox and its faults name the call. */
export const INVITE = 'organizations:InviteAccountToOrganization';

export const JOIN_ROLE = `arn:aws:iam::${PAYMENTS}:role/Join`;

type Props = Partial<AccountInvitationProps>;

/** Declares one invitation, of the account `PAYMENTS` unless another target is given. */
export function invitation(props: Props = {}, id = 'Payments'): (scope: Stack) => AccountInvitation {
  return (scope) => new AccountInvitation(scope, id, { target: InvitationTarget.account(PAYMENTS), ...props });
}

export function byEmail(email = PAYMENTS_EMAIL): Pick<AccountInvitationProps, 'target'> {
  return { target: InvitationTarget.email(email) };
}

export const BY_ROLE = { acceptance: Acceptance.assumeRole({ roleName: 'Join' }) };

/** Declares something after another thing, for example what fails after an invitation. */
export function after(first: (scope: Stack) => AccountInvitation, ...others: ((scope: Stack) => AccountInvitation)[]): (scope: Stack) => void {
  return (scope) => {
    const construct = first(scope);
    for (const other of others) other(scope).node.addDependency(construct);
  };
}

/** Declares an invitation that fails at once: the account of the stack is the organization's. */
export const FAILING = invitation({ ...byEmail('never-invited@example.com'), notes: '<b>not allowed</b>' }, 'Failing');

interface JoinRole extends Partial<SeededRole> {
  /** Of its trust policy. */
  readonly condition?: object;
  /** Whom it trusts. */
  readonly principal?: string;
  readonly actions?: readonly string[];
}

/** A role in the account `PAYMENTS` that may do everything, which only a session policy restricts. */
export function joinRole({ condition, principal = MANAGEMENT, actions = ['*'], ...others }: JoinRole = {}): SeededRole {
  return {
    account: PAYMENTS,
    roleName: 'Join',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole', ...(condition && { Condition: condition }) }],
    },
    policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }],
    ...others,
  };
}

export interface InvitingOptions extends Omit<InProcessOptions, 'seed'> {
  /** What is different about the organization. */
  readonly organization?: Partial<SeededOrganization>;
  readonly others?: readonly SeededOrganization[];
  readonly roles?: readonly SeededRole[];
}

/** An organization with two organizational units, and stacks in its management account. */
export class InvitingWorld extends InProcess {
  constructor({ organization, others = [], roles = [joinRole()], ...options }: InvitingOptions = {}) {
    super({
      ...options,
      seed: {
        organizations: [
          { managementAccount: MANAGEMENT, organizationalUnits: { Workloads: UNIT, Other: OTHER_UNIT }, accountQuota: 200, ...organization },
          ...others,
        ],
        roles,
      },
    });
  }

  public get organization(): Organization {
    return this.sandbox.organizations.all[0] as Organization;
  }

  /** Every invitation that was sent, oldest first. */
  public get invitations(): readonly Handshake[] {
    return this.sandbox.organizations.handshakes.all.filter(({ action }) => action === 'INVITE');
  }

  /** The states of every invitation that was sent. */
  public get states(): string[] {
    return this.invitations.map((handshake) => this.sandbox.organizations.handshakes.stateOf(handshake));
  }

  /** Where the account is in the organization, if it is a member. */
  public parentOf(account = PAYMENTS): string | undefined {
    return this.organization.members.get(account)?.parentId;
  }

  /** The client of whoever has an access key. */
  public with(accessKeyId: string): OrganizationsClient {
    return new OrganizationsClient({
      ...clientSettings(accessKeyId), requestHandler: new WireHandler((request) => this.sandbox.answer(request)),
    });
  }

  /** A person in the invited account answers the newest invitation. */
  public answerAs(answer: 'accept' | 'decline', account = PAYMENTS): void {
    const newest = this.invitations.at(-1) as Handshake;
    this.sandbox.handshakeAnswers[answer](newest, this.sandbox.callers.personIn(account));
  }

  /** A person in the management account takes the newest invitation back. */
  public cancel(): void {
    this.sandbox.handshakeAnswers.cancel(this.invitations.at(-1) as Handshake, this.sandbox.callers.personIn(this.organization.managementAccountId));
  }

  public join(account = PAYMENTS): void {
    this.sandbox.organizations.join(this.organization, account);
  }

  public leave(account = PAYMENTS): void {
    this.sandbox.organizations.leave(this.organization, account);
  }

  public pass(milliseconds: number): Promise<void> {
    return this.time.run(this.time.sleep(milliseconds));
  }

  /** The attributes of a guarded resource of a stack, by the kind that its type ends with. */
  public attributesOf(name: string, kind: 'AccountInvitation' | 'AccountMembership' | 'AllFeatures' | 'InvitationCampaign' = 'AccountInvitation'): unknown {
    const { resources } = this.sandbox.cloudFormation.existing(name);
    return [...resources.values()].find(({ type }) => type.endsWith(kind))?.attributes;
  }

  /** The operations that change something, of those that were called since. */
  public writesSince(calls: number): string[] {
    return this.calls.slice(calls).filter((operation) => !/:(Describe|List)/.test(operation));
  }
}

/** Keeps CloudFormation from deleting a resource, so that no event comes. */
export const RETAINED = { removalPolicy: RemovalPolicy.RETAIN };
