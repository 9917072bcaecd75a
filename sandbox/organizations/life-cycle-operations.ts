import type {
  CloseAccountRequest, CreateAccountRequest, DescribeCreateAccountStatusRequest, ListCreateAccountStatusRequest,
} from '@aws-sdk/client-organizations';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import type { Creation } from './account-life-cycle';
import { checkAccountId, checkAccountName, checkCreationId, checkEmail, checkEnum, checkMembers, checkRoleName, checkTags, pageOf } from './constraints';
import type { Organizations } from './organizations';
import { refusal } from './refusals';
import { managedBy, readBy } from './standing';

const USUAL_ROLE = 'OrganizationAccountAccessRole';
const STATES = ['IN_PROGRESS', 'SUCCEEDED', 'FAILED'] as const;

/** The operations that make and close accounts. */
export function lifeCycleOperations(world: Organizations): Record<string, Operation> {
  return {
    CreateAccount(input: CreateAccountRequest, caller: Caller) {
      checkMembers('CreateAccount', input, ['Email', 'AccountName', 'RoleName', 'IamUserAccessToBilling', 'Tags']);
      const organization = managedBy(world, caller);
      checkEnum(input.IamUserAccessToBilling ?? 'ALLOW', ['ALLOW', 'DENY']);
      const creation = world.lifeCycle.create(organization, {
        email: checkEmail(input.Email),
        name: checkAccountName(input.AccountName),
        roleName: checkRoleName(input.RoleName ?? USUAL_ROLE),
        tags: checkTags(input.Tags),
      });
      return { CreateAccountStatus: describeCreation(creation) };
    },

    DescribeCreateAccountStatus(input: DescribeCreateAccountStatusRequest, caller: Caller) {
      checkMembers('DescribeCreateAccountStatus', input, ['CreateAccountRequestId']);
      const organization = readBy(world, caller);
      const requestId = checkCreationId(input.CreateAccountRequestId);
      const creation = world.lifeCycle.creationsOf(organization).find(({ id }) => id === requestId);
      if (!creation) throw refusal('CreateAccountStatusNotFoundException');
      return { CreateAccountStatus: describeCreation(creation) };
    },

    ListCreateAccountStatus(input: ListCreateAccountStatusRequest, caller: Caller) {
      checkMembers('ListCreateAccountStatus', input, ['States', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const states = (input.States ?? STATES).map((state) => checkEnum(state, STATES));
      return pageOf('CreateAccountStatuses', world.lifeCycle.creationsOf(organization).filter(({ state }) => states.includes(state)), input, describeCreation);
    },

    CloseAccount(input: CloseAccountRequest, caller: Caller) {
      checkMembers('CloseAccount', input, ['AccountId']);
      const organization = managedBy(world, caller);
      world.lifeCycle.close(organization, checkAccountId(input.AccountId));
      return {};
    },
  };
}

function describeCreation({ id, account, state, requestedAt, completedAt, accountId, failureReason }: Creation): object {
  return {
    Id: id,
    AccountName: account.name,
    State: state,
    RequestedTimestamp: new Date(requestedAt),
    ...(completedAt !== undefined && { CompletedTimestamp: new Date(completedAt) }),
    ...(accountId !== undefined && { AccountId: accountId }),
    ...(failureReason !== undefined && { FailureReason: failureReason }),
  };
}
