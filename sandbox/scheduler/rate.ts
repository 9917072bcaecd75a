import { NotEmulated, ServiceError } from '../protocol/service-error';

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * How long it is from one time of a schedule to the next, in milliseconds.
 *
 * @throws ServiceError `ValidationException`, or `NotEmulated` for an expression of another kind than a rate
 */
export function intervalOf(expression: string): number {
  if (/^(cron|at)\(/.test(expression)) throw new NotEmulated(`the schedule expression ${expression}`);
  const [, value = '', unit = ''] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit === '') throw new ServiceError('ValidationException', `Invalid Schedule Expression ${expression}.`);
  return Number(value) * (UNITS[unit] as number);
}
