import type { OrganizationFeatureSet } from '@aws-sdk/client-organizations';
import type { Environment } from '../environment';
import { hexadecimal, Random } from '../randomness';
import type { Time } from '../time/time';
import { AccountLifeCycle } from './account-life-cycle';
import { Account, Accounts } from './accounts';
import { Handshake, Handshakes } from './handshakes';
import { Member, Organization, OrganizationalUnit } from './organization';
import type { OrganizationsSwitches } from './switches';

export interface NewOrganization {
  readonly managementAccountId: string;
  readonly id?: string;
  readonly rootId?: string;
  readonly featureSet?: OrganizationFeatureSet;
  readonly createdAt?: number;
}

const RESOURCE_OF_PREFIX: readonly [RegExp, string][] = [[/^ou-/, 'ou'], [/^r-/, 'root'], [/^\d{12}$/, 'account']];

/** The organizations of the world, its accounts, and what they ask of each other. */
export class Organizations {
  public readonly accounts = new Accounts();
  public readonly handshakes: Handshakes;
  public readonly lifeCycle: AccountLifeCycle;
  private readonly organizations: Organization[] = [];

  constructor(
    private readonly time: Time, private readonly random: Random, private readonly environment: Pick<Environment, 'partition'>,
    public readonly switches: OrganizationsSwitches,
  ) {
    this.handshakes = new Handshakes(time, random, switches);
    this.lifeCycle = new AccountLifeCycle(this, random);
  }

  public get all(): readonly Organization[] {
    return this.organizations;
  }

  public now(): number {
    return this.time.now();
  }

  /** Makes an organization that has its management account as the only member. */
  public create({ managementAccountId, id, rootId, featureSet = 'ALL', createdAt = this.now() }: NewOrganization): Organization {
    const organization = new Organization({
      id: id ?? `o-${hexadecimal(this.random, 10)}`, rootId: rootId ?? `r-${hexadecimal(this.random, 4)}`, managementAccountId, featureSet, createdAt,
    });
    this.organizations.push(organization);
    this.join(organization, managementAccountId, { joinedMethod: 'INVITED', joinedAt: createdAt });
    return organization;
  }

  public addUnit(organization: Organization, name: string, parentId: string, id?: string): OrganizationalUnit {
    const unit = { id: id ?? `ou-${organization.rootId.slice(2)}-${hexadecimal(this.random, 8)}`, name, parentId };
    organization.units.set(unit.id, unit);
    return unit;
  }

  /** Puts an account into the root of an organization. The account leaves no other organization for that. */
  public join(organization: Organization, accountId: string, joined: Partial<Member> = {}): Member {
    const account = this.accounts.get(accountId);
    const member: Member = {
      accountId, parentId: organization.rootId, joinedMethod: 'INVITED', joinedAt: this.now(), isDelegatedAdministrator: false, delegatedServices: new Map(), ...joined,
    };
    organization.members.set(accountId, member);
    account.membershipChangedAt = member.joinedAt;
    if (organization.featureSet === 'ALL') account.hasServiceLinkedRole = true;
    return member;
  }

  /** Takes an account out of an organization, and what the organization still wants of it back. */
  public leave(organization: Organization, accountId: string): void {
    organization.remove(accountId);
    this.accounts.get(accountId).membershipChangedAt = this.now();
    for (const handshake of this.handshakes.all) {
      const concerns = handshake.organizationId === organization.id && handshake.parentId !== undefined && handshake.recipient?.id === accountId;
      if (concerns && this.handshakes.isPending(handshake)) this.handshakes.end(handshake, 'CANCELED');
    }
  }

  /** The organization that an account is in. */
  public of(accountId: string): Organization | undefined {
    return this.organizations.find(({ members }) => members.has(accountId));
  }

  /** @throws when no organization has the id */
  public withId(organizationId: string): Organization {
    const organization = this.organizations.find(({ id }) => id === organizationId);
    if (!organization) throw new Error(`there is no organization ${organizationId}`);
    return organization;
  }

  /** The account that a handshake is for, if an account has the e-mail. */
  public recipientOf({ recipient }: Pick<Handshake, 'recipient'>): Account | undefined {
    if (!recipient) return undefined;
    return recipient.type === 'ACCOUNT' ? this.accounts.get(recipient.id) : this.accounts.byEmail(recipient.id);
  }

  /** Whether reads already show a change that was made at this time. */
  public isVisible(since: number): boolean {
    return this.now() >= since + this.switches.readLag;
  }

  /** The members that reads show by now. */
  public visibleMembers({ members }: Organization): Member[] {
    return [...members.values()].filter(({ joinedAt }) => this.isVisible(joinedAt));
  }

  /** The ARN of an organization or something in it. */
  public arn({ id, managementAccountId }: Organization, type: string, ...names: readonly string[]): string {
    return `arn:${this.environment.partition}:organizations::${managementAccountId}:${[type, id, ...names].join('/')}`;
  }

  /** The ARN of something that AWS has in every organization. */
  public managedArn(...names: readonly string[]): string {
    return `arn:${this.environment.partition}:organizations::aws:${names.join('/')}`;
  }

  public handshakeArn(handshake: Handshake): string {
    return this.arn(this.withId(handshake.organizationId), 'handshake', handshake.action.toLowerCase(), handshake.id);
  }

  /** The ARN of what has the id for the callers of an account: a handshake, or a root, unit or account of their organization. */
  public arnOf(id: string, accountId: string): string | undefined {
    const handshake = this.handshakes.find(id);
    if (handshake) return this.handshakeArn(handshake);
    const organization = this.of(accountId);
    const type = RESOURCE_OF_PREFIX.find(([form]) => form.test(id))?.[1];
    if (type === 'account' && this.switches.unknownAccount === 'ANY' && !organization?.members.has(id)) return '*';
    return organization && type && this.arn(organization, type, id);
  }
}
