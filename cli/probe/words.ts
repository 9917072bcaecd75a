import type { Refusal } from './ended-call';
import type { Run } from './throw-away';

const LONGEST = 200;

/** What a text looks like, without any of its words: `arn:aws:iam::123456789012:user/ada` is `x:x:x::x:x/x`. */
export function formOf(text: string): string {
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, 'x').slice(0, LONGEST);
}

/** How a call was refused, with the words of AWS, as far as they name nobody and no place. */
export function refusalInWords({ exception, reason, message }: Omit<Refusal, 'thrown'>, run: Run): string {
  const named = reason === undefined ? exception : `${exception} ${reason}`;
  return message === '' ? named : `${named}: ${impersonal(message, run)}`;
}

/** What is left of it are the words in which AWS puts it: names, addresses, ids, ARNs and numbers are marked only. */
function impersonal(message: string, { id }: Run): string {
  return message
    .replace(/arn:[^\s,;"']+/gi, '<arn>')
    .replace(/[^\s"'<>()]+@[^\s"'<>()]+/g, '<address>')
    .replace(new RegExp(`[\\w-]*${id}[\\w-]*`, 'gi'), '<name>')
    .replace(/\b(?:d-)?[0-9a-f]{8,}(?:-[0-9a-f-]+)*\b/gi, '<id>')
    .replace(/\d{3,}/g, '<number>')
    .slice(0, LONGEST);
}
