import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { parseResourcePolicy, PolicyDocument, Statement } from '../security/policy';
import { AuthorizationRequest, evaluate } from '../security/policy-evaluation';
import type { Bucket } from './bucket';
import { S3_LIMITS } from './limits';

/** What the policy of a bucket says about a request. */
export type PolicyVerdict = 'ALLOWED' | 'DENIED' | 'SILENT';

/**
 * Reads the policy of a bucket.
 *
 * @throws ServiceError `MalformedPolicy`, or `NotEmulated` for what AWS may know and the evaluation doesn't
 */
export function parseBucketPolicy(document: unknown, bucketArn: string): PolicyDocument {
  if (JSON.stringify(document).length > S3_LIMITS.policyBytes) throw malformed(`Policies must be no larger than ${S3_LIMITS.policyBytes} bytes.`);
  const policy = parsed(document);
  const isOfBucket = (resource: string): boolean => resource === bucketArn || resource.startsWith(`${bucketArn}/`) || resource.includes('*');
  if (policy.Statement.some(({ Resource: resources = [] }) => !resources.every(isOfBucket))) throw malformed('Policy has invalid resource');
  return policy;
}

/** Asks the policy of a bucket. In its own account it alone can allow something to a role, but not by naming the account. */
export function verdictOf({ policy, account }: Pick<Bucket, 'policy' | 'account'>, request: AuthorizationRequest, caller: Caller): PolicyVerdict {
  if (!policy) return 'SILENT';
  const statements = policy.Statement.filter((statement) => isAbout(statement, caller, account));
  const decision = evaluate(request, { identity: [{ ...policy, Statement: statements }] });
  if (decision.allowed) return 'ALLOWED';
  return decision.reason === 'EXPLICIT_DENY' ? 'DENIED' : 'SILENT';
}

function isAbout({ Effect: effect, Principal: principals }: Statement, { account, arn, roleArn }: Caller, owner: string): boolean {
  return (principals?.AWS ?? []).some((principal) => {
    if (principal === '*' || principal === arn || principal === roleArn) return true;
    const named = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
    return named === account && (effect === 'Deny' || account !== owner);
  });
}

function parsed(document: unknown): PolicyDocument {
  try {
    return parseResourcePolicy(document);
  } catch (thrown) {
    if (!(thrown instanceof ServiceError) || thrown.code !== 'MalformedPolicyDocument') throw thrown;
    throw malformed(thrown.message);
  }
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicy', message);
}
