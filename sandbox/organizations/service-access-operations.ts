import type {
  ListAWSServiceAccessForOrganizationRequest, ListDelegatedAdministratorsRequest, ListDelegatedServicesForAccountRequest,
} from '@aws-sdk/client-organizations';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkAccountId, checkMembers, checkServicePrincipal, pageOf } from './constraints';
import { describeAccount } from './describe';
import type { Organizations } from './organizations';
import { constraint, refusal } from './refusals';
import { readBy } from './standing';

/** The operations that tell which services work with the organization, and which accounts administer them. */
export function serviceAccessOperations(world: Organizations): Record<string, Operation> {
  return {
    ListAWSServiceAccessForOrganization(input: ListAWSServiceAccessForOrganizationRequest, caller: Caller) {
      checkMembers('ListAWSServiceAccessForOrganization', input, PAGE_MEMBERS);
      const { featureSet, serviceAccess } = readBy(world, caller);
      if (featureSet !== 'ALL') throw constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
      const describe = ([ServicePrincipal, since]: [string, number]): object => ({ ServicePrincipal, DateEnabled: new Date(since) });
      return pageOf('EnabledServicePrincipals', [...serviceAccess], input, describe);
    },

    ListDelegatedAdministrators(input: ListDelegatedAdministratorsRequest, caller: Caller) {
      checkMembers('ListDelegatedAdministrators', input, ['ServicePrincipal', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const service = input.ServicePrincipal === undefined ? undefined : checkServicePrincipal(input.ServicePrincipal);
      const administrators = world.visibleMembers(organization)
        .filter(({ delegatedServices }) => (service === undefined ? delegatedServices.size > 0 : delegatedServices.has(service)));
      return pageOf('DelegatedAdministrators', administrators, input, (member) => {
        const { Paths: _paths, ...account } = describeAccount(world, organization, member);
        const since = service === undefined ? Math.min(...member.delegatedServices.values()) : member.delegatedServices.get(service) as number;
        return { ...account, DelegationEnabledDate: new Date(since) };
      });
    },

    ListDelegatedServicesForAccount(input: ListDelegatedServicesForAccountRequest, caller: Caller) {
      checkMembers('ListDelegatedServicesForAccount', input, ['AccountId', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const accountId = checkAccountId(input.AccountId);
      const member = world.visibleMembers(organization).find((candidate) => candidate.accountId === accountId);
      if (!member) throw refusal('AccountNotFoundException');
      if (member.delegatedServices.size === 0) throw refusal('AccountNotRegisteredException');
      const describe = ([ServicePrincipal, since]: [string, number]): object => ({ ServicePrincipal, DelegationEnabledDate: new Date(since) });
      return pageOf('DelegatedServices', [...member.delegatedServices], input, describe);
    },
  };
}
