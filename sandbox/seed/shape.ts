/** A seed that can't be planted: where, and why. */
export class SeedError extends Error {}

/** The place of the seed itself. */
export const WHOLE_SEED = 'the seed';

/** A text: any, of a form, or one of a few values. `words` say which, as a refusal does. */
export interface TextShape<Value extends string = string> {
  readonly kind: 'TEXT';
  readonly form?: RegExp;
  readonly values?: readonly Value[];
  readonly words: string;
}

export interface ListShape<Of extends Shape = Shape> {
  readonly kind: 'LIST';
  readonly of: Of;
  readonly most?: number;
}

/** An object with members of any name, or of any that has the form. */
export interface RecordShape<Of extends Shape = Shape> {
  readonly kind: 'RECORD';
  readonly of: Of;
  readonly names?: TextShape;
}

export interface MembersShape<Of extends Readonly<Record<string, Shape>> = Readonly<Record<string, Shape>>, Required extends keyof Of = keyof Of> {
  readonly kind: 'MEMBERS';
  readonly of: Of;
  readonly required: readonly Required[];
}

/** What a value of a seed, or of another document, has to be. */
export type Shape =
  | TextShape
  | { readonly kind: 'NUMBER'; readonly least?: number; readonly most?: number; readonly isWhole?: true }
  | { readonly kind: 'BOOLEAN' }
  | { readonly kind: 'ANYTHING' }
  | { readonly kind: 'ANY_OBJECT' }
  | ListShape
  | RecordShape
  | MembersShape
  /** The one for texts, numbers, booleans, lists or objects, whichever the value is. */
  | { readonly kind: 'EITHER'; readonly of: readonly Shape[] };

export const TEXT = { kind: 'TEXT', words: 'a text' } as const;
export const NOT_NEGATIVE: Shape = { kind: 'NUMBER', least: 0 };
export const numberFrom = (least: number, most: number): Shape => ({ kind: 'NUMBER', least, most });
export const wholeNumberFrom = (least: number) => ({ kind: 'NUMBER', least, isWhole: true }) as const;
export const BOOLEAN = { kind: 'BOOLEAN' } as const;
export const ANYTHING = { kind: 'ANYTHING' } as const;
export const ANY_OBJECT = { kind: 'ANY_OBJECT' } as const;
export const matching = (form: RegExp, words: string): TextShape => ({ kind: 'TEXT', form, words });
export const ACCOUNT_ID = matching(/^\d{12}$/, 'an account id of 12 digits');
export const TIME = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'a time in ISO 8601, such as 2026-11-29T12:00:00.000Z');
export const oneOf = <const Value extends string>(...values: readonly Value[]): TextShape<Value> =>
  ({ kind: 'TEXT', form: new RegExp(`^(${values.join('|')})$`), values, words: `one of ${values.join(', ')}` });
export const textOf = (least: number, most: number): Shape => matching(new RegExp(`^[^]{${least},${most}}$`, 'u'), `a text of ${least} to ${most} characters`);
export const list = <const Of extends Shape>(of: Of, most?: number): ListShape<Of> => ({ kind: 'LIST', of, ...(most !== undefined && { most }) });
export const record = <const Of extends Shape>(of: Of, names?: TextShape): RecordShape<Of> => ({ kind: 'RECORD', of, ...(names && { names }) });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'EITHER', of });
export const members = <const Of extends Readonly<Record<string, Shape>>, const Required extends keyof Of & string = never>(
  of: Of, ...required: readonly Required[]
): MembersShape<Of, Required> => ({ kind: 'MEMBERS', of, required });

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

function checkMembers(place: string, value: Record<string, unknown>, { of, required }: MembersShape): void {
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
  if (typeof value === 'number') return ['NUMBER'];
  if (typeof value === 'boolean') return ['BOOLEAN'];
  return Array.isArray(value) ? ['LIST'] : ['MEMBERS', 'RECORD', 'ANY_OBJECT'];
}
