import { Stack, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { roughForm, visibleForm } from '../properties/look-alikes';
import { refuse, shown, warn } from '../properties/validation';
import { declaredTogether, Likeness } from './declared-together';

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

/** What a construct declares, by itself or with others. */
export interface Declaration {
  readonly scope: IConstruct;
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
  const before = (likeness: Likeness, key: string): readonly Declaration[] => {
    const others = declarationsOf(scope, entity, likeness, key);
    remember(declaration, [likeness, entity.kind, entity.identityStoreId, key]);
    return others;
  };
  const same = before('SAME', entity.key ?? entity.name.toLowerCase());
  refuseOrWarnOfTwins(scope, entity, same);
  if (entity.key !== undefined) return;
  const isSame = (each: Declaration): boolean => same.some((twin) => twin.scope === each.scope && twin.name === each.name);
  const others = (declared: readonly Declaration[]): Declaration[] => declared.filter((each) => !isSame(each));
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

export function inStackOf(scope: Construct, declared: readonly Declaration[]): Declaration | undefined {
  return declared.find((other) => Stack.of(other.scope) === Stack.of(scope));
}

/** What is declared so far of a kind in a store, under a key. */
export function declarationsOf(
  scope: IConstruct, { kind, identityStoreId }: Pick<DeclaredEntity, 'kind' | 'identityStoreId'>, likeness: Likeness, key: string,
): readonly Declaration[] {
  const alone = declarationsIn(scope).get([likeness, kind, identityStoreId, key].join('\n')) ?? [];
  const together = declaredTogether(scope, kind, identityStoreId).flatMap((each) => {
    const name = each.nameOf(likeness, key);
    return name === undefined ? [] : [{ scope: each.scope, name }];
  });
  return together.length === 0 ? alone : [...alone, ...together];
}

function remember(declaration: Declaration, key: readonly string[]): void {
  const declared = declarationsIn(declaration.scope);
  declared.set(key.join('\n'), [...declared.get(key.join('\n')) ?? [], declaration]);
}

function declarationsIn(scope: IConstruct): Map<string, Declaration[]> {
  const root = scope.node.root as { [DECLARED]?: Map<string, Declaration[]> };
  root[DECLARED] ??= new Map();
  return root[DECLARED];
}
