import type { Random } from '../randomness';
import type { Time } from '../time/time';
import type { PolicyDocument } from './policy';
import { Roles } from './roles';

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

  /** The policies that are effective by now, or at another moment. An unknown role has none. */
  public effectivePolicies(roleArn: string, moment?: number): PolicyDocument[] {
    const { account, name } = partsOf(roleArn);
    return this.in(account).effectivePolicies(name, moment);
  }

  /** Says who may assume the role, if there is such a role. */
  public trustPolicy(roleArn: string): PolicyDocument | undefined {
    const { account, name } = partsOf(roleArn);
    return this.in(account).trustPolicy(name);
  }
}

/** The account of a role and its name, without its path. */
export function partsOf(roleArn: string): { readonly account: string; readonly name: string } {
  const [, , , , account = '', resource = ''] = roleArn.split(':');
  return { account, name: resource.split('/').pop() ?? '' };
}
