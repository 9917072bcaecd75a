import type { AccountMembershipProperties } from '../../lib/contract/organizations';
import type { CreateRequest } from '../custom-resource/resource';
import type { OwnStack } from '../guard/own-stack';
import type { Means } from './invited-member';
import type { RoleCalls } from './organizations-calls';

export type MembershipRequest = CreateRequest<AccountMembershipProperties>;

export interface MembershipDependencies extends Means {
  readonly roles: RoleCalls;
  readonly ownStack: OwnStack;
}
