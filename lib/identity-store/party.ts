import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const NAMES = Symbol.for('cdk-org-guard.names');

/** Remembers the name of a user or group whose id only the deployment gives. */
export function rememberName(scope: Construct, id: string, name: string): void {
  namesIn(scope).set(id, name);
}

/**
 * Tells which user or group of a store an id belongs to: the same for two constructs that are certainly the same one, also in
 * two stacks. That is the name by which it is declared or looked up, or the id itself, or else where its token comes from.
 */
export function partyOf(scope: Construct, id: string): string {
  if (!Token.isUnresolved(id)) return `id ${id.toLowerCase()}`;
  const name = namesIn(scope).get(id);
  if (name === undefined) return `token ${originOf(id)}`;
  return Token.isUnresolved(name) ? `name ${originOf(name)}` : partyNamed(name);
}

/** The same for a name that is known. */
export function partyNamed(name: string): string {
  return `name ${name.toLowerCase()}`;
}

/** Tells which membership of a store one is. */
export function membershipKey(member: string, group: string): string {
  return `${member} in ${group}`;
}

/** Where tokens come from: a reference belongs to a construct, in whatever stack it is used. */
export function originOf(text: string): string {
  const origin = Tokenization.reverseString(text).mapTokens({
    mapToken: (token) => (Reference.isReference(token) ? `<${token.displayName} of ${token.target.node.path}>` : token),
  });
  return origin.join({ join: (left: unknown, right: unknown) => `${left as string}${right as string}` }) as string;
}

function namesIn(scope: Construct): Map<string, string> {
  const root = scope.node.root as { [NAMES]?: Map<string, string> };
  root[NAMES] ??= new Map();
  return root[NAMES];
}
