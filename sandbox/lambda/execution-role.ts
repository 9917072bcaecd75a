import { ServiceError } from '../protocol/service-error';

/** What of a function's configuration its execution role needs permissions for. */
export interface RoleNeeds {
  readonly subnets: readonly string[];
  readonly isTraced: boolean;
  /** The ARN of a queue or a topic. */
  readonly deadLetterTarget?: string;
}

interface NeededPermission {
  readonly action: string;
  readonly resource: string;
  /** As Lambda names it. */
  readonly name: string;
}

const IN_A_VPC = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface'];

/**
 * Looks, as Lambda does before it makes or changes a function, whether the role lets it do what the configuration asks for. Permissions on certain network
 * interfaces don't count: there are none yet.
 *
 * @throws ServiceError `InvalidParameterValueException`
 */
export function checkExecutionRole(needs: RoleNeeds, isAllowed: (action: string, resource: string) => boolean): void {
  const missing = neededPermissions(needs).find(({ action, resource }) => !isAllowed(action, resource));
  if (missing) throw new ServiceError('InvalidParameterValueException', `The provided execution role does not have permissions to call ${missing.name}`);
}

function neededPermissions({ subnets, isTraced, deadLetterTarget }: RoleNeeds): NeededPermission[] {
  return [
    ...(subnets.length > 0 ? IN_A_VPC.map((operation) => ({ action: `ec2:${operation}`, resource: '*', name: `${operation} on EC2` })) : []),
    ...(isTraced ? [{ action: 'xray:PutTraceSegments', resource: '*', name: 'PutTraceSegments on XRAY' }] : []),
    ...(deadLetterTarget === undefined ? [] : [deadLetterPermission(deadLetterTarget)]),
  ];
}

function deadLetterPermission(resource: string): NeededPermission {
  return resource.split(':')[2] === 'sns'
    ? { action: 'sns:Publish', resource, name: 'Publish on SNS' }
    : { action: 'sqs:SendMessage', resource, name: 'SendMessage on SQS' };
}
