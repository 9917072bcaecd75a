import { NotEmulated } from '../protocol/service-error';
import { checkPath, Data, requiredAt } from './paths';

/** JSON in which the value of a member whose name ends in `.$` is a path. */
export type PayloadTemplate = Readonly<Record<string, unknown>>;

/** @throws NotEmulated for intrinsic functions, and for paths that aren't emulated */
export function checkTemplate(template: unknown, what: string): void {
  if (typeof template !== 'object' || template === null) return;
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) checkTemplate(value, what);
    else if (typeof value !== 'string' || !value.startsWith('$')) throw new NotEmulated(`the intrinsic function ${String(value)} (${what})`);
    else checkPath(value, `${name} of ${what}`);
  }
}

/** @throws ExecutionError `States.ParameterPathFailure` */
export function filled(template: unknown, data: Data): unknown {
  if (Array.isArray(template)) return template.map((item) => filled(item, data));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) =>
    (name.endsWith('.$') ? [name.slice(0, -2), requiredAt(String(value), data)] : [name, filled(value, data)])));
}
