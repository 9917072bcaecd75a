import { ServiceError } from './service-error';

/** What a member of a request has to be, as the model of its service says. */
export interface Constraint {
  /** The path of the member, as messages have it: `tags.1.member.key`. */
  readonly at: string;
  readonly value: string;
  /** Nothing if the member isn't there. */
  readonly length?: number;
  readonly longest?: number;
  readonly pattern?: string;
}

/** @throws ServiceError `ValidationError` that has every violation */
export function checkConstraints(constraints: readonly Constraint[], isValueShown = true): void {
  const violations = constraints.flatMap(({ at, value, length = value.length, longest = Infinity, pattern }) => {
    const shown = isValueShown ? `Value '${value}' at '${at}'` : `Value at '${at}'`;
    const failed = `${shown} failed to satisfy constraint: Member must`;
    return [
      ...(length > longest ? [`${failed} have length less than or equal to ${longest}`] : []),
      ...(pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value) ? [`${failed} satisfy regular expression pattern: ${pattern}`] : []),
    ];
  });
  if (violations.length === 0) return;
  throw new ServiceError('ValidationError', `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: ${violations.join('; ')}`);
}
