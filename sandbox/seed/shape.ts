/** A seed that can't be planted: where, and why. */
export class SeedError extends Error {}

/** The place of the seed itself. */
export const WHOLE_SEED = 'the seed';

/** What a value of a seed has to be. */
export type Shape =
  | { readonly kind: 'TEXT'; readonly form?: RegExp; readonly words: string }
  | { readonly kind: 'NUMBER'; readonly least?: number; readonly most?: number; readonly isWhole?: true }
  | { readonly kind: 'BOOLEAN' }
  | { readonly kind: 'ANYTHING' }
  | { readonly kind: 'ANY_OBJECT' }
  | { readonly kind: 'LIST'; readonly of: Shape; readonly most?: number }
  /** An object with members of any name, or of any that has the form. */
  | { readonly kind: 'RECORD'; readonly of: Shape; readonly names?: Extract<Shape, { kind: 'TEXT' }> }
  | { readonly kind: 'MEMBERS'; readonly of: Readonly<Record<string, Shape>>; readonly required: readonly string[] }
  /** The one for texts, lists or objects, whichever the value is. */
  | { readonly kind: 'EITHER'; readonly of: readonly Shape[] };

export const TEXT = { kind: 'TEXT', words: 'a text' } as const;
export const NOT_NEGATIVE: Shape = { kind: 'NUMBER', least: 0 };
export const numberFrom = (least: number, most: number): Shape => ({ kind: 'NUMBER', least, most });
export const wholeNumberFrom = (least: number): Shape => ({ kind: 'NUMBER', least, isWhole: true });
export const BOOLEAN: Shape = { kind: 'BOOLEAN' };
export const ANYTHING: Shape = { kind: 'ANYTHING' };
export const ANY_OBJECT: Shape = { kind: 'ANY_OBJECT' };
export const matching = (form: RegExp, words: string): Extract<Shape, { kind: 'TEXT' }> => ({ kind: 'TEXT', form, words });
export const ACCOUNT_ID = matching(/^\d{12}$/, 'an account id of 12 digits');
export const oneOf = (...texts: readonly string[]): Shape => ({ kind: 'TEXT', form: new RegExp(`^(${texts.join('|')})$`), words: `one of ${texts.join(', ')}` });
export const textOf = (least: number, most: number): Shape => matching(new RegExp(`^[^]{${least},${most}}$`, 'u'), `a text of ${least} to ${most} characters`);
export const list = (of: Shape, most?: number): Shape => ({ kind: 'LIST', of, ...(most !== undefined && { most }) });
export const record = (of: Shape, names?: Extract<Shape, { kind: 'TEXT' }>): Shape => ({ kind: 'RECORD', of, ...(names && { names }) });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'EITHER', of });
export const members = (of: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape => ({ kind: 'MEMBERS', of, required });

/** @throws SeedError with the place of the first value that isn't what it has to be */
export function checkShape(place: string, value: unknown, shape: Shape): void {
  switch (shape.kind) {
    case 'TEXT':
      if (typeof value !== 'string' || !(shape.form ?? /^/).test(value)) throw new SeedError(`${place} must be ${shape.words}`);
      return;
    case 'NUMBER':
      checkNumber(place, value, shape);
      return;
    case 'BOOLEAN':
      if (typeof value !== 'boolean') throw new SeedError(`${place} must be true or false`);
      return;
    case 'ANYTHING':
      return;
    case 'ANY_OBJECT':
      checkObject(place, value);
      return;
    case 'LIST':
      if (!Array.isArray(value)) throw new SeedError(`${place} must be a list`);
      if (value.length > (shape.most ?? Infinity)) throw new SeedError(`${place} must have at most ${shape.most} items`);
      value.forEach((item, index) => checkShape(`${place}[${index}]`, item, shape.of));
      return;
    case 'RECORD':
      for (const [name, item] of Object.entries(checkObject(place, value))) {
        if (shape.names?.form?.test(name) === false) throw new SeedError(`${place} has the member ${JSON.stringify(name)}, which must be ${shape.names.words}`);
        checkShape(within(place, name), item, shape.of);
      }
      return;
    case 'MEMBERS':
      checkMembers(place, checkObject(place, value), shape);
      return;
    case 'EITHER':
      checkShape(place, value, shape.of.find(({ kind }) => kindsOf(value).includes(kind)) ?? shape.of[0] as Shape);
  }
}

function checkNumber(place: string, value: unknown, { least = -Infinity, most = Infinity, isWhole }: Extract<Shape, { kind: 'NUMBER' }>): void {
  const kind = isWhole ? 'a whole number' : 'a number';
  if (typeof value !== 'number') throw new SeedError(`${place} must be a number`);
  if (isWhole && !Number.isInteger(value)) throw new SeedError(`${place} must be ${kind}`);
  if (value >= least && value <= most) return;
  if (most < Infinity) throw new SeedError(`${place} must be ${kind} from ${least} to ${most}`);
  throw new SeedError(least === 0 ? `${place} must be ${kind} that isn't negative` : `${place} must be ${kind} of at least ${least}`);
}

function checkMembers(place: string, value: Record<string, unknown>, { of, required }: Extract<Shape, { kind: 'MEMBERS' }>): void {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(of, name));
  if (unknown !== undefined) throw new SeedError(`${place} has no member ${unknown}, only ${Object.keys(of).join(', ')}`);
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) throw new SeedError(`${place} must have the member ${missing}`);
  for (const [name, item] of Object.entries(value)) checkShape(within(place, name), item, of[name] as Shape);
}

function within(place: string, name: string): string {
  return place === WHOLE_SEED ? name : `${place}.${name}`;
}

function checkObject(place: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SeedError(`${place} must be an object`);
  return value as Record<string, unknown>;
}

function kindsOf(value: unknown): readonly Shape['kind'][] {
  if (typeof value === 'string') return ['TEXT'];
  return Array.isArray(value) ? ['LIST'] : ['MEMBERS', 'RECORD', 'ANY_OBJECT'];
}
