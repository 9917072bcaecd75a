import { NotEmulated } from '../protocol/service-error';
import { ExecutionError } from './execution-error';
import { checkPath, Data, valueAt } from './paths';

/** A comparison of what is at `Variable`, or `And`, `Or` or `Not` of such rules. */
export interface ChoiceRule {
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
}

type Compare = (order: number) => boolean;

const ORDERS: Readonly<Record<string, Compare>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The values that can be compared, by how comparisons of them begin; what is of another type is never equal, nor less or more. */
const KINDS: Readonly<Record<string, (value: unknown) => string | number | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
  Timestamp: (value) => (isTimestamp(value) ? Date.parse(value) : undefined),
};

/** What is asked about the type of a value. */
const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: isTimestamp,
};

const COMPARISON = /^(String|Numeric|Boolean|Timestamp)(Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan|Matches)(Path)?$/;
const OTHER_MEMBERS = ['Variable', 'And', 'Or', 'Not', 'Next', 'Comment'];

/** @throws NotEmulated for a comparison that there isn't */
export function checkRule(rule: ChoiceRule, what: string): void {
  const { And: all = [], Or: any = [], Not: not, Variable: variable } = rule;
  for (const inner of [...all, ...any, ...(not ? [not] : [])]) checkRule(inner, what);
  if (variable !== undefined) checkPath(variable, `Variable of ${what}`);
  for (const [name, value] of comparisonsIn(rule)) {
    const [, kind, order, path] = COMPARISON.exec(name) ?? [];
    const isKnown = Object.hasOwn(TYPES, name) || (kind === 'String' && order === 'Matches' && path === undefined)
      || (kind !== undefined && order !== 'Matches' && (kind !== 'Boolean' || order === 'Equals'));
    if (!isKnown) throw new NotEmulated(`the comparison ${name} of ${what}`);
    if (path !== undefined) checkPath(String(value), `${name} of ${what}`);
  }
}

/** @throws ExecutionError `States.Runtime` for a path with nothing there, unless that is the question */
export function holds(rule: ChoiceRule, data: Data): boolean {
  if (rule.And) return rule.And.every((inner) => holds(inner, data));
  if (rule.Or) return rule.Or.some((inner) => holds(inner, data));
  if (rule.Not) return !holds(rule.Not, data);
  const [comparison] = comparisonsIn(rule);
  if (!comparison || rule.Variable === undefined) return false;
  const [name, expected] = comparison;
  if (name === 'IsPresent') return (valueAt(rule.Variable, data) !== undefined) === expected;
  const value = presentAt(rule.Variable, data);
  const type = TYPES[name];
  if (type) return type(value) === expected;
  const [, kind = '', order = '', path] = COMPARISON.exec(name) ?? [];
  const other = path === undefined ? expected : presentAt(String(expected), data);
  if (order === 'Matches') return typeof value === 'string' && patternOf(String(other)).test(value);
  const [one, another] = [KINDS[kind]?.(value), KINDS[kind]?.(other)];
  if (one === undefined || another === undefined) return false;
  return ORDERS[order]?.(one === another ? 0 : one < another ? -1 : 1) ?? false;
}

function comparisonsIn(rule: ChoiceRule): [string, unknown][] {
  return Object.entries(rule).filter(([name]) => !OTHER_MEMBERS.includes(name));
}

function presentAt(path: string, data: Data): unknown {
  const value = valueAt(path, data);
  if (value === undefined) throw new ExecutionError('States.Runtime', `Invalid path '${path}': The choice state's condition path references an invalid value.`);
  return value;
}

function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value);
}

/** An asterisk stands for anything, unless a backslash is before it. */
function patternOf(text: string): RegExp {
  const source = [...text.matchAll(/\\([*\\])|(\*)|([^])/g)].map(([, escaped, wildcard, character]) =>
    (wildcard === undefined ? (escaped ?? character ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : '.*'));
  return new RegExp(`^${source.join('')}$`, 's');
}
