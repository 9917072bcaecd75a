import { ServiceError } from '../protocol/service-error';
import { partsOf } from './account-roles';
import type { Authorizer } from './authorizer';

/** A service that works in the name of a role. */
export interface RoleTaker {
  /** As trust policies name it. */
  readonly principal: string;
  /** What the service says of a role that isn't there, or doesn't trust it. */
  readonly refusal: ServiceError;
}

export const LAMBDA: RoleTaker = {
  principal: 'lambda.amazonaws.com',
  refusal: new ServiceError('InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.'),
};

export const STEP_FUNCTIONS: RoleTaker = {
  principal: 'states.amazonaws.com',
  refusal: new ServiceError('AccessDeniedException',
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.'),
};

export const SCHEDULER: RoleTaker = {
  principal: 'scheduler.amazonaws.com',
  refusal: new ServiceError('ValidationException', 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.'),
};

/**
 * Looks, as services do before they take a role for something of an account, whether they may.
 *
 * @throws ServiceError
 */
export function checkPassedRole(roleArn: string, account: string, { principal, refusal }: RoleTaker, authorizer: Authorizer): void {
  if (partsOf(roleArn).account !== account) throw new ServiceError('AccessDeniedException', 'Cross-account pass role is not allowed.', {}, 403);
  if (!authorizer.mayAssume(principal, roleArn)) throw refusal;
}
