import type { AccountMembershipProperties } from '../../lib/private/contract';
import type { CreateRequest } from '../custom-resource/resource';
import type { OwnStack } from '../guard/own-stack';
import type { Accounts } from './accounts';
import type { OrganizationsCalls, RoleCalls } from './organizations-calls';

export type MembershipRequest = CreateRequest<AccountMembershipProperties>;

export interface MembershipDependencies {
  readonly calls: OrganizationsCalls;
  readonly accounts: Accounts;
  readonly roles: RoleCalls;
  readonly ownStack: OwnStack;
}
