import { NotEmulated } from '../protocol/service-error';
import type { Condition, Operator, PolicyDocument, Statement } from './policy';
import { actionOf } from './service-authorization';

/** What conditions and policy variables can ask about, by condition key. A list is for keys of several values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export interface AuthorizationRequest {
  /** For example `identitystore:UpdateGroup`. */
  readonly action: string;
  /** The ARNs that all have to be allowed. One that ends in `*` stands for any and is itself matched as a text. */
  readonly resources: readonly string[];
  readonly context: Context;
}

export interface ApplicablePolicies {
  readonly identity: readonly PolicyDocument[];
  /** The permissions boundary, if there is one: with no policy at all nothing is allowed. */
  readonly boundary?: readonly PolicyDocument[];
  /** Those that the session was restricted with; none restrict nothing. */
  readonly session?: readonly PolicyDocument[];
}

export type Decision = { readonly allowed: true } | {
  readonly allowed: false;
  readonly reason: 'EXPLICIT_DENY' | 'BOUNDARY_DENY' | 'IMPLICIT_DENY' | 'BOUNDARY' | 'SESSION_POLICY';
  readonly action: string;
  /** The first that is not allowed, or the first that is denied explicitly if there is one. */
  readonly resource: string;
};

/** A statement about the action whose conditions hold for the request. */
interface ApplicableStatement {
  readonly effect: 'Allow' | 'Deny';
  covers(resource: string): boolean;
}

type Test = (value: string) => boolean;

/** Condition keys that a request of any action may have. */
const GLOBAL_KEYS = [
  'aws:CalledVia', 'aws:CurrentTime', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalOrgID', 'aws:RequestedRegion',
  'aws:SecureTransport', 'aws:SourceAccount', 'aws:SourceArn', 'aws:ViaAWSService', 'kms:EncryptionContext:*', 'kms:ViaService', 'sts:ExternalId',
];

/** How many colons separate the parts of an ARN. Any more belong to its last part. */
const ARN_COLONS = 5;

/**
 * Decides whether policies allow a request. Policies of resources and of organizations have no part in it. Nothing is known about what a resource that ends
 * in `*` turns out to be.
 *
 * @throws ServiceError `NotEmulated` for a condition key or policy variable that nothing is known about
 */
export function evaluate(request: AuthorizationRequest, { identity, boundary, session = [] }: ApplicablePolicies): Decision {
  const { action, resources } = request;
  if (resources.length === 0) throw new Error(`${action} can't be authorized on no resource at all`);
  const [ofIdentity, ofSession] = [applicableStatements(identity, request), applicableStatements(session, request)];
  const ofBoundary = boundary && applicableStatements(boundary, request);
  const denied = resources.find((resource) => cover([...ofIdentity, ...ofSession], 'Deny', resource));
  if (denied !== undefined) return { allowed: false, reason: 'EXPLICIT_DENY', action, resource: denied };
  const deniedByBoundary = resources.find((resource) => cover(ofBoundary ?? [], 'Deny', resource));
  if (deniedByBoundary !== undefined) return { allowed: false, reason: 'BOUNDARY_DENY', action, resource: deniedByBoundary };
  for (const resource of resources) {
    if (!cover(ofIdentity, 'Allow', resource)) return { allowed: false, reason: 'IMPLICIT_DENY', action, resource };
    if (ofBoundary && !cover(ofBoundary, 'Allow', resource)) return { allowed: false, reason: 'BOUNDARY', action, resource };
    if (session.length > 0 && !cover(ofSession, 'Allow', resource)) return { allowed: false, reason: 'SESSION_POLICY', action, resource };
  }
  return { allowed: true };
}

function cover(statements: readonly ApplicableStatement[], effect: 'Allow' | 'Deny', resource: string): boolean {
  return statements.some((statement) => statement.effect === effect && statement.covers(resource));
}

/** Evaluates every statement, even if another one decides already. So a statement that can't be evaluated is refused in every case. */
function applicableStatements(policies: readonly PolicyDocument[], request: AuthorizationRequest): ApplicableStatement[] {
  return policies
    .flatMap((policy) => policy.Statement)
    .filter((statement) => isAbout(statement, request.action))
    .flatMap((statement) => {
      const applicable = { effect: statement.Effect, covers: coveredBy(statement, request.context) };
      return conditionsHold(statement.Condition ?? [], request) ? [applicable] : [];
    });
}

function isAbout({ Action: wanted, NotAction: unwanted = [] }: Statement, action: string): boolean {
  const matches = (pattern: string): boolean => matching(pattern.toLowerCase(), {})(action.toLowerCase());
  return wanted ? wanted.some(matches) : !unwanted.some(matches);
}

function coveredBy({ Resource: wanted, NotResource: unwanted = [] }: Statement, context: Context): Test {
  const tests = (wanted ?? unwanted).map((pattern) => matching(pattern, context));
  return (resource) => tests.some((test) => test(resource)) === (wanted !== undefined);
}

function conditionsHold(conditions: readonly Condition[], request: AuthorizationRequest): boolean {
  return conditions.map((condition) => {
    if (!isKnown(condition.key, request)) throw new NotEmulated(`the condition key ${condition.key} of ${request.action}`);
    return holds(condition, request.context);
  }).every(Boolean);
}

