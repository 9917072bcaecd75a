import type {
  DescribeAccountRequest, LeaveOrganizationCommandInput, ListAccountsRequest, MoveAccountRequest, RemoveAccountFromOrganizationRequest,
} from '@aws-sdk/client-organizations';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkAccountId, checkMembers, checkParentId, pageOf } from './constraints';
import { describeAccount } from './describe';
import { checkLeaving } from './leaving-rules';
import type { Organizations } from './organizations';
import { refusal } from './refusals';
import { managedBy, organizationOf, readBy } from './standing';

/** The operations on the accounts of an organization. */
export function accountOperations(world: Organizations): Record<string, Operation> {
  return {
    DescribeAccount(input: DescribeAccountRequest, caller: Caller) {
      checkMembers('DescribeAccount', input, ['AccountId']);
      const organization = readBy(world, caller);
      const accountId = checkAccountId(input.AccountId);
      const member = world.visibleMembers(organization).find((candidate) => candidate.accountId === accountId);
      if (!member) throw refusal('AccountNotFoundException');
      return { Account: describeAccount(world, organization, member) };
    },

    ListAccounts(input: ListAccountsRequest, caller: Caller) {
      checkMembers('ListAccounts', input, PAGE_MEMBERS);
      const organization = readBy(world, caller);
      return pageOf('Accounts', world.visibleMembers(organization), input, (member) => describeAccount(world, organization, member));
    },

    MoveAccount(input: MoveAccountRequest, caller: Caller) {
      checkMembers('MoveAccount', input, ['AccountId', 'SourceParentId', 'DestinationParentId']);
      const organization = managedBy(world, caller);
      const [source, destination] = [checkParentId(input.SourceParentId), checkParentId(input.DestinationParentId)];
      const member = organization.members.get(checkAccountId(input.AccountId));
      if (!member) throw refusal('AccountNotFoundException');
      if (!organization.hasParent(source)) throw refusal('SourceParentNotFoundException');
      if (!organization.hasParent(destination)) throw refusal('DestinationParentNotFoundException');
      if (member.parentId === destination) throw refusal(source === destination ? 'DuplicateAccountException' : world.switches.alreadyMoved);
      if (member.parentId !== source) throw refusal('AccountNotFoundException');
      member.parentId = destination;
      return {};
    },

    RemoveAccountFromOrganization(input: RemoveAccountFromOrganizationRequest, caller: Caller) {
      checkMembers('RemoveAccountFromOrganization', input, ['AccountId']);
      const organization = managedBy(world, caller);
      const accountId = checkAccountId(input.AccountId);
      checkLeaving(world, organization, accountId);
      world.leave(organization, accountId);
      return {};
    },

    LeaveOrganization(input: LeaveOrganizationCommandInput, caller: Caller) {
      checkMembers('LeaveOrganization', input, []);
      const organization = organizationOf(world, caller);
      checkLeaving(world, organization, caller.account);
      world.leave(organization, caller.account);
      return {};
    },
  };
}
