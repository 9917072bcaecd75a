import { NotEmulated, ServiceError } from '../protocol/service-error';

/** A policy that was read by `parsePolicy`: what may be one or several is a list. */
export interface PolicyDocument {
  readonly Version: '2008-10-17' | '2012-10-17';
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

/** Exactly one of `Action` and `NotAction` is there and, unless the policy is a trust policy, of `Resource` and `NotResource`. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: readonly Condition[];
  /** Whom the policy of a role or of a resource is about: `{ Service: ['lambda.amazonaws.com'] }`, or `{ AWS: ['*'] }` for everybody. */
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
}

/** One key of one operator, for example `{ "ForAnyValue:StringLikeIfExists": { "aws:CalledVia": ["a*", "b*"] } }`. */
export interface Condition {
  readonly quantifier?: Quantifier;
  readonly operator: Operator;
  /** Whether it also holds without the key. */
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

export type Quantifier = 'ForAnyValue' | 'ForAllValues';
export type Operator = keyof typeof OPERATORS;

const STRING = /^/;
/** Six parts, or whatever a policy variable stands for. */
const ARN = /^(arn:([^:]*:){4}.+|\$\{.+)$/s;
const BOOLEAN = /^(true|false)$/i;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Seconds since 1970, or ISO 8601 with the time zone. */
const DATE = /^(\d{5,}|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)$/;

/** The condition operators, each with the form of what it compares with. */
const OPERATORS = {
  StringEquals: STRING,
  StringNotEquals: STRING,
  StringEqualsIgnoreCase: STRING,
  StringNotEqualsIgnoreCase: STRING,
  StringLike: STRING,
  StringNotLike: STRING,
  ArnEquals: ARN,
  ArnNotEquals: ARN,
  ArnLike: ARN,
  ArnNotLike: ARN,
  Bool: BOOLEAN,
  Null: BOOLEAN,
  NumericEquals: NUMBER,
  NumericNotEquals: NUMBER,
  NumericLessThan: NUMBER,
  NumericLessThanEquals: NUMBER,
  NumericGreaterThan: NUMBER,
  NumericGreaterThanEquals: NUMBER,
  DateEquals: DATE,
  DateNotEquals: DATE,
  DateLessThan: DATE,
  DateLessThanEquals: DATE,
  DateGreaterThan: DATE,
  DateGreaterThanEquals: DATE,
};

type Members = Readonly<Record<string, unknown>>;

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition'];
const PERMISSION_ELEMENTS = [...STATEMENT_ELEMENTS, 'Resource', 'NotResource'];
const TRUST_ELEMENTS = [...STATEMENT_ELEMENTS, 'Principal'];
const RESOURCE_POLICY_ELEMENTS = [...PERMISSION_ELEMENTS, 'Principal'];

const ACTION = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;
const RESOURCE = /^(\*|arn:([^:]*:){4}.+)$/s;

/**
 * Reads a policy of a role or of a session.
 *
 * @throws ServiceError `MalformedPolicyDocument`, or `NotEmulated` for what AWS may know and the evaluation doesn't
 */
export function parsePolicy(document: unknown): PolicyDocument {
  return parseDocument(document, (statement) => {
    refuseUnknown(statement, PERMISSION_ELEMENTS, 'the policy statement element');
    return { ...commonElements(statement), ...oneOf(statement, 'Resource', RESOURCE, 'must be * or a whole ARN') };
  });
}

/**
 * Reads the policy that says who may assume a role.
 *
 * @throws ServiceError as `parsePolicy` does
 */
export function parseTrustPolicy(document: unknown): PolicyDocument {
  return parseDocument(document, (statement) => {
    refuseUnknown(statement, TRUST_ELEMENTS, 'the trust policy statement element');
    return { ...commonElements(statement), Principal: principals(statement.Principal) };
  });
}

/**
 * Reads the policy of a resource, such as a bucket.
 *
 * @throws ServiceError as `parsePolicy` does
 */
export function parseResourcePolicy(document: unknown): PolicyDocument {
  return parseDocument(document, (statement) => {
    refuseUnknown(statement, RESOURCE_POLICY_ELEMENTS, 'the resource policy statement element');
    return { ...commonElements(statement), ...oneOf(statement, 'Resource', RESOURCE, 'must be * or a whole ARN'), Principal: principals(statement.Principal) };
  });
}

function parseDocument(document: unknown, parseStatement: (statement: Members) => Statement): PolicyDocument {
  const policy = membersOf(document, 'A policy');
  refuseUnknown(policy, DOCUMENT_ELEMENTS, 'the policy element');
  const { Version: version = '2008-10-17' } = policy;
  if (version !== '2012-10-17' && version !== '2008-10-17') throw new NotEmulated(`policies of the version ${String(version)}`);
  // What is a variable in one version is plain text in the other.
  if (version === '2008-10-17' && JSON.stringify(policy).includes('${')) throw new NotEmulated('policies of the version 2008-10-17 with policy variables');
  const statements = listOf(policy.Statement);
  if (statements.length === 0) throw malformed('A policy must have a Statement');
  return {
    Version: version,
    ...(policy.Id !== undefined && { Id: textOf(policy.Id, 'Id') }),
    Statement: statements.map((statement) => parseStatement(membersOf(statement, 'A statement'))),
  };
}

function commonElements(statement: Members): Statement {
  const { Sid, Effect, Condition: conditions } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(`The Effect of a statement must be Allow or Deny, not ${String(Effect)}`);
  return {
    ...(Sid !== undefined && { Sid: textOf(Sid, 'Sid') }),
    Effect,
    ...oneOf(statement, 'Action', ACTION, 'must be * or an action of a service'),
    ...(conditions !== undefined && { Condition: parseConditions(membersOf(conditions, 'Condition')) }),
  };
}

/** An element or its opposite, whichever there is. */
function oneOf<Element extends 'Action' | 'Resource'>(
  statement: Members, element: Element, form: RegExp, rule: string,
): Partial<Record<Element | `Not${Element}`, readonly string[]>> {
  const given = ([element, `Not${element}`] as const).filter((name) => statement[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) throw malformed(`A statement must have either ${element} or Not${element}`);
  const texts = textsOf(statement[name], name);
  const wrong = texts.find((text) => !form.test(text));
  if (wrong !== undefined) throw malformed(`${name} ${wrong} ${rule}`);
  return { [name]: texts } as Partial<Record<Element | `Not${Element}`, readonly string[]>>;
}

function principals(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (value === '*') return { AWS: ['*'] };
  return Object.fromEntries(Object.entries(membersOf(value, 'Principal')).map(([kind, names]) => [kind, textsOf(names, `Principal ${kind}`)]));
}

function parseConditions(conditions: Members): Condition[] {
  return Object.entries(conditions).flatMap(([name, keys]) => {
    const parsed = parseOperator(name);
    return Object.entries(membersOf(keys, name)).map(([key, values]) => {
      const texts = listOf(values).map((value) => (typeof value === 'boolean' || typeof value === 'number' ? String(value) : textOf(value, key)));
      if (texts.length === 0) throw malformed(`${name} of ${key} must have a value`);
      const wrong = texts.find((text) => !OPERATORS[parsed.operator].test(text));
      if (wrong !== undefined) throw new NotEmulated(`the condition operator ${name} with the value ${wrong} (${key})`);
      return { ...parsed, key, values: texts };
    });
  });
}

function parseOperator(name: string): Pick<Condition, 'quantifier' | 'operator' | 'ifExists'> {
  const [, quantifier, operator = '', suffix] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const isPlain = quantifier === undefined && suffix === undefined;
  if (!Object.hasOwn(OPERATORS, operator) || (operator === 'Null' && !isPlain)) throw new NotEmulated(`the condition operator ${name}`);
  return {
    ...(quantifier !== undefined && { quantifier: quantifier as Quantifier }),
    operator: operator as Operator,
    ifExists: suffix !== undefined,
  };
}

function refuseUnknown(members: Members, known: readonly string[], what: string): void {
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new NotEmulated(`${what} ${unknown}`);
}

function membersOf(value: unknown, what: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`${what} must be an object`);
  return value as Members;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat();
}

function textsOf(value: unknown, what: string): readonly string[] {
  const texts = listOf(value).map((item) => textOf(item, what));
  if (texts.length === 0) throw malformed(`${what} must not be empty`);
  return texts;
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw malformed(`${what} must be a text`);
  return value;
}

function malformed(problem: string): ServiceError {
  return new ServiceError('MalformedPolicyDocument', `Syntax errors in policy. ${problem}`);
}