function isKnown(key: string, { action, context }: AuthorizationRequest): boolean {
  return [...Object.keys(context), ...GLOBAL_KEYS, ...(actionOf(action)?.conditionKeys ?? [])]
    .some((known) => matching(known.replaceAll(/\$\{[^}]*\}/g, '*').toLowerCase(), {})(key.toLowerCase()));
}

function holds({ quantifier, operator, ifExists, key, values: wanted }: Condition, context: Context): boolean {
  const values = [valueOf(key, context) ?? []].flat();
  const isAbsent = values.length === 0;
  if (operator === 'Null') return wanted.some((value) => (value.toLowerCase() === 'true') === isAbsent);
  const isNegated = operator.includes('Not');
  const tests = wanted.map((value) => TESTS[operator.replace('Not', '') as Comparison](value, context));
  const fits = (value: string): boolean => tests.some((test) => test(value)) !== isNegated;
  if (isAbsent) return ifExists || quantifier === 'ForAllValues' || (isNegated && quantifier === undefined);
  if (quantifier === undefined && Array.isArray(valueOf(key, context))) {
    throw new NotEmulated(`${operator} without ForAnyValue or ForAllValues on the condition key ${key}, which has several values`);
  }
  return quantifier === 'ForAnyValue' ? values.some(fits) : values.every(fits);
}

/** The operators that compare; a `Not` turns them round. */
type Comparison = Exclude<Operator, 'Null' | `${string}Not${string}`>;

const TESTS: Readonly<Record<Comparison, (wanted: string, context: Context) => Test>> = {
  StringEquals: (wanted, context) => {
    const text = substituted(wanted, context);
    return (value) => value === text;
  },
  StringEqualsIgnoreCase: (wanted, context) => {
    const text = substituted(wanted, context).toLowerCase();
    return (value) => value.toLowerCase() === text;
  },
  StringLike: matching,
  // AWS doesn't distinguish these two.
  ArnEquals: (wanted, context) => testOf(arnWildcards(wanted, context)),
  ArnLike: (wanted, context) => testOf(arnWildcards(wanted, context)),
  Bool: (wanted) => (value) => value.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: comparing(Number, (value, wanted) => value === wanted),
  NumericLessThan: comparing(Number, (value, wanted) => value < wanted),
  NumericLessThanEquals: comparing(Number, (value, wanted) => value <= wanted),
  NumericGreaterThan: comparing(Number, (value, wanted) => value > wanted),
  NumericGreaterThanEquals: comparing(Number, (value, wanted) => value >= wanted),
  DateEquals: comparing(instantOf, (value, wanted) => value === wanted),
  DateLessThan: comparing(instantOf, (value, wanted) => value < wanted),
  DateLessThanEquals: comparing(instantOf, (value, wanted) => value <= wanted),
  DateGreaterThan: comparing(instantOf, (value, wanted) => value > wanted),
  DateGreaterThanEquals: comparing(instantOf, (value, wanted) => value >= wanted),
};

function comparing(read: (text: string) => number, compare: (value: number, wanted: number) => boolean): (wanted: string) => Test {
  return (wanted) => (value) => compare(read(value), read(wanted));
}

function instantOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function testOf(pattern: RegExp): Test {
  return (value) => pattern.test(value);
}

/** Texts and wildcards in turn, with the values of policy variables as texts. */
interface Token {
  readonly text: string;
  readonly isWildcard: boolean;
}

function tokensOf(pattern: string, context: Context): Token[] {
  return [...pattern.matchAll(/\$\{([^}]*)\}|[*?]|[^*?$]+|\$/g)].map(([text, variable]) => ({
    text: variable === undefined ? text : variableValue(variable, context),
    isWildcard: text === '*' || text === '?',
  }));
}

function substituted(text: string, context: Context): string {
  return tokensOf(text, context).map((token) => token.text).join('');
}

/** Whether a text is as a pattern says. Most patterns are a text, perhaps with an asterisk at its end, and need no expression. */
function matching(pattern: string, context: Context): Test {
  const [, beginning, asterisk] = /^([^*?$]*)(\*?)$/.exec(pattern) ?? [];
  if (beginning !== undefined) return asterisk === '*' ? (value) => value.startsWith(beginning) : (value) => value === beginning;
  return testOf(wildcards(pattern, context));
}

function wildcards(pattern: string, context: Context): RegExp {
  const sources = tokensOf(pattern, context).map(({ text, isWildcard }) => (isWildcard ? wildcardSource(text, '.') : escaped(text)));
  return new RegExp(`^${sources.join('')}$`, 's');
}

/** A wildcard in any part of an ARN but the last doesn't reach into the next part. */
function arnWildcards(pattern: string, context: Context): RegExp {
  let colons = 0;
  const sources = tokensOf(pattern, context).map(({ text, isWildcard }) => {
    colons += text.split(':').length - 1;
    return isWildcard ? wildcardSource(text, colons < ARN_COLONS ? '[^:]' : '.') : escaped(text);
  });
  return new RegExp(`^${sources.join('')}$`, 's');
}

function wildcardSource(wildcard: string, character: string): string {
  return wildcard === '*' ? `${character}*` : character;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function variableValue(name: string, context: Context): string {
  if (['*', '?', '$'].includes(name)) return name;
  const value = valueOf(name, context);
  if (typeof value !== 'string') throw new NotEmulated(`the policy variable \${${name}}`);
  return value;
}

/** The names of condition keys are the same in every case. */
function valueOf(key: string, context: Context): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
