import { Stack, Token } from 'aws-cdk-lib';
import { rootStackOf } from '../construct/root-stack';
import { refuse, shown, warn } from '../properties/validation';

interface NamedRole {
  readonly stack: Stack;
  readonly name: string;
}

const ROLES = Symbol.for('cdk-org-guard.namedRoles');

/**
 * Remembers the name of each stack's role. IAM takes a name once in an account, upper and lower case aside. A name that is set for an app is set for each of
 * its stacks. Stacks whose account isn't known may be in the same one.
 */
export function declareRoleName(stack: Stack, property: string, name: string): void {
  const root = stack.node.root as { [ROLES]?: NamedRole[] };
  root[ROLES] ??= [];
  const alike = root[ROLES].filter((other) => other.name.toLowerCase() === name.toLowerCase()).map((other) => other.stack);
  root[ROLES].push({ stack, name });
  const twin = alike.find((other) => isSameAccount(other, stack));
  if (twin) {
    refuse(stack, property, name, `another name than in ${twin.node.path}: both stacks are in the same account, in which the name of a role is unique`);
  }
  const other = alike.find(({ account }) => Token.isUnresolved(account) || Token.isUnresolved(stack.account));
  if (!other) return;
  warn(stack, 'roleNameInAnotherStack', `${property} ${shown(name)} is also that of ${other.node.path}: if both stacks are deployed to the same account, `
  + 'the second one fails, since the name of a role is unique there');
}

/** A nested stack is where the one around it is. */
function isSameAccount(one: Stack, other: Stack): boolean {
  if ((rootStackOf(one) ?? one) === (rootStackOf(other) ?? other)) return true;
  return one.account === other.account && !Token.isUnresolved(one.account);
}
