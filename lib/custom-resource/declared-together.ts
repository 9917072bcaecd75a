import { IConstruct } from 'constructs';

/** How names are compared: as the same name, as one that nobody can tell from the other, or as one that is hard to tell from it. */
export type Likeness = 'SAME' | 'VISIBLE' | 'ROUGH';

/** Entities of one kind that a single construct declares, such as all the users in a file. */
export interface DeclaredTogether {
  readonly scope: IConstruct;
  /** As in `DeclaredEntity`. */
  readonly kind: string;
  readonly identityStoreId: string;
  /** The declared name with this key, if there is one. */
  nameOf(likeness: Likeness, key: string): string | undefined;
}

const TOGETHER = Symbol.for('cdk-org-guard.declaredTogether');

/** Everything of a kind in a store that is declared together with others, so far. */
export function declaredTogether(scope: IConstruct, kind: string, identityStoreId: string): readonly DeclaredTogether[] {
  return allIn(scope).filter((each) => each.kind === kind && each.identityStoreId === identityStoreId);
}

/** Remembers entities. Their names stay where they are: there may be a million of them. */
export function declareTogether(together: DeclaredTogether): void {
  allIn(together.scope).push(together);
}

function allIn(scope: IConstruct): DeclaredTogether[] {
  const root = scope.node.root as { [TOGETHER]?: DeclaredTogether[] };
  root[TOGETHER] ??= [];
  return root[TOGETHER];
}
