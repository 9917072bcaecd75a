import type { AttributeOperation } from '@aws-sdk/client-identitystore';
import type { Form } from '../guard/same-text';

/** An element of a list attribute, for example one e-mail address, by the names of the service. */
export type Element = Readonly<Record<string, string | boolean>>;

export type AttributeValue = string | readonly Element[];

/** The attributes of a user or group by their paths in an update, for example `name.givenName`. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** An attribute to be written; without a value the service removes it. */
export interface Difference {
  readonly path: string;
  readonly value?: AttributeValue;
}

export interface Comparison {
  readonly declared: Attributes;
  readonly live: Attributes;
  /** What was declared before, in an update. */
  readonly before?: Attributes;
  readonly forms: Forms;
}

/** The forms in which the service may store texts, by their paths. All other texts only lose the blanks around them. */
export type Forms = Readonly<Record<string, Form>>;

type IsSame = (one: string | boolean, other: string | boolean | undefined) => boolean;

/**
 * The writes that bring the live entity to its declaration, only for attributes that differ.
 *
 * An attribute that is no longer declared is removed if it still has its declared value; any other value was never ours to remove. A value with an unchanged
 * declaration counts as kept if the service only changed its form. Otherwise each update would write it again.
 */
export function differences({ declared, live, before, forms }: Comparison): Difference[] {
  const wanted = [...declared].flatMap(([path, value]): Difference[] => {
    const old = before?.get(path);
    const inAnyForm = inForm(forms[path]);
    const isSame = isSameValue(value, old) ? inAnyForm : exactly;
    const current = live.get(path);
    const { whole, isShorter } = withUndeclaredKeys(value, old, current, inAnyForm);
    return holds(value, current, isSame) && !isShorter ? [] : [{ path, value: whole }];
  });
  const unwanted = [...before ?? []].flatMap(([path, old]): Difference[] =>
    !declared.has(path) && holds(old, live.get(path), inForm(forms[path])) ? [{ path }] : []);
  return [...wanted, ...unwanted];
}

/**
 * The differences that take back an update that was carried out: attributes whose declaration it changed, and whose value is still the one that it declared.
 * All other differences were made by others.
 */
export function takenBack(comparison: Comparison): Difference[] {
  const { declared, live, before = declared, forms } = comparison;
  const isAsBefore = (path: string): boolean => {
    const [old, current] = [before.get(path), live.get(path)];
    return old === undefined ? current === undefined : holds(old, current, inForm(forms[path]));
  };
  return differences(comparison).filter(({ path }) => !isSameValue(declared.get(path), before.get(path)) && isAsBefore(path));
}

/** Whether something that an update is to change needn't be written, for example because it is as wanted already. */
export function isSomethingDone(comparison: Comparison): boolean {
  const { declared, before = declared } = comparison;
  const written = differences(comparison).map(({ path }) => path);
  return [...declared.keys(), ...before.keys()].some((path) => !isSameValue(declared.get(path), before.get(path)) && !written.includes(path));
}

/** The declared attributes that the live entity doesn't have, also not in a form that the service may have given them. */
export function notHeld({ declared, live, forms }: Comparison): string[] {
  return [...declared].filter(([path, value]) => !holds(value, live.get(path), inForm(forms[path]))).map(([path]) => path);
}

/** Whether the live entity has exactly what is declared, and nothing else. */
export function areExactly(declared: Attributes, live: Attributes): boolean {
  return declared.size === live.size && [...declared].every(([path, value]) => holds(value, live.get(path), exactly));
}

/** The operation of an update that writes a difference. */
export function operationOf({ path, value }: Difference): AttributeOperation {
  if (value === undefined) return { AttributePath: path };
  return { AttributePath: path, AttributeValue: typeof value === 'string' ? value : value.map(inDocument) };
}

/** Names inside documents begin with a small letter, unlike those of the operations. */
function inDocument(element: Element): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(element).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]));
}

const exactly: IsSame = (one, other) => one === other;

function inForm(form: Form = (text) => text.trim()): IsSame {
  return (one, other) => typeof one === 'string' && typeof other === 'string' ? form(one) === form(other) : one === other;
}

/** Whether the live value has all that is wanted. Lists have to have the same length and order. */
function holds(wanted: AttributeValue, live: AttributeValue | undefined, isSame: IsSame): boolean {
  if (live === undefined || typeof wanted === 'string' || typeof live === 'string') return typeof wanted === 'string' && isSame(wanted, live as string | undefined);
  return wanted.length === live.length
    && wanted.every((element, index) => Object.entries(element).every(([key, value]) => isSame(value, live[index]?.[key])));
}

function isSameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  return one !== undefined && other !== undefined && holds(one, other, exactly) && holds(other, one, exactly);
}

/**
 * Lists are written whole, so undeclared keys of an element are kept. A key that is no longer declared is left out if it still has its declared value. The list
 * is shorter then.
 */
function withUndeclaredKeys(
  wanted: AttributeValue, before: AttributeValue | undefined, live: AttributeValue | undefined, isSame: IsSame,
): { readonly whole: AttributeValue; readonly isShorter: boolean } {
  if (typeof wanted === 'string') return { whole: wanted, isShorter: false };
  const dropped = wanted.map((element) => droppedKeys(element, counterpartOf(element, wanted, before), counterpartOf(element, wanted, live), isSame));
  const whole = wanted.map((element, index) => {
    const kept = Object.entries(counterpartOf(element, wanted, live) ?? {}).filter(([key]) => !dropped[index]?.includes(key));
    return { ...Object.fromEntries(kept), ...element };
  });
  return { whole, isShorter: dropped.some((keys) => keys.length > 0) };
}

function droppedKeys(wanted: Element, before: Element | undefined, live: Element | undefined, isSame: IsSame): string[] {
  if (!before || !live) return [];
  return Object.entries(before).filter(([key, value]) => !(key in wanted) && isSame(value, live[key])).map(([key]) => key);
}

/** The same element in another version of its list: the only one there, or the one with the same value. */
function counterpartOf(element: Element, list: readonly Element[], other: AttributeValue | undefined): Element | undefined {
  if (other === undefined || typeof other === 'string') return undefined;
  return list.length === 1 && other.length === 1 ? other[0] : other.find(({ Value }) => Value !== undefined && Value === element.Value);
}
