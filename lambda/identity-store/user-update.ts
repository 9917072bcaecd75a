import type { AttributeOperation } from '@aws-sdk/client-identitystore';
import { CallResult, done } from '../guard/result';
import { isSameName } from '../guard/same-text';
import { failure } from '../guard/failure';
import { quoted } from '../guard/wording';
import { Difference, Element, operationOf } from './attributes';
import type { LiveEntity } from './declared-entity';
import type { Written } from './entity';

/** An update of a user under way. */
interface UserUpdate {
  readonly live: LiveEntity;
  /** The declared name. */
  readonly userName: string;
  /** Whether the user is being taken over. */
  readonly isAdoption: boolean;
  readonly send: (operations: readonly AttributeOperation[]) => Promise<CallResult<unknown>>;
}

/** Lists in which the service takes exactly one element. */
const SINGLE_LIST_PATHS = ['emails', 'phoneNumbers', 'addresses', 'roles'];

/**
 * Writes all differences in one call. Whether user names can be changed isn't documented. So after a refusal the name is written alone, which tells whether it
 * was the reason.
 */
export async function updateUser(update: UserUpdate, differences: readonly Difference[]): Promise<Written> {
  const { live, userName, isAdoption } = update;
  const written = await write(update, differences);
  const renaming = differences.filter(({ path }) => path === 'userName');
  if (!isInvalid(written) || renaming.length === 0) return written;

  const others = differences.filter(({ path }) => path !== 'userName');
  const renamed = others.length === 0 ? written : await write(update, renaming);
  if (!isInvalid(renamed)) return renamed.kind === 'DONE' ? write(update, others) : renamed;
  // An adopted user may keep another spelling of its name.
  if (isAdoption && isSameName(live.name, userName)) return write(update, others);
  const message = renamed.error?.message ? quoted(renamed.error.message) : 'without a message';
  return failure('USER_NAME_NOT_RENAMABLE', { entity: `user ${quoted(live.name)}`, id: live.id, name: quoted(userName), message }, renamed.error);
}

/** Writes the fields of documents in the documented spelling. If the service refuses that, the other spelling is tried. */
async function write({ send }: UserUpdate, differences: readonly Difference[]): Promise<CallResult<unknown>> {
  if (differences.length === 0) return done(undefined);
  const primary = differences.map(withPrimary);
  const written = await send(primary.map(operationOf));
  if (!isInvalid(written) || !differences.some(({ value }) => Array.isArray(value))) return written;
  const again = await send(primary.map(operationInPascalCase));
  return isInvalid(again) ? written : again;
}

/** The only element of a list is the primary one, unless somebody decided otherwise. */
function withPrimary({ path, value }: Difference): Difference {
  if (value === undefined || typeof value === 'string' || !SINGLE_LIST_PATHS.includes(path)) return { path, ...(value !== undefined && { value }) };
  return { path, value: value.map((element: Element) => ({ Primary: true, ...element })) };
}

function operationInPascalCase({ path, value }: Difference): AttributeOperation {
  return value === undefined ? { AttributePath: path } : { AttributePath: path, AttributeValue: value as AttributeOperation['AttributeValue'] };
}

function isInvalid(result: CallResult<unknown>): result is Extract<CallResult<unknown>, { kind: 'FAILED' }> {
  return result.kind === 'FAILED' && result.code === 'INVALID_REQUEST';
}
