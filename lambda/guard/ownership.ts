/**
 * Whose an entity is. Identities have no tags and no owner field, so the truth is kept in the one place CloudFormation
 * gives back at every event: the physical resource id. Only what is `created` is ever deleted. What was only looked up is
 * `found`; an account that was there is a `member`; all features were `enabled` or `requested`.
 */
export type Ownership = 'created' | 'adopted' | 'found' | 'member' | 'enabled' | 'requested';

/** What a physical resource id says. */
export interface Owned {
  readonly ownership: Ownership;
  /** The service's id of the entity. */
  readonly id: string;
  /** The whole physical resource id of what this one replaces, which a rollback asks for again. */
  readonly replaces?: string;
}

/**
 * The ownership, a colon and the id, for example `created:<id>`, and perhaps `;replaces=<physical resource id>`. Other parts may follow after a
 * semicolon: those of a newer version are passed over, so that a downgraded library still knows what it owns.
 */
const FORM = /^(?<ownership>created|adopted|found|member|enabled|requested):(?<id>[^;]+)(?:;replaces=(?<replaces>.+))?/s;

/** What CloudFormation takes as a physical resource id, in bytes. */
const MAXIMUM_BYTES = 1024;

/**
 * Reads a physical resource id. One that this library didn't write is nobody's: CloudFormation invents an id when a Create
 * never answered, and a failed Create has one that names nothing.
 */
export function parsePhysicalResourceId(physicalResourceId: string): Owned | undefined {
  const parts = FORM.exec(physicalResourceId)?.groups;
  if (!parts) return undefined;
  const { ownership, id, replaces } = parts as { readonly ownership: Ownership; readonly id: string; readonly replaces?: string };
  return { ownership, id, ...(replaces !== undefined && { replaces }) };
}

/** What this one replaces, and a rollback may ask for again. */
export function predecessorOf({ replaces }: Owned): Owned | undefined {
  return replaces === undefined ? undefined : parsePhysicalResourceId(replaces);
}

/** Forgets the oldest predecessors when they would make the id too long: after more than a dozen replacements. */
export function physicalResourceIdOf({ ownership, id, replaces }: Owned): string {
  const own = `${ownership}:${id}`;
  for (let remembered = replaces; remembered !== undefined; remembered = withoutOldest(remembered)) {
    const whole = `${own};replaces=${remembered}`;
    if (Buffer.byteLength(whole) <= MAXIMUM_BYTES) return whole;
  }
  return own;
}

/** Whether an update has replaced one entity with another, a new one or an earlier one. A rollback doesn't count. */
export function isReplacementOf({ replaces }: Owned, replaced: Owned): boolean {
  return replaces === physicalResourceIdOf(replaced);
}

function withoutOldest(replaces: string): string | undefined {
  const oldest = replaces.lastIndexOf(';replaces=');
  return oldest < 0 ? undefined : replaces.slice(0, oldest);
}

/** How the entity came under management, which later updates don't change. */
export function outcomeOf({ ownership }: Owned): 'CREATED' | 'ADOPTED' {
  return ownership === 'created' ? 'CREATED' : 'ADOPTED';
}

/** Whether an id is one that CloudFormation has invented because a Create never answered: all of this library's have a colon. */
export function isInvented(physicalResourceId: string): boolean {
  return physicalResourceId !== '' && !physicalResourceId.includes(':');
}

/** The id that a Create answers with when it made nothing. */
export function nothingMade(requestId: string): string {
  return `failed:${requestId}`;
}
