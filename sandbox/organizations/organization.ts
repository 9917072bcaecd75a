import type { OrganizationFeatureSet, PolicyType } from '@aws-sdk/client-organizations';

/** That an account is in an organization. */
export interface Member {
  readonly accountId: string;
  /** The root or the organizational unit that the account is in. */
  parentId: string;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joinedAt: number;
  /** Whether it may look at the organization as its management account may. */
  isDelegatedAdministrator: boolean;
  /** For which services it is that, with the time since when. */
  readonly delegatedServices: ReadonlyMap<string, number>;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

export interface OrganizationOptions {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly featureSet: OrganizationFeatureSet;
  readonly createdAt: number;
}

/** How many accounts an organization may have unless it asked for more. */
const DEFAULT_ACCOUNT_QUOTA = 10;
const LEAST_DAILY_INVITATIONS = 20;

/** One organization: its accounts in a tree of organizational units, and the tags on them. */
export class Organization {
  public readonly id: string;
  public readonly rootId: string;
  public readonly managementAccountId: string;
  public readonly createdAt: number;
  public featureSet: OrganizationFeatureSet;
  /** Until then the organization isn't finished initializing. */
  public finalizedAt: number;
  /** Counts members, whatever their state, and pending invitations. */
  public accountQuota = DEFAULT_ACCOUNT_QUOTA;
  /** Whether its accounts can join another organization without leaving first. */
  public allowsTransfers = true;
  /** Members by the id of their account. */
  public readonly members = new Map<string, Member>();
  /** By their id. */
  public readonly units = new Map<string, OrganizationalUnit>();
  /** The services that may act in its accounts, by their principals, with the time since when. */
  public readonly serviceAccess = new Map<string, number>();
  /** The types of policies that are enabled in its root. */
  public readonly policyTypes = new Set<PolicyType>();
  private readonly tags = new Map<string, Map<string, string>>();
  private ownDailyInvitations?: number;

  constructor({ id, rootId, managementAccountId, featureSet, createdAt }: OrganizationOptions) {
    this.id = id;
    this.rootId = rootId;
    this.managementAccountId = managementAccountId;
    this.featureSet = featureSet;
    this.createdAt = createdAt;
    this.finalizedAt = createdAt;
  }

  /** How many invitations that aren't accepted can be sent within 24 hours. */
  public get dailyInvitations(): number {
    return this.ownDailyInvitations ?? Math.max(LEAST_DAILY_INVITATIONS, this.accountQuota);
  }

  public set dailyInvitations(allowance: number) {
    this.ownDailyInvitations = allowance;
  }

  public hasParent(id: string): boolean {
    return id === this.rootId || this.units.has(id);
  }

  /** Takes an account out, with its tags. */
  public remove(accountId: string): void {
    this.members.delete(accountId);
    this.tags.delete(accountId);
  }

  /** The tags of a root, organizational unit or account. */
  public tagsOf(resourceId: string): Map<string, string> {
    const tags = this.tags.get(resourceId) ?? new Map<string, string>();
    this.tags.set(resourceId, tags);
    return tags;
  }

  /** From the organization down to a root, unit or account: `o-abc/r-abc/ou-abc-def/111122223333/`. */
  public pathOf(id: string): string {
    const parentId = this.members.get(id)?.parentId ?? this.units.get(id)?.parentId;
    return `${parentId === undefined ? `${this.id}/` : this.pathOf(parentId)}${id}/`;
  }

  /** How many units are above a root or unit, itself included if it is one. */
  public depthOf(parentId: string): number {
    const unit = this.units.get(parentId);
    return unit ? this.depthOf(unit.parentId) + 1 : 0;
  }
}
