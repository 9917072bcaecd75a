import type { ConflictPolicyName, StoreProperties } from '../../lib/contract/identity-store';
import type { ClockOffset } from '../guard/service-clock';
import { Unanswered, wasMadeBy } from '../guard/unanswered';
import { quoted } from '../guard/wording';
import { areExactly, Attributes, Comparison, Difference, Forms } from './attributes';

/** A user or group as it is declared. */
export interface DeclaredEntity {
  /** As messages name it. */
  readonly noun: 'user' | 'group';
  readonly store: StoreProperties;
  readonly conflictPolicy: ConflictPolicyName;
  readonly name: string;
  /** Whether the name is only known at deployment: another construct of the stack may have the same. */
  readonly isNamedAtDeployment: boolean;
  readonly attributes: Attributes;
  /** The attribute that names it, by its path in an update. */
  readonly namePath: 'userName' | 'displayName';
  readonly forms: Forms;
  /** The attribute that proves that an existing entity with the declared name is the declared one. */
  readonly provenBy: 'NAME' | 'EMAIL';
}

/** A user or group as it is in the store. */
export interface LiveEntity {
  readonly id: string;
  readonly name: string;
  readonly attributes: Attributes;
  /** Whether an external identity provider owns it. */
  readonly isManagedExternally: boolean;
  /** Milliseconds since 1970, if the service tells. */
  readonly createdAt: number | undefined;
  /** Who created it, if the service tells. What it says isn't documented. */
  readonly createdBy?: string | undefined;
  /** Of the clock by which it was created. */
  readonly clockOffset: ClockOffset;
  /** Of a user, if the service tells. */
  readonly status?: string | undefined;
}

/** What makes a live entity as declared. */
export interface Writes {
  readonly live: LiveEntity;
  readonly differences: readonly Difference[];
}

/** As messages name it, for example `group "admins"`. */
export function titleOf({ noun, name }: DeclaredEntity): string {
  return `${noun} ${quoted(name)}`;
}

/** What is to be compared; `before` is what was declared before, in an update. */
export function comparisonOf(declared: DeclaredEntity, live: LiveEntity, before?: DeclaredEntity): Comparison {
  const { attributes, forms } = declared;
  return { declared: attributes, live: live.attributes, ...(before && { before: before.attributes }), forms };
}

/**
 * Whether this very invocation created the existing entity, in an attempt whose answer was lost. Any other entity counts as adopted. At worst one is left
 * behind, but somebody else's is never deleted.
 */
export function isOwnLostCreate(declared: DeclaredEntity, live: LiveEntity, unanswered: readonly Unanswered[]): boolean {
  return wasMadeBy(unanswered, live.createdAt, live.clockOffset)
    && areExactly(declared.attributes, live.attributes)
    && !live.isManagedExternally;
}
