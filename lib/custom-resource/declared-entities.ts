import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { roughForm, visibleForm } from '../properties/look-alikes';
import { refuse, shown, warn } from '../properties/validation';

/** The criteria by which two declarations are the same entity, which can be in a store once. */
export interface DeclaredEntity {
  /** For messages, for example `group`. */
  readonly kind: string;
  readonly identityStoreId: string;
  readonly name: string;
  /** The value to compare instead of the name, ignoring case. Names that only look alike don't matter then. */
  readonly key?: string;
  /** The remedy for a duplicate, if it is another one than to leave the second declaration out. */
  readonly instead?: string;
  /** What happens to the second one when another stack declares it too. */
  readonly elsewhere: string;
}

/** Of what has attributes. */
export const ADOPTED_ELSEWHERE = 'adopts what the first one created, or fails under ConflictPolicy.FAIL; each deployment sets its own attributes';

interface Declaration {
  readonly scope: Construct;
  readonly name: string;
}

const DECLARED = Symbol.for('cdk-org-guard.declarations');

/**
 * Remembers what is declared where: two resources for one entity would fight over it. Within a stack that is an error,
 * across the stacks of an app a warning, since the stacks may go to different organizations.
 *
 * Names are compared ignoring case, as the service may. A name or store that is a token can't be compared.
 */
export function declareEntity(scope: Construct, entity: DeclaredEntity): void {
  if (Token.isUnresolved(entity.identityStoreId) || Token.isUnresolved(entity.name)) return;
  const declaration = { scope, name: entity.name };
  const before = (form: string, key: string): readonly Declaration[] => declaredBefore(declaration, [form, entity.kind, entity.identityStoreId, key]);
  const same = before('SAME', entity.key ?? entity.name.toLowerCase());
  refuseOrWarnOfTwins(scope, entity, same);
  if (entity.key !== undefined) return;
  const others = (declared: readonly Declaration[]): Declaration[] => declared.filter((each) => !same.includes(each));
  refuseIndistinguishable(scope, entity, others(before('VISIBLE', visibleForm(entity.name))));
  warnOfLookAlike(scope, entity, others(before('ROUGH', roughForm(entity.name))));
}

function refuseOrWarnOfTwins(scope: Construct, entity: DeclaredEntity, same: readonly Declaration[]): void {
  const twin = inStackOf(scope, same);
  if (twin) {
    const instead = entity.instead === undefined ? '' : `${entity.instead}, or `;
    throw new Error(`${scope.node.path}: ${entity.kind} ${JSON.stringify(entity.name)} is already declared in this stack, `
      + `by ${twin.scope.node.path}: ${instead}declare it once and pass that construct on${entity.key === undefined ? ' (upper and lower case count as the same)' : ''}`);
  }
  const [elsewhere] = same;
  if (!elsewhere) return;
  warn(scope, 'declaredInAnotherStack',
    `${entity.kind} ${JSON.stringify(entity.name)} is also declared by ${elsewhere.scope.node.path}: if both stacks are deployed to the same `
    + `organization, the second one ${entity.elsewhere}`);
}

/** Whether the service takes them for the same isn't documented; people do. */
function refuseIndistinguishable(scope: Construct, { kind, name }: DeclaredEntity, declared: readonly Declaration[]): void {
  const other = inStackOf(scope, declared);
  if (!other) return;
  refuse(scope, kind, name, `told from ${nameIn(other)} by more than blanks, invisible characters, upper and lower case, or the composition of letters`);
}

function warnOfLookAlike(scope: Construct, { kind, name }: DeclaredEntity, [other]: readonly Declaration[]): void {
  if (other) warn(scope, 'looksLikeAnother', `${kind} ${shown(name)} looks like ${nameIn(other)}, and may be another one for IAM Identity Center`);
}

function nameIn({ scope, name }: Declaration): string {
  return `${shown(name)} of ${scope.node.path}`;
}

function inStackOf(scope: Construct, declared: readonly Declaration[]): Declaration | undefined {
  return declared.find((other) => Stack.of(other.scope) === Stack.of(scope));
}

/** The declarations under a key so far. The new declaration is added to them. */
function declaredBefore(declaration: Declaration, key: readonly string[]): readonly Declaration[] {
  const root = declaration.scope.node.root as { [DECLARED]?: Map<string, Declaration[]> };
  root[DECLARED] ??= new Map();
  const before = root[DECLARED].get(key.join('\n')) ?? [];
  root[DECLARED].set(key.join('\n'), [...before, declaration]);
  return before;
}
