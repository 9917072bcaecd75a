import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { warn } from './validation';

/** What makes something declared the same one as another: it can be in a store once. */
export interface DeclaredEntity {
  /** For messages, for example `group`. */
  readonly kind: string;
  readonly identityStoreId: string;
  readonly name: string;
  /** What to compare if not the name, ignoring case. */
  readonly key?: string;
  /** What happens to the second one when another stack declares it too. */
  readonly elsewhere: string;
}

/** Of what has attributes. */
export const ADOPTED_ELSEWHERE = 'adopts what the first one created, or fails under ConflictPolicy.FAIL; each deployment sets its own attributes';

const DECLARED = Symbol.for('cdk-org-guard.declared-entities');

/**
 * Remembers what is declared where: two resources for one entity would fight over it. Within a stack that is an error,
 * across the stacks of an app a warning, since the stacks may go to different organizations.
 *
 * Names are compared ignoring case, as the service may. A name or store that is a token can't be compared.
 */
export function declareEntity(scope: Construct, entity: DeclaredEntity): void {
  if (Token.isUnresolved(entity.identityStoreId) || Token.isUnresolved(entity.name)) return;
  const key = [entity.kind, entity.identityStoreId, entity.key ?? entity.name.toLowerCase()].join('\n');
  const known = declarations(scope).get(key) ?? [];
  const twin = known.find((other) => Stack.of(other) === Stack.of(scope));
  if (twin) {
    throw new Error(`${scope.node.path}: ${entity.kind} ${JSON.stringify(entity.name)} is already declared in this stack, `
      + `by ${twin.node.path}: declare it once and pass that construct on${entity.key === undefined ? ' (upper and lower case count as the same)' : ''}`);
  }
  const elsewhere = known[0];
  if (elsewhere) {
    warn(scope, 'declaredInAnotherStack',
      `${entity.kind} ${JSON.stringify(entity.name)} is also declared by ${elsewhere.node.path}: if both stacks are deployed to the same `
      + `organization, the second one ${entity.elsewhere}`);
  }
  declarations(scope).set(key, [...known, scope]);
}

function declarations(scope: Construct): Map<string, Construct[]> {
  const root = scope.node.root as { [DECLARED]?: Map<string, Construct[]> };
  root[DECLARED] ??= new Map();
  return root[DECLARED];
}
