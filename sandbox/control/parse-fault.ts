import type { Effect, Fault, Moment } from '../faults/fault';

/** A fault that doesn't make sense: what is wrong with it. */
export class FaultError extends Error {}

/** How a person describes a fault on the command line. */
export interface FaultOptions {
  readonly error?: string;
  readonly reason?: string;
  readonly status?: string;
  readonly lost?: string;
  readonly kill?: string;
  readonly delay?: string;
  readonly twice?: boolean;
  readonly overlapping?: boolean;
  readonly times?: string;
}

const ACTION = /^[a-z-]+:[A-Za-z]+$/;
const DELIVERIES = ['deliver:Create', 'deliver:Update', 'deliver:Delete'];

/** @throws FaultError */
export function faultOf(operation: string, options: FaultOptions): Fault {
  if (operation !== 'answer' && !ACTION.test(operation)) {
    throw new FaultError(`${operation} is no operation: it must be an action such as identitystore:CreateGroup, answer, or one of ${DELIVERIES.join(', ')}`);
  }
  const effects = effectsOf(options);
  const [effect, ...others] = effects;
  if (!effect || others.length > 0) throw new FaultError('name one thing that goes wrong: --error, --lost, --kill, --delay, --twice or --overlapping');
  const isDelivery = DELIVERIES.includes(operation);
  if (isDelivery !== (effect.kind === 'DELIVERED_TWICE') && effect.kind !== 'DELAYED') {
    throw new FaultError(isDelivery ? 'an event on its way can only come with --delay, --twice or --overlapping' : 'only an event on its way can come twice');
  }
  return { operation, effect, times: wholeNumber('--times', options.times ?? '1', 1) };
}

function effectsOf({ error, reason, status, lost, kill, delay, twice, overlapping }: FaultOptions): Effect[] {
  return [
    error !== undefined && {
      kind: 'ERROR' as const, code: error, httpStatus: wholeNumber('--status', status ?? '400', 400), fields: reason === undefined ? {} : { Reason: reason },
    },
    lost !== undefined && { kind: 'CONNECTION_LOST' as const, moment: momentOf('--lost', lost) },
    kill !== undefined && { kind: 'KILLED' as const, moment: momentOf('--kill', kill) },
    delay !== undefined && { kind: 'DELAYED' as const, milliseconds: wholeNumber('--delay', delay, 0) },
    twice === true && { kind: 'DELIVERED_TWICE' as const, overlapping: false },
    overlapping === true && { kind: 'DELIVERED_TWICE' as const, overlapping: true },
  ].filter((effect) => effect !== false);
}

function momentOf(option: string, text: string): Moment {
  const moment = (({ before: 'BEFORE', after: 'AFTER' } as Record<string, Moment>)[text]);
  if (!moment) throw new FaultError(`${option} is before or after (the call takes effect), not ${text}`);
  return moment;
}

function wholeNumber(option: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new FaultError(`${option} must be a whole number of at least ${least}, not ${text}`);
  return Number(text);
}
