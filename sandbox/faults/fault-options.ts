import type { Moment } from './fault';

/** A fault that doesn't make sense: what is wrong with it. */
export class FaultError extends Error {}

/** How a person describes a fault on the command line: options by their names, in camel case. */
export type FaultOptions = Readonly<Record<string, string | boolean | undefined>>;

const MOMENTS: Readonly<Record<string, Moment>> = { before: 'BEFORE', after: 'AFTER' };

/** The name of an option from its flags, as the command line gives its value: `retryAfterSeconds` of `--retry-after-seconds <seconds>`. */
export function nameOf(flags: string): string {
  return flagOf(flags).slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The option from its flags, as a person writes it. */
export function flagOf(flags: string): string {
  return flags.split(' ')[0] as string;
}

/** @throws FaultError */
export function momentIn(options: FaultOptions, name: string): Moment {
  const text = String(options[name]);
  const moment = Object.hasOwn(MOMENTS, text) ? MOMENTS[text] : undefined;
  if (!moment) throw new FaultError(`--${name} is before or after (the call takes effect), not ${text}`);
  return moment;
}

/** As milliseconds about as long as a timer takes. */
const MOST = 999_999_999;

interface Range {
  readonly least: number;
  readonly most?: number;
  readonly otherwise?: string;
}

/** @throws FaultError */
export function wholeNumberIn(options: FaultOptions, name: string, { least, most = MOST, otherwise = '' }: Range): number {
  const text = String(options[name] ?? otherwise);
  if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  const isTooMuch = /^\d+$/.test(text) && Number(text) > most;
  const range = isTooMuch || most !== MOST ? `from ${least} to ${most}` : `of at least ${least}`;
  throw new FaultError(`--${dashed(name)} must be a whole number ${range}, not ${text}`);
}

/** What can't stand in XML, and line ends. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** A text that can stand in an answer of every protocol. @throws FaultError */
export function textIn(options: FaultOptions, name: string): string {
  const text = options[name];
  if (typeof text !== 'string' || text === '' || UNPRINTABLE.test(text)) {
    throw new FaultError(`--${dashed(name)} must be a text in a line, and not empty`);
  }
  return text;
}

/** As exceptions are named, in the body of an answer and in its header. @throws FaultError */
export function exceptionIn(options: FaultOptions, name: string): string {
  const text = String(options[name]);
  if (typeof options[name] !== 'string' || !/^[A-Za-z][\w.]{0,127}$/.test(text)) throw new FaultError(`--${name} is the name of an exception, such as ThrottlingException, not ${JSON.stringify(options[name])}`);
  return text;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
