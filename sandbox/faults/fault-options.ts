import type { Moment } from './fault';

/** A fault that doesn't make sense: what is wrong with it. */
export class FaultError extends Error {}

/** How a person describes a fault on the command line: options by their names, without dashes. */
export type FaultOptions = Readonly<Record<string, string | boolean | undefined>>;

const MOMENTS: Readonly<Record<string, Moment>> = { before: 'BEFORE', after: 'AFTER' };

/** @throws FaultError */
export function momentIn(options: FaultOptions, name: string): Moment {
  const text = String(options[name]);
  const moment = MOMENTS[text];
  if (!moment) throw new FaultError(`--${name} is before or after (the call takes effect), not ${text}`);
  return moment;
}

/** @throws FaultError */
export function wholeNumberIn(options: FaultOptions, name: string, { least, otherwise = '' }: { readonly least: number; readonly otherwise?: string }): number {
  const text = String(options[name] ?? otherwise);
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new FaultError(`--${name} must be a whole number of at least ${least}, not ${text}`);
  return Number(text);
}
