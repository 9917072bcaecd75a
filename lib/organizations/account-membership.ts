import { Arn, ArnFormat, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE, AccountInvitationAttributes, AccountMembershipProperties } from '../contract/organizations';
import { generationProperty } from '../custom-resource/generation';
import { guardedResource, GuardFunction } from '../custom-resource/guarded-resource';
import { tagProperties, targetProperties } from './invitation-properties';
import { OrganizationsFunction } from './organizations-function';
import { OrganizationsPermission } from './policies';
import { Acceptance, OnTimeout } from './acceptance';
import { AccountInvitationProps } from './account-invitation-props';
import { InvitationTarget } from './invitation-target';

const DEFAULT_TIMEOUT = Duration.minutes(30);

/** The time after the end of waiting in which the answer has to arrive. */
const TIME_TO_ANSWER = Duration.minutes(5);

/** One for each mode: CloudFormation never lets a resource change the function it is sent to. */
const CONSTRUCT_IDS = { NONE: 'Placement', ASSUME_ROLE: 'Acceptance', WAIT: 'Waiting' } as const;

/** The resource for what follows an invitation, if anything is declared. */
export function accountMembership(scope: Construct, props: AccountInvitationProps, invitation: CustomResource): CustomResource | undefined {
  const { acceptance = Acceptance.none(), organizationalUnitId, target, tags } = props;
  const mode = acceptance._mode;
  if (mode === 'NONE' && organizationalUnitId === undefined) return undefined;

  const attribute = (name: keyof AccountInvitationAttributes): string => invitation.getAttString(name);
  const properties: AccountMembershipProperties = {
    Target: targetProperties(target),
    HandshakeId: attribute('HandshakeId'),
    HandshakeArn: attribute('HandshakeArn'),
    ...(target._email !== undefined && { AccountId: attribute('AccountId') }),
    ...acceptanceProperties(scope, props),
    ...(organizationalUnitId !== undefined && { OrganizationalUnitId: organizationalUnitId }),
    ...tagProperties(tags),
    ...generationProperty(props.generation),
  };
  return guardedResource(scope, {
    id: CONSTRUCT_IDS[mode],
    function: functionFor(scope, props),
    resourceType: ACCOUNT_MEMBERSHIP_RESOURCE_TYPE,
    properties,
    ...(mode === 'WAIT' && { serviceTimeout: timeoutOf(acceptance).plus(TIME_TO_ANSWER) }),
  });
}

function acceptanceProperties(scope: Construct, { acceptance = Acceptance.none(), target }: AccountInvitationProps): Partial<AccountMembershipProperties> {
  switch (acceptance._mode) {
    case 'NONE':
      return {};
    case 'WAIT':
      return { TimeoutMinutes: String(timeoutOf(acceptance).toMinutes()), OnTimeout: acceptance._wait.onTimeout ?? OnTimeout.FAIL };
    case 'ASSUME_ROLE': {
      const { externalId } = acceptance._role;
      return { RoleArn: roleArnOf(scope, acceptance, target), ...(externalId !== undefined && { ExternalId: externalId }) };
    }
  }
}

/** The role in the invited account that accepts. */
function roleArnOf(scope: Construct, { _role: { roleArn, roleName } }: Acceptance, target: InvitationTarget): string {
  return roleArn ?? Arn.format({
    service: 'iam', region: '', account: target._accountId ?? '', resource: 'role', resourceName: roleName ?? '', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  }, Stack.of(scope));
}

function functionFor(scope: Construct, { acceptance = Acceptance.none(), organizationalUnitId, target, tags }: AccountInvitationProps): GuardFunction {
  const permissions: OrganizationsPermission[] = ['INVITE_ACCOUNTS'];
  if (target._email !== undefined) permissions.push('FIND_BY_EMAIL');
  if (organizationalUnitId !== undefined) permissions.push('PLACE');
  if (tags) permissions.push({ tagKeys: Object.keys(tags) });
  const organizations = OrganizationsFunction.of(scope);
  switch (acceptance._mode) {
    case 'NONE': return organizations.allowed(...permissions);
    case 'WAIT': return organizations.awaiting(...permissions);
    case 'ASSUME_ROLE': return organizations.assuming(roleArnOf(scope, acceptance, target), ...permissions);
  }
}

/** A Duration of this copy of the CDK, whichever made the given one. */
function timeoutOf({ _wait: { timeout } }: Acceptance): Duration {
  return timeout ? Duration.minutes(timeout.toMinutes()) : DEFAULT_TIMEOUT;
}
