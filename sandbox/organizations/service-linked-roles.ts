import { ServiceError } from '../protocol/service-error';
import type { Authorizer } from '../security/authorizer';
import type { Caller } from '../security/callers';
import type { Organizations } from './organizations';

const SERVICE = 'organizations.amazonaws.com';

/** The role AWSServiceRoleForOrganizations of each account, which Organizations makes in the name of whoever needs it. */
export class ServiceLinkedRoles {
  constructor(private readonly world: Organizations, private readonly authorizer: Authorizer, private readonly partition: string) {}

  /** @throws ServiceError `AccessDeniedForDependencyException` if there is none and the caller may not make it */
  public ensure(caller: Caller): void {
    const account = this.world.accounts.get(caller.account);
    if (account.hasServiceLinkedRole) return;
    const role = `arn:${this.partition}:iam::${account.id}:role/aws-service-role/${SERVICE}/AWSServiceRoleForOrganizations`;
    const request = { action: 'iam:CreateServiceLinkedRole', resources: [role], context: { 'iam:AWSServiceName': SERVICE } };
    if (this.authorizer.refusalOf(request, caller) !== undefined) {
      throw new ServiceError('AccessDeniedForDependencyException', `The request failed because your credentials do not have permission to create the `
        + `service-linked role required by AWS Organizations.`, { Reason: 'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE' });
    }
    account.hasServiceLinkedRole = true;
  }
}
