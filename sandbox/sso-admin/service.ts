import type { Operation, Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';
import { TokenBuckets } from '../time/token-buckets';
import { assignmentOperations } from './assignment-operations';
import { instanceOperations } from './instance-operations';
import type { Instances } from './instances';
import { permissionSetOperations } from './permission-set-operations';

/** For all operations together. */
const RATE = { perSecond: 20, burst: 20 };

/** The reading half of the API of IAM Identity Center. What is read there, CloudFormation has made. */
export function ssoAdminService(instances: Instances, time: Time): Service {
  const buckets = new TokenBuckets(time);
  const operations = Object.entries({ ...instanceOperations(instances), ...permissionSetOperations(instances), ...assignmentOperations(instances) })
    .map(([name, operation]): [string, Operation] => [name, (input, caller) => {
      if (!buckets.take({ [caller.account]: RATE })) throw new ServiceError('ThrottlingException', 'Rate exceeded');
      return operation(input, caller);
    }]);
  return { name: 'sso', operations: Object.fromEntries(operations) };
}
