/**
 * Whose an entity is. Identities have no tags and no owner field, so the truth is kept in the one place CloudFormation
 * gives back at every event: the physical resource id.
 */
export type Ownership = 'created' | 'adopted';

/** What a physical resource id says. */
export interface Owned {
  readonly ownership: Ownership;
  /** The service's id of the entity. */
  readonly id: string;
}

/**
 * `created:<id>` or `adopted:<id>`. More parts may follow after a semicolon: those of a newer version are passed over, so
 * that a downgraded library still knows what it owns.
 */
const FORM = /^(created|adopted):([^;]+)(;.*)?$/s;

/**
 * Reads a physical resource id. One that this library didn't write is nobody's: CloudFormation invents an id when a Create
 * never answered, and a failed Create has one that names nothing.
 */
export function parsePhysicalResourceId(physicalResourceId: string): Owned | undefined {
  const [, ownership, id] = FORM.exec(physicalResourceId) ?? [];
  return ownership !== undefined && id !== undefined ? { ownership: ownership as Ownership, id } : undefined;
}

export function physicalResourceIdOf({ ownership, id }: Owned): string {
  return `${ownership}:${id}`;
}

/** The id that a Create answers with when it made nothing. */
export function nothingMade(requestId: string): string {
  return `failed:${requestId}`;
}
