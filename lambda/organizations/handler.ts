import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { STSClient } from '@aws-sdk/client-sts';
import { Accounts } from './accounts';
import { AllFeaturesResource } from './all-features';
import { organizationsCalls, roleCalls, SessionCredentials } from './clients';
import { InvitationResource } from './invitation';
import { MembershipResource } from './membership';
import { WaitingDependencies, waitingHandler } from './waiting';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE } from '../../lib/contract/organizations';
import type { HandlerDependencies } from '../custom-resource/event-handler';
import { customResourceHandler } from '../custom-resource/handler';
import { OwnStack } from '../guard/own-stack';
import { stackCalls } from '../sdk/stack-calls';

export interface OrganizationsDependencies extends HandlerDependencies {
  /** A client with the function's own credentials, or with those of a role. It must not retry by itself. */
  readonly organizations: (credentials?: SessionCredentials) => OrganizationsClient;
  /** Must not retry by itself. */
  readonly sts: () => STSClient;
  /** Must not retry by itself. */
  readonly cloudFormation: () => CloudFormationClient;
}

/** The function for invitations, with everything it takes from outside. */
export function organizationsHandler(dependencies: OrganizationsDependencies): ReturnType<typeof customResourceHandler> {
  const ownStack = new OwnStack(stackCalls(dependencies.cloudFormation));
  const calls = organizationsCalls(dependencies.organizations());
  const accounts = new Accounts(calls);
  const roles = roleCalls(dependencies.sts, dependencies.organizations);
  return customResourceHandler({
    [ACCOUNT_INVITATION_RESOURCE_TYPE]: new InvitationResource(calls, accounts, ownStack),
    [ACCOUNT_MEMBERSHIP_RESOURCE_TYPE]: new MembershipResource({ calls, accounts, roles, ownStack }),
    [ALL_FEATURES_RESOURCE_TYPE]: new AllFeaturesResource(calls, ownStack),
  }, dependencies);
}

/** The function that waits, behind the CDK's provider framework. */
export function awaitingHandler(
  { organizations, cloudFormation, ...dependencies }: Omit<WaitingDependencies, 'calls' | 'accounts' | 'ownStack'> & Pick<OrganizationsDependencies, 'organizations' | 'cloudFormation'>,
): ReturnType<typeof waitingHandler> {
  const calls = organizationsCalls(organizations());
  return waitingHandler({ ...dependencies, calls, accounts: new Accounts(calls), ownStack: new OwnStack(stackCalls(cloudFormation)) });
}
