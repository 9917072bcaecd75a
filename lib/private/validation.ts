import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Fails the synthesis: the construct path, the property with its value, what is allowed.
 */
export function refuse(scope: IConstruct, property: string, value: unknown, allowed: string): never {
  throw new Error(`${scope.node.path}: ${property} ${shown(value)} is not allowed: it must be ${allowed}`);
}

/** Passes tokens, whose value is only known at deployment. */
export function requireMatch(scope: IConstruct, property: string, value: string, pattern: RegExp, allowed: string): void {
  if (!Token.isUnresolved(value) && !pattern.test(value)) refuse(scope, property, value, allowed);
}

/** Counts characters as the service does: code points, not UTF-16 units. Passes tokens. */
export function requireLength(scope: IConstruct, property: string, value: string, maximum: number): void {
  if (Token.isUnresolved(value)) return;
  const length = [...value].length;
  if (length < 1 || length > maximum) refuse(scope, property, value, `1 to ${maximum} characters long, not ${length}`);
}

const LONGEST_SHOWN = 100;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
