import type { Random } from '../randomness';
import type { Time } from '../time/time';
import type { PolicyDocument } from './policy';
import { Boundary, Roles } from './roles';

/** The roles of every account: those of the sandbox's own are made by its stacks, those of others come with the seed. */
export class AccountRoles {
  private readonly byAccount = new Map<string, Roles>();

  /**
   * @param longestDelay milliseconds within which a changed policy becomes effective
   */
  constructor(private readonly time: Time, private readonly random: Random, private readonly longestDelay: number) {}

  public in(account: string): Roles {
    const roles = this.byAccount.get(account) ?? new Roles(this.time, this.random, this.longestDelay);
    this.byAccount.set(account, roles);
    return roles;
  }

  /** Makes the role that Organizations makes in a new account: the management account may assume it and do everything. */
  public addAccessRole(partition: string, account: string, roleName: string, managementAccountId: string): void {
    const roles = this.in(account);
    roles.create(roleName, {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${managementAccountId}:root` }, Action: 'sts:AssumeRole' }],
    });
    roles.attachManagedPolicy(roleName, `arn:${partition}:iam::aws:policy/AdministratorAccess`, 0);
  }

  /** The policies that are effective by now, or at another moment. An unknown role has none. */
  public effectivePolicies(roleArn: string, moment?: number): PolicyDocument[] {
    const { account, name, path } = partsOf(roleArn);
    return this.in(account).effectivePolicies(name, path, moment);
  }

  /** The permissions boundary that is effective by now, or at another moment, if the role has one. */
  public effectiveBoundary(roleArn: string, moment?: number): Boundary | undefined {
    const { account, name, path } = partsOf(roleArn);
    return this.in(account).effectiveBoundary(name, path, moment);
  }

  /** Says who may assume the role, if there is such a role. */
  public trustPolicy(roleArn: string): PolicyDocument | undefined {
    const { account, name, path } = partsOf(roleArn);
    return this.in(account).trustPolicy(name, path);
  }
}

/** The account of a role, its path, and its name. */
export function partsOf(roleArn: string): { readonly account: string; readonly path: string; readonly name: string } {
  const [, , , , account = '', resource = ''] = roleArn.split(':');
  const [, path = '/', name = ''] = /^role(\/(?:.*\/)?)([^/]*)$/.exec(resource) ?? [];
  return { account, path, name };
}
