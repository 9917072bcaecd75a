import { NotEmulated } from '../protocol/service-error';
import { CONDITIONS } from './functions/conditions';
import { Evaluation, functionIn, IntrinsicFunction, NO_VALUE, Scope, templateError, textOf, Value } from './functions/function';
import { attributePath, LOOKUPS } from './functions/lookups';
import { NETWORKS } from './functions/networks';
import { namesIn, TEXTS } from './functions/texts';
import type { Json } from './template';
import { reasonsIn, unknown, unknownAs } from './unknown';

const FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = { ...CONDITIONS, ...LOOKUPS, ...NETWORKS, ...TEXTS };

/** Functions whose value is a text or an item, of which a part may be unknown while the rest isn't, or that don't look at their whole argument. */
const OPEN_TO_UNKNOWN = ['Condition', 'Fn::If', 'Fn::Join', 'Fn::Select', 'Fn::Sub', 'Ref', 'Fn::GetAtt'];

export function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

/**
 * Resolves every intrinsic function in a value.
 *
 * @throws ServiceError when a function is unknown or refers to something that isn't there
 */
export function resolve(value: Json, scope: Scope): Json {
  return evaluationIn(scope).resolve(value);
}

/** Whether a condition of the template holds. */
export function conditionHolds(name: string, scope: Scope): boolean {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) throw templateError(`Unresolved condition dependency ${name}`);
  const value = resolve(condition, scope);
  const [because] = reasonsIn(value);
  if (because !== undefined) throw templateError(`the condition ${name} can't be decided: ${because}`);
  return value === true;
}

/** What a value refers to: resources and parameters. What has an odd shape refers to nothing. */
export function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  const [name, argument = null] = functionIn(value) ?? [];
  switch (name) {
    case 'Ref': return [textOf(argument)];
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributePath(argument);
      return [logicalId, ...referencesIn(attribute)];
    }
    case 'Fn::Sub': return [...namesIn(argument), ...referencesIn(argument)];
    default: return referencesIn(Object.values(value));
  }
}

function evaluationIn(scope: Scope): Evaluation {
  const evaluation: Evaluation = {
    scope,
    evaluate: (value) => evaluate(value, evaluation),
    resolve: (value) => {
      const resolved = evaluation.evaluate(value);
      return resolved === NO_VALUE ? null : resolved;
    },
    holds: (condition) => conditionHolds(condition, scope),
  };
  return evaluation;
}

function evaluate(value: Json, evaluation: Evaluation): Value {
  if (Array.isArray(value)) return value.map(evaluation.evaluate).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const called = functionIn(value);
  if (called) return call(...called, evaluation);
  const members = Object.entries(value).map(([key, member]) => [key, evaluation.evaluate(member)] as const);
  return Object.fromEntries(members.filter((member): member is readonly [string, Json] => member[1] !== NO_VALUE));
}

function call(name: string, argument: Json, evaluation: Evaluation): Value {
  const called = FUNCTIONS[name];
  if (!called || !isFunction(name)) {
    if (evaluation.scope.allowsUnknown) return unknown(`${name} can't be worked out beforehand`);
    throw new NotEmulated(`the intrinsic function ${name}`);
  }
  if (evaluation.scope.allowsUnknown && !OPEN_TO_UNKNOWN.includes(name)) {
    const resolved = evaluation.resolve(argument);
    if (reasonsIn(resolved).length > 0) return unknownAs(resolved);
  }
  return called(argument, evaluation);
}
