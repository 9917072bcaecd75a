import { IConstruct } from 'constructs';

/** Who declares members of a group, and who says that it has no others. */
interface Declared {
  readonly members: IConstruct[];
  readonly exclusive: IConstruct[];
}

const DECLARED = Symbol.for('cdk-org-guard.groupMembers');

/**
 * Remembers that a construct declares members of a group.
 *
 * @param group as `partyOf` tells it
 * @returns those that say that the group has only the members that they declare
 */
export function declareMembers(scope: IConstruct, identityStoreId: string, group: string): readonly IConstruct[] {
  const declared = declaredOf(scope, identityStoreId, group);
  declared.members.push(scope);
  return declared.exclusive.filter((each) => each !== scope);
}

/**
 * Remembers that a group has only the members that a construct declares.
 *
 * @returns the others that declare members of it
 */
export function declareExclusive(scope: IConstruct, identityStoreId: string, group: string): readonly IConstruct[] {
  const declared = declaredOf(scope, identityStoreId, group);
  declared.exclusive.push(scope);
  return [...declared.members, ...declared.exclusive].filter((each) => each !== scope);
}

function declaredOf(scope: IConstruct, identityStoreId: string, group: string): Declared {
  const root = scope.node.root as { [DECLARED]?: Map<string, Declared> };
  root[DECLARED] ??= new Map();
  const key = `${identityStoreId}\n${group}`;
  const declared = root[DECLARED].get(key) ?? { members: [], exclusive: [] };
  root[DECLARED].set(key, declared);
  return declared;
}
