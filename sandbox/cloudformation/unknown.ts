import { isMembers } from './functions/function';
import type { Json } from './template';

/** What only the deployment will know stands between these two, as a text that says why. No text of a template has them. */
const [BEGIN, END] = ['\u{F1E00}', '\u{F1E01}'];
const UNKNOWN = new RegExp(`${BEGIN}([^${END}]*)${END}`, 'gu');

/** A value that only the deployment will know. It can be part of a text, as any text can. */
export function unknown(because: string): string {
  return `${BEGIN}${because.replace(UNKNOWN, '$1')}${END}`;
}

/** Whether nothing of a value is known: a list or a structure is expected, and a text is there. */
export function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(BEGIN);
}

/** Why parts of a value aren't known, each reason once; none if all of it is. */
export function reasonsIn(value: Json | undefined): string[] {
  return [...new Set(textsIn(value).flatMap((text) => [...text.matchAll(UNKNOWN)].map(([, because = '']) => because)))];
}

/** A value that follows from one that isn't known, in a way that can't be worked out. */
export function unknownAs(value: Json): string {
  return unknown(reasonsIn(value).join('; '));
}

/** A text for people, with something else in place of what isn't known. */
export function withoutUnknown(text: string, instead: (because: string) => string): string {
  return text.replace(UNKNOWN, (_, because: string) => instead(because));
}

function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isMembers(value) ? Object.values(value).flatMap(textsIn) : [];
}
