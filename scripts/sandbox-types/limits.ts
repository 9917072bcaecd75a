import { REQUEST_LIMITS } from '../../sandbox/cloudformation/request-limits';
import { MAXIMUM_RESOURCES } from '../../sandbox/cloudformation/template';
import { TEMPLATE_LIMITS } from '../../sandbox/cloudformation/template-limits';
import { FUNCTION_LIMITS } from '../../sandbox/lambda/limits';
import { IAM_LIMITS } from '../../sandbox/security/limits';
import { PARAMETER_LIMITS } from '../../sandbox/ssm/limits';

/** A limit, and the end of the name of the test in `limits.test.ts` that meets it. */
export interface Limit {
  readonly of: string;
  readonly most: number;
  readonly test: string;
}

export const LIMITS: readonly Limit[] = [
  { of: 'parameters of a template', most: TEMPLATE_LIMITS.parameters, test: 'more than 200 parameters' },
  { of: 'mappings of a template', most: TEMPLATE_LIMITS.mappings, test: 'more than 200 mappings' },
  { of: 'outputs of a template', most: TEMPLATE_LIMITS.outputs, test: 'more than 200 outputs' },
  { of: 'resources of a template', most: MAXIMUM_RESOURCES, test: 'more than 500 resources' },
  { of: 'bytes of a template in a request', most: TEMPLATE_LIMITS.bodyBytes, test: 'more than 51,200 bytes in the request' },
  { of: 'bytes of a template in a bucket', most: TEMPLATE_LIMITS.bytes, test: 'more than 1,000,000 bytes in a bucket' },
  { of: 'characters of a template\'s description', most: TEMPLATE_LIMITS.descriptionCharacters, test: 'a description of more than 1,024 characters' },
  { of: 'characters of an output\'s description', most: TEMPLATE_LIMITS.descriptionCharacters, test: 'an output with a description of more than 1,024 characters' },
  { of: 'characters of a parameter\'s default', most: TEMPLATE_LIMITS.parameterValueCharacters, test: 'a parameter whose default has more than 4,096 characters' },
  { of: 'characters of a given parameter', most: TEMPLATE_LIMITS.parameterValueCharacters, test: 'a parameter that is given more than 4,096 characters' },
  { of: 'characters of the name of an export', most: TEMPLATE_LIMITS.exportNameCharacters, test: 'an export whose name has more than 256 characters' },
  { of: 'characters of the name of a stack', most: REQUEST_LIMITS.stackNameCharacters, test: 'a stack name of more than 128 characters' },
  { of: 'characters of the name of a change set', most: REQUEST_LIMITS.changeSetNameCharacters, test: 'a name of a change set with more than 128 characters' },
  { of: 'topics that are notified of a stack', most: REQUEST_LIMITS.notificationArns, test: 'more than 5 topics to notify' },
  { of: 'tags of a stack', most: REQUEST_LIMITS.tags, test: 'more than 50 tags' },
  { of: 'characters of the key of a tag', most: REQUEST_LIMITS.tagKeyCharacters, test: 'a tag whose key has more than 128 characters' },
  { of: 'characters of the value of a tag', most: REQUEST_LIMITS.tagValueCharacters, test: 'a tag whose value has more than 256 characters' },
  { of: 'characters of a role\'s inline policies', most: IAM_LIMITS.inlinePolicies, test: 'inline policies of more than 10,240 characters together' },
  { of: 'characters of a trust policy', most: IAM_LIMITS.trustPolicy, test: 'a trust policy of more than 2,048 characters' },
  { of: 'characters of a managed policy', most: IAM_LIMITS.managedPolicy, test: 'a managed policy of more than 6,144 characters' },
  { of: 'managed policies of a role', most: IAM_LIMITS.managedPoliciesOfARole, test: 'more than 10 managed policies' },
  { of: 'characters of the name of a role', most: IAM_LIMITS.roleNameCharacters, test: 'a name of a role with more than 64 characters' },
  { of: 'characters of the path of a role', most: IAM_LIMITS.pathCharacters, test: 'a path of a role with more than 512 characters' },
  { of: 'characters of the description of a role', most: IAM_LIMITS.descriptionCharacters, test: 'a description of a role with more than 1,000 characters' },
  { of: 'characters of the name of a policy', most: IAM_LIMITS.policyNameCharacters, test: 'a name of an inline policy with more than 128 characters' },
  { of: 'characters of the name of a function', most: FUNCTION_LIMITS.nameCharacters, test: 'a name of a function with more than 64 characters' },
  { of: 'seconds of a function\'s timeout', most: FUNCTION_LIMITS.timeoutSeconds, test: 'a timeout of more than 900 seconds' },
  { of: 'megabytes of a function\'s memory', most: FUNCTION_LIMITS.memoryMegabytes, test: 'more than 10,240 megabytes of memory' },
  { of: 'bytes of a function\'s environment', most: FUNCTION_LIMITS.environmentBytes, test: 'more than 4 KB of environment' },
  { of: 'characters of a standard parameter', most: PARAMETER_LIMITS.standard, test: 'a value of a standard parameter with more than 4,096 characters' },
  { of: 'characters of an advanced parameter', most: PARAMETER_LIMITS.advanced, test: 'a value of an advanced parameter with more than 8,192 characters' },
];
