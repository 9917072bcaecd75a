import { NotEmulated, ServiceError } from '../../protocol/service-error';
import type { LifecycleRule } from '../../s3/lifecycle';

/** A rule as templates have it. */
interface RuleProperty {
  readonly Status?: string;
  readonly Prefix?: string;
  readonly ExpirationInDays?: unknown;
  readonly ExpirationDate?: string;
  readonly ExpiredObjectDeleteMarker?: unknown;
  readonly NoncurrentVersionExpirationInDays?: unknown;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays?: unknown; readonly NewerNoncurrentVersions?: unknown };
  readonly ObjectSizeGreaterThan?: unknown;
  readonly ObjectSizeLessThan?: unknown;
}

export interface LifecycleProperty {
  readonly Rules?: readonly RuleProperty[];
}

/** Members of a rule that are acted on, or that change nothing about which objects there are. */
const KNOWN = [
  'Status', 'Id', 'Prefix', 'ExpirationInDays', 'ExpirationDate', 'ExpiredObjectDeleteMarker', 'NoncurrentVersionExpirationInDays', 'NoncurrentVersionExpiration',
  'ObjectSizeGreaterThan', 'ObjectSizeLessThan', 'AbortIncompleteMultipartUpload',
];

/** Members that move objects to where they are read in the same way. */
const MOVING = ['Transition', 'Transitions', 'NoncurrentVersionTransition', 'NoncurrentVersionTransitions'];

/** Members of which a rule that does something has one. */
const ACTIONS = [...KNOWN.filter((name) => /Expir|Abort/.test(name)), ...MOVING];

/**
 * The rules of a bucket that are in force.
 *
 * @returns also what a person should know about those that are only recorded
 * @throws ServiceError `NotEmulated` for a member that the sandbox would have to ignore, or as S3 refuses a rule
 */
export function lifecycleOf({ Rules: rules = [] }: LifecycleProperty = {}): { readonly rules: readonly LifecycleRule[]; readonly remark?: string } {
  for (const rule of rules) checkMembers(rule);
  const moving = rules.flatMap((rule) => Object.keys(rule)).find((name) => MOVING.includes(name));
  return {
    rules: rules.filter(({ Status }) => Status === 'Enabled').map(ruleOf),
    ...(moving !== undefined && { remark: `LifecycleConfiguration.Rules.${moving} is only recorded by the cdk-org-guard sandbox: objects stay where they are` }),
  };
}

function checkMembers(rule: RuleProperty): void {
  const unknown = Object.keys(rule).find((name) => !KNOWN.includes(name) && !MOVING.includes(name));
  if (unknown !== undefined) throw new NotEmulated(`the member ${unknown} of a lifecycle rule`);
  if (Object.keys(rule).some((name) => ACTIONS.includes(name))) return;
  throw new ServiceError('InvalidRequest', 'At least one action needs to be specified in a rule');
}

function ruleOf(rule: RuleProperty): LifecycleRule {
  const { NoncurrentVersionExpiration: noncurrent = { NoncurrentDays: rule.NoncurrentVersionExpirationInDays } } = rule;
  return {
    prefix: rule.Prefix ?? '',
    ...numberAs('expirationDays', rule.ExpirationInDays),
    ...(rule.ExpirationDate !== undefined && { expirationDate: Date.parse(rule.ExpirationDate) }),
    ...numberAs('noncurrentDays', noncurrent.NoncurrentDays),
    ...numberAs('newerNoncurrentVersions', noncurrent.NewerNoncurrentVersions),
    ...numberAs('sizeGreaterThan', rule.ObjectSizeGreaterThan),
    ...numberAs('sizeLessThan', rule.ObjectSizeLessThan),
    ...(String(rule.ExpiredObjectDeleteMarker) === 'true' && { removesLoneMarkers: true }),
  };
}

/** Templates have numbers also as texts. */
function numberAs<Name extends string>(name: Name, value: unknown): Partial<Record<Name, number>> {
  return value === undefined ? {} : { [name]: Number(value) } as Record<Name, number>;
}
