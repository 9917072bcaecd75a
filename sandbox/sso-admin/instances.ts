import { createHash } from 'node:crypto';
import type { Environment } from '../environment';
import type { IdentityStores } from '../identity-store/identity-stores';
import type { Organizations } from '../organizations/organizations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { Time } from '../time/time';
import { Instance } from './instance';

/** The store of the instance that is made up where there is none. */
const MADE_UP_STORE = 'd-1234567890';

/** The service as organizations know their delegated administrators for it. */
const SERVICE_PRINCIPAL = 'sso.amazonaws.com';

const INSTANCE_ARN = /^arn:[^:]+:sso:::instance\/(sso)?ins-[a-zA-Z0-9.-]{16}$/;

export interface InstancesSurroundings {
  readonly stores: IdentityStores;
  readonly organizations: Organizations;
  readonly environment: Environment;
  readonly time: Time;
}

/** The instances of IAM Identity Center: each Identity Store has one. */
export class Instances {
  private readonly instances: Instance[] = [];
  private readonly createdAt: Date;

  constructor(private readonly surroundings: InstancesSurroundings) {
    this.createdAt = new Date(surroundings.time.now());
  }

  /** Without any store there is one all the same: who looks for the instance finds it. */
  public get all(): readonly Instance[] {
    const { stores } = this.surroundings;
    if (stores.all.length === 0) stores.store(MADE_UP_STORE);
    return this.known();
  }

  /** The instances that a caller sees in its Region: those of its own account and of the management account of its organization. */
  public visibleTo(caller: Caller): readonly Instance[] {
    return this.all.filter((instance) => this.isVisible(instance, caller));
  }

  /** @throws ServiceError `AccessDeniedException` unless the caller sees the instance */
  public seenBy(caller: Caller, operation: string, arn: string): Instance {
    const instance = this.visibleTo(caller).find((candidate) => candidate.arn === arn);
    if (!instance) throw denied(caller, operation, arn);
    return instance;
  }

  /** @throws ServiceError `AccessDeniedException` unless the caller's account owns the instance, or administers it for its owner */
  public administeredBy(caller: Caller, operation: string, arn: string): Instance {
    const instance = this.seenBy(caller, operation, arn);
    const owner = this.ownerOf(instance);
    const member = this.surroundings.organizations.of(owner)?.members.get(caller.account);
    if (caller.account !== owner && !member?.delegatedServices.has(SERVICE_PRINCIPAL)) throw denied(caller, operation, arn);
    return instance;
  }

  /**
   * The instance that a template names. Templates have the ARN that it has in AWS: unless the seed says another one, it has that here, too.
   *
   * @throws ServiceError `AccessDeniedException`
   */
  public namedByTemplate(caller: Caller, operation: string, arn: string): Instance {
    const own = this.known().filter((instance) => this.ownerOf(instance) === caller.account);
    const named = own.find((instance) => instance.arn === arn);
    if (named) return named;
    const unnamed = INSTANCE_ARN.test(arn) ? own.find(({ hasGivenArn }) => !hasGivenArn) ?? this.beforeAnyStore() : undefined;
    if (!unnamed) throw denied(caller, operation, arn);
    return Object.assign(unnamed, { arn, hasGivenArn: true });
  }

  /** Every store that is there by now has an instance, the first of them one that a template has named before. */
  private known(): readonly Instance[] {
    for (const store of this.surroundings.stores.all) {
      if (this.instances.some((instance) => instance.store === store)) continue;
      const instance = this.instances.find((candidate) => candidate.store === undefined) ?? this.add(store.identityStoreId);
      instance.store = store;
    }
    return this.instances;
  }

  private beforeAnyStore(): Instance | undefined {
    return this.instances.length === 0 ? this.add(MADE_UP_STORE) : undefined;
  }

  private add(identityStoreId: string): Instance {
    const digits = createHash('sha256').update(identityStoreId).digest('hex').slice(0, 16);
    const instance = new Instance(`arn:${this.surroundings.environment.partition}:sso:::instance/ssoins-${digits}`, false, this.createdAt);
    this.instances.push(instance);
    return instance;
  }

  private ownerOf({ store }: Instance): string {
    return store?.ownerAccount ?? this.surroundings.environment.account;
  }

  private isVisible(instance: Instance, { account, region }: Caller): boolean {
    if (region !== undefined && instance.store?.region !== region) return false;
    const owner = this.ownerOf(instance);
    const organization = this.surroundings.organizations.of(owner);
    return account === owner || (organization?.managementAccountId === owner && organization.members.has(account));
  }
}

function denied({ arn }: Caller, operation: string, resource: string): ServiceError {
  return new ServiceError('AccessDeniedException', `User: ${arn} is not authorized to perform: sso:${operation} on resource: ${resource}`);
}
