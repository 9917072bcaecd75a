import { ServiceError } from '../../protocol/service-error';
import { Random, uuid } from '../../randomness';
import { ProvisioningFailure } from '../resource-provider';

/** What the handler of a resource type makes of the exception of its service. */
const HANDLER_ERRORS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  BucketNotEmpty: 'GeneralServiceException',
  EntityAlreadyExists: 'AlreadyExists',
  LimitExceeded: 'ServiceLimitExceeded',
  NoSuchBucket: 'NotFound',
  NoSuchEntity: 'NotFound',
  ResourceNotFoundException: 'NotFound',
};

/** Says why a service refused what the handler of a resource type asked for, as CloudFormation does. What isn't emulated is said as it is. */
export function handlerFailure(refusal: ServiceError, service: string, random: Random): ProvisioningFailure {
  const { code, message, httpStatus } = refusal;
  if (code === 'NotEmulated') return new ProvisioningFailure(message);
  return new ProvisioningFailure(`Resource handler returned message: "${message} (Service: ${service}, Status Code: ${httpStatus}, Request ID: ${uuid(random)}) `
    + `(SDK Attempt Count: 1)" (RequestToken: ${uuid(random)}, HandlerErrorCode: ${HANDLER_ERRORS[code] ?? 'InvalidRequest'})`);
}
