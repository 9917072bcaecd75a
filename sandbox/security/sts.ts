import type { AssumeRoleRequest } from '@aws-sdk/client-sts';
import type { Operation, Service } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';
import { AccountRoles, partsOf } from './account-roles';
import type { Caller, Callers } from './callers';
import { parsePolicy, PolicyDocument } from './policy';
import type { Context } from './policy-evaluation';
import { trusts } from './trust';

export interface StsSurroundings {
  readonly callers: Callers;
  readonly roles: AccountRoles;
  readonly time: Time;
  /** What conditions can ask about a caller. */
  readonly contextOf: (caller: Caller) => Context;
}

const KNOWN_MEMBERS = ['RoleArn', 'RoleSessionName', 'ExternalId', 'Policy', 'DurationSeconds'];
const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/.+$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const LONGEST_POLICY = 2048;
const DURATION = { least: 900, most: 43_200, usual: 3600, mostFromRole: 3600 };

/** Those that `cdk bootstrap` makes exist in every account and trust everybody, unless something is said about them. */
const BOOTSTRAP_ROLE = /^cdk-[a-z0-9]+-(deploy|file-publishing|image-publishing|lookup|cfn-exec)-role-/;

/** As much of STS as the `cdk` command and functions that assume roles need. */
export function sts({ callers, roles, time, contextOf }: StsSurroundings): Service {
  const assumeRole: Operation = (input: AssumeRoleRequest, caller) => {
    const { RoleArn: roleArn = '', RoleSessionName: sessionName = '' } = checkInput(input);
    const seconds = durationOf(input, caller);
    const session = input.Policy === undefined ? undefined : sessionPolicy(input.Policy);
    const trustPolicy = roles.trustPolicy(roleArn);
    const { account, name } = partsOf(roleArn);
    const context = { ...contextOf(caller), 'sts:RoleSessionName': sessionName, ...(input.ExternalId !== undefined && { 'sts:ExternalId': input.ExternalId }) };
    const isTrusted = trustPolicy ? trusts(trustPolicy, roleArn, caller, context) : BOOTSTRAP_ROLE.test(name);
    if (!isTrusted) {
      throw new ServiceError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`, {}, 403);
    }
    const arn = `${roleArn.split(':').slice(0, 2).join(':')}:sts::${account}:assumed-role/${name}/${sessionName}`;
    return {
      Credentials: {
        AccessKeyId: callers.issue({ account, arn, ...(trustPolicy && { roleArn }), ...(session && { sessionPolicies: [session] }) }),
        SecretAccessKey: 'sandbox',
        SessionToken: 'sandbox',
        Expiration: new Date(time.now() + seconds * 1000),
      },
      AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROASANDBOX:${sessionName}` },
    };
  };
  return {
    name: 'sts',
    operations: {
      GetCallerIdentity: (_input, caller) => ({ Arn: caller.arn, UserId: 'AIDASANDBOX', Account: caller.account }),
      AssumeRole: assumeRole,
    },
  };
}

/** Members of the Query protocol are texts. */
function checkInput(input: AssumeRoleRequest): AssumeRoleRequest {
  const unknown = Object.keys(input).find((member) => !KNOWN_MEMBERS.includes(member));
  if (unknown !== undefined) throw new NotEmulated(`the member ${unknown} of sts:AssumeRole`);
  if (!ROLE_ARN.test(input.RoleArn ?? '')) throw invalid(`${input.RoleArn} is invalid`);
  check('roleSessionName', input.RoleSessionName, SESSION_NAME);
  if (input.ExternalId !== undefined) check('externalId', input.ExternalId, EXTERNAL_ID);
  return input;
}

function durationOf({ DurationSeconds: asked = DURATION.usual }: AssumeRoleRequest, { roleArn }: Caller): number {
  const seconds = Number(asked);
  if (!(seconds >= DURATION.least)) throw invalid(`1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${DURATION.least}`);
  if (seconds > DURATION.most) throw invalid(`1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to ${DURATION.most}`);
  if (roleArn !== undefined && seconds > DURATION.mostFromRole) {
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  }
  return seconds;
}

function sessionPolicy(text: string): PolicyDocument {
  if (text.length > LONGEST_POLICY) {
    throw invalid(`1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_POLICY}`);
  }
  try {
    return parsePolicy(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new ServiceError('MalformedPolicyDocument', 'This policy contains invalid Json');
    throw thrown;
  }
}

function check(member: string, value: unknown, form: RegExp): void {
  if (typeof value === 'string' && form.test(value)) return;
  throw invalid(`1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${form.source}`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
