import type { Caller } from './callers';
import type { PolicyDocument, Statement } from './policy';
import { Context, evaluate } from './policy-evaluation';

/** Whether the policy of a role trusts a service to assume it. */
export function trustsService(policy: PolicyDocument, roleArn: string, service: string, context: Context): boolean {
  return letsAssume(policy, ({ Principal }) => Principal?.Service?.includes(service) ?? false, roleArn, context);
}

/** Whether the policy of a role trusts a caller to assume it. */
export function trusts(policy: PolicyDocument, roleArn: string, caller: Caller, context: Context): boolean {
  return letsAssume(policy, ({ Principal }) => (Principal?.AWS ?? []).some((principal) => isCaller(principal, caller)), roleArn, context);
}

function letsAssume(policy: PolicyDocument, isAbout: (statement: Statement) => boolean, roleArn: string, context: Context): boolean {
  const statements = policy.Statement.filter(isAbout);
  return evaluate({ action: 'sts:AssumeRole', resources: [roleArn], context }, { identity: [{ ...policy, Statement: statements }] }).allowed;
}

/** An account stands for everybody in it, a role for its sessions. */
function isCaller(principal: string, { account, arn, roleArn }: Caller): boolean {
  return principal === '*' || principal === account || principal === arn || principal === roleArn
    || /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1] === account;
}
