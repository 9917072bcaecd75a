import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { STORE_RESOURCE_ID } from '../contract/forms';
import { hasUnseen } from './look-alikes';
import { matchProblem, nameProblem, Problem, textProblem } from './problems';

/** What fails the synthesis: the construct path, the property with its value, what is allowed. */
export class Refusal extends Error {
  constructor(scope: IConstruct, public readonly problem: Problem) {
    super(`${scope.node.path || 'the app'}: ${textOf(problem)}`);
  }
}

/** A problem as errors have it. */
export function textOf({ property, value, allowed }: Problem): string {
  return `${property} ${shown(value)} is not allowed: it must be ${allowed}`;
}

/** Fails the synthesis. */
export function refuse(scope: IConstruct, property: string, value: unknown, allowed: string): never {
  throw new Refusal(scope, { property, value, allowed });
}

/** Fails the synthesis with the first problem, if there is one. */
export function refuseProblems(scope: IConstruct, problems: readonly (Problem | undefined)[]): void {
  const first = problems.find((problem) => problem !== undefined);
  if (first) throw new Refusal(scope, first);
}

/** What IAM takes as the name of a role. */
export const ROLE_NAME_FORM = /^[\w+=,.@-]{1,64}$/;

/** Passes tokens, whose value is only known at deployment, and what is left out. */
export function requireMatch(scope: IConstruct, property: string, value: string | undefined, pattern: RegExp, allowed: string): void {
  refuseProblems(scope, [matchProblem(property, value, pattern, allowed)]);
}

export function requireWhole(scope: IConstruct, property: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  refuse(scope, property, value, most === Number.MAX_SAFE_INTEGER ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`);
}

/** What the service takes as the value of most attributes. */
export function requireText(scope: IConstruct, property: string, value: string | undefined): void {
  refuseProblems(scope, [textProblem(property, value)]);
}

/** What the service takes as the name of a user or group. */
export function requireName(scope: IConstruct, kind: 'user' | 'group', property: string, name: string): void {
  refuseProblems(scope, [nameProblem(kind, property, name)]);
  warnOfUnseen(scope, property, name);
}

export function warnOfUnseen(scope: IConstruct, property: string, name: string): void {
  if (!Token.isUnresolved(name) && hasUnseen(name)) warn(scope, 'unseenInName', unseenIn(property, name));
}

/** What is said of a name with something in it that can't be seen. */
export function unseenIn(property: string, name: string): string {
  return `${property} ${shown(name)} has blanks at its ends or invisible characters: IAM Identity Center takes them, `
    + 'and nobody sees that this is another name than the one without them';
}

/** The id that the service gave a user or group, which may be in its ARN. */
export function resourceIdIn(scope: IConstruct, kind: 'user' | 'group', property: string, id: string): string {
  const [, inArn] = Token.isUnresolved(id) ? [] : new RegExp(`^arn:[a-z-]+:identitystore:::${kind}/(.+)$`).exec(id) ?? [];
  const isId = Token.isUnresolved(id) || STORE_RESOURCE_ID.form.test(inArn ?? id);
  if (!isId) refuse(scope, property, id, `${STORE_RESOURCE_ID.allowed}, or the ARN of a ${kind}`);
  return inArn ?? id;
}

/** Says at synthesis what may do harm. Its id acknowledges it. */
export function warn(scope: IConstruct, id: string, text: string): void {
  Annotations.of(scope).addWarningV2(`cdk-org-guard:${id}`, text);
}

const LONGEST_SHOWN = 100;

/** Characters that are invisible, at least by themselves, are shown by their number. They may be what is wrong. */
const UNSEEN = /(?! )[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A value as errors and warnings have it. */
export function shown(value: unknown): string {
  const characters = [...JSON.stringify(value, withoutInsides()) ?? String(value)];
  const text = characters.slice(0, LONGEST_SHOWN).join('').replace(UNSEEN, numberOf);
  return characters.length <= LONGEST_SHOWN ? text : `${text}…`;
}

/** Constructs and the like are shown by their class. Their content is long, and leads back to them. */
function withoutInsides(): (key: string, value: unknown) => unknown {
  const seen = new Set<object>();
  return (_key, value) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    const name = classOf(value);
    if (seen.has(value) || (name !== 'Object' && !Array.isArray(value))) return `<${name}>`;
    seen.add(value);
    return value;
  };
}

/** Not by a member of the value itself: in JSON `constructor` is a name like any other. */
function classOf(value: object): string {
  const { constructor } = (Object.getPrototypeOf(value) ?? {}) as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'Object';
}

/** `\u200b`, and `\u{e0001}` for what has more than four digits. */
function numberOf(character: string): string {
  const digits = character.codePointAt(0)?.toString(16).padStart(4, '0') ?? '';
  return digits.length === 4 ? `\\u${digits}` : `\\u{${digits}}`;
}
