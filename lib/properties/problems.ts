import { Token } from 'aws-cdk-lib';
import { ENTITY_NAME, RESERVED_NAMES, TEXT } from '../contract/text-forms';

/** Why a value isn't allowed. */
export interface Problem {
  readonly property: string;
  readonly value: unknown;
  /** What it must be. */
  readonly allowed: string;
}

/** Passes tokens, whose value is only known at deployment, and what is left out. */
export function matchProblem(property: string, value: string | undefined, form: RegExp, allowed: string): Problem | undefined {
  return value === undefined || Token.isUnresolved(value) || form.test(value) ? undefined : { property, value, allowed };
}

/** Counts characters as the service does: code points, not UTF-16 units. Tokens and omitted values pass. */
function lengthProblem(property: string, value: string | undefined, maximum: number): Problem | undefined {
  if (value === undefined || Token.isUnresolved(value)) return undefined;
  const length = [...value].length;
  return length < 1 || length > maximum ? { property, value, allowed: `1 to ${maximum} characters long, not ${length}` } : undefined;
}

/** What the service doesn't take as the value of most attributes. */
export function textProblem(property: string, value: string | undefined): Problem | undefined {
  return lengthProblem(property, value, TEXT.maximum) ?? matchProblem(property, value, TEXT.form, TEXT.allowed);
}

/** What the service doesn't take as the name of a user or group. */
export function nameProblem(kind: 'user' | 'group', property: string, name: string): Problem | undefined {
  const { form, allowed, maximum } = ENTITY_NAME[kind];
  const problem = lengthProblem(property, name, maximum) ?? matchProblem(property, name, form, allowed);
  if (problem || !RESERVED_NAMES.includes(name.toLowerCase())) return problem;
  return { property, value: name, allowed: 'another name than Administrator and AWSAdministrators, which IAM Identity Center reserves' };
}
