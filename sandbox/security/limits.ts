import { checkConstraints, Constraint } from '../protocol/constraints';
import { ServiceError } from '../protocol/service-error';

/** Quotas of IAM. Sizes are in characters that aren't blanks. */
export const IAM_LIMITS = {
  roleNameCharacters: 64,
  policyNameCharacters: 128,
  descriptionCharacters: 1000,
  pathCharacters: 512,
  /** Of all inline policies of a role together. */
  inlinePolicies: 10_240,
  managedPolicy: 6144,
  trustPolicy: 2048,
  managedPoliciesOfARole: 10,
};

/** The size of a policy, as IAM counts it. */
export function sizeOf(document: unknown): number {
  return (JSON.stringify(document) ?? '').replaceAll(/\s/g, '').length;
}

/** @throws ServiceError `ValidationError` */
export function checkMembers(constraints: readonly Constraint[]): void {
  checkConstraints(constraints, false);
}

/** @throws ServiceError `LimitExceeded` */
export function checkQuota(quota: string, used: number, most: number): void {
  if (used > most) throw limitExceeded(`Cannot exceed quota for ${quota}: ${most}`);
}

export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceeded', message, {}, 409);
}
