import type { CreateAccountFailureReason, CreateAccountState } from '@aws-sdk/client-organizations';
import { hexadecimal, Random } from '../randomness';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { constraint, refusal } from './refusals';

const DAY = 86_400_000;
/** Within which a closed account could be reopened, and stays in its organization. */
const POST_CLOSURE_PERIOD = 90 * DAY;
const QUOTA_PERIOD = 30 * DAY;
const MOST_CLOSURES_AT_ONCE = 3;
const MOST_CREATIONS_AT_ONCE = 5;
const REQUEST_ID_LENGTH = 32;

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly roleName: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** A request for an account, and what has become of it. */
export interface Creation {
  readonly id: string;
  readonly organization: Organization;
  readonly account: NewAccount;
  readonly requestedAt: number;
  readonly state: CreateAccountState;
  readonly completedAt?: number;
  readonly accountId?: string;
  readonly failureReason?: CreateAccountFailureReason;
}

interface Closure {
  readonly organization: Organization;
  readonly accountId: string;
  readonly requestedAt: number;
}

/** Makes and closes the accounts of organizations, which takes its time. */
export class AccountLifeCycle {
  /** Is told of each new account, and of the role in it that its organization may assume. */
  public created: (accountId: string, roleName: string, managementAccountId: string) => void = () => undefined;
  private creations: readonly Creation[] = [];
  private closures: readonly Closure[] = [];

  constructor(private readonly world: Organizations, private readonly random: Random) {}

  /** @throws ServiceError when the organization can't have any more accounts, or not yet */
  public create(organization: Organization, account: NewAccount): Creation {
    if (this.world.now() < organization.finalizedAt) throw refusal('FinalizingOrganizationException');
    const inProgress = this.creationsOf(organization).filter(({ state }) => state === 'IN_PROGRESS').length;
    if (inProgress >= MOST_CREATIONS_AT_ONCE) throw constraint('ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED');
    const places = organization.members.size + inProgress + this.world.handshakes.pending(organization.id, 'INVITE').length;
    if (places >= organization.accountQuota) throw constraint('ACCOUNT_NUMBER_LIMIT_EXCEEDED');
    const id = `car-${hexadecimal(this.random, REQUEST_ID_LENGTH)}`;
    const creation: Creation = { id, organization, account, requestedAt: this.world.now(), state: 'IN_PROGRESS' };
    this.creations = [...this.creations, creation];
    return creation;
  }

  /** The requests of an organization, oldest first. */
  public creationsOf(organization: Organization): readonly Creation[] {
    return this.creations.filter((creation) => creation.organization === organization);
  }

  /** @throws ServiceError when the account can't be closed */
  public close(organization: Organization, accountId: string): void {
    if (!organization.members.has(accountId)) throw refusal('AccountNotFoundException');
    if (organization.managementAccountId === accountId) throw constraint('CANNOT_CLOSE_MANAGEMENT_ACCOUNT');
    if (organization.featureSet !== 'ALL') throw constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
    const account = this.world.accounts.get(accountId);
    if (account.state === 'PENDING_CLOSURE') throw refusal('ConflictException');
    if (account.state !== 'ACTIVE') throw refusal('AccountAlreadyClosedException');
    this.checkQuotas(organization);
    account.state = 'PENDING_CLOSURE';
    this.closures = [...this.closures, { organization, accountId, requestedAt: this.world.now() }];
  }

  /** Does what was begun long enough ago. */
  public settle(): void {
    const { accountCreationTime, accountClosureTime } = this.world.switches;
    const age = ({ requestedAt }: { readonly requestedAt: number }): number => this.world.now() - requestedAt;
    this.creations = this.creations.map((creation) =>
      (creation.state === 'IN_PROGRESS' && age(creation) >= accountCreationTime ? this.completed(creation) : creation));
    for (const closure of this.closures) {
      if (age(closure) >= accountClosureTime) this.suspend(closure);
      if (age(closure) >= accountClosureTime + POST_CLOSURE_PERIOD) this.remove(closure);
    }
  }

  private completed(creation: Creation): Creation {
    const { organization, account: { email, name, roleName, tags }, requestedAt } = creation;
    const completedAt = requestedAt + this.world.switches.accountCreationTime;
    if (this.world.accounts.byEmail(email)) return { ...creation, state: 'FAILED', completedAt, failureReason: 'EMAIL_ALREADY_EXISTS' };
    const { sellerOfRecord } = this.world.accounts.get(organization.managementAccountId);
    const { id: accountId } = this.world.accounts.addNew({ email, name, sellerOfRecord });
    this.world.join(organization, accountId, { joinedMethod: 'CREATED', joinedAt: completedAt });
    for (const { Key, Value } of tags) organization.tagsOf(accountId).set(Key, Value);
    this.created(accountId, roleName, organization.managementAccountId);
    return { ...creation, state: 'SUCCEEDED', completedAt, accountId };
  }

  private checkQuotas(organization: Organization): void {
    const own = this.closures.filter((closure) => closure.organization === organization);
    const isPending = ({ accountId }: Closure): boolean => this.world.accounts.get(accountId).state === 'PENDING_CLOSURE';
    if (own.filter(isPending).length >= MOST_CLOSURES_AT_ONCE) throw constraint('CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED');
    const recent = own.filter(({ requestedAt }) => requestedAt > this.world.now() - QUOTA_PERIOD).length;
    if (recent >= closuresAllowed(organization.members.size)) throw constraint('CLOSE_ACCOUNT_QUOTA_EXCEEDED');
  }

  private suspend({ accountId }: Closure): void {
    const account = this.world.accounts.get(accountId);
    if (account.state === 'PENDING_CLOSURE') account.state = 'SUSPENDED';
  }

  private remove({ organization, accountId }: Closure): void {
    const account = this.world.accounts.get(accountId);
    if (account.state !== 'SUSPENDED') return;
    account.state = 'CLOSED';
    if (organization.members.has(accountId)) this.world.leave(organization, accountId);
  }
}

/** How many accounts an organization with so many can close within 30 days. */
function closuresAllowed(members: number): number {
  return Math.min(1000, Math.max(250, Math.ceil(members / 5)));
}
