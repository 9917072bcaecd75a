import type { ClockOffset } from '../guard/service-clock';
import { areExactly } from './attributes';
import type { DeclaredEntity, LiveEntity } from './declared-entity';

/** What is there where a Create that never answered would have made something. */
export interface PossibleOrphan {
  readonly id: string;
  /** Whether it is as declared, with all attributes and no other, and no identity provider's. */
  readonly isExact: boolean;
  /** Milliseconds since 1970, by the service's clock, if the service tells. */
  readonly createdAt: number | undefined;
  readonly createdBy: string | undefined;
  readonly clockOffset: ClockOffset;
}

/** The entity with the declared name, which a Create without an answer may have left behind. */
export function possibleOrphan(declared: DeclaredEntity, live: LiveEntity): PossibleOrphan {
  const { id, attributes, isManagedExternally, createdAt, createdBy, clockOffset } = live;
  return { id, isExact: areExactly(declared.attributes, attributes) && !isManagedExternally, createdAt, createdBy, clockOffset };
}
