import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Json, Template } from './template';

/** What intrinsic functions can refer to. */
export interface Scope {
  readonly template: Template;
  /** Parameters and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, Json>;
  /** What `Ref` of a resource gives. */
  ref(logicalId: string): Json;
  /** What `Fn::GetAtt` of a resource gives. */
  attribute(logicalId: string, name: string): Json;
  importValue(name: string): Json;
}

/** The value of a property that isn't there. */
const NO_VALUE = Symbol('AWS::NoValue');
type Value = Json | typeof NO_VALUE;

/** `${Name}`, or with an exclamation mark the literal text `${Name}`. */
const SUBSTITUTION = /\$\{(!?)([^}]+)\}/g;

/**
 * Resolves every intrinsic function in a value.
 *
 * @throws ServiceError when a function is unknown or refers to something that isn't there
 */
export function resolve(value: Json, scope: Scope): Json {
  const resolved = resolveValue(value, scope);
  return resolved === NO_VALUE ? null : resolved;
}

/** Whether a condition of the template holds. */
export function conditionHolds(name: string, scope: Scope): boolean {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) throw templateError(`Unresolved condition dependency ${name}`);
  return resolve(condition, scope) === true;
}

/** The resources that a value refers to. */
export function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, argument]) => {
    if (name === 'Ref') return [String(argument)];
    if (name === 'Fn::GetAtt') return [attributePath(argument)[0]];
    if (name === 'Fn::Sub') return [...namesIn(argument), ...referencesIn(argument)];
    return referencesIn(argument);
  });
}

function namesIn(substitution: Json): string[] {
  const [text, variables] = substitutionOf(substitution);
  return [...text.matchAll(SUBSTITUTION)]
    .filter(([, literal, name = '']) => literal === '' && !Object.hasOwn(variables, name))
    .map(([, , name = '']) => name.split('.')[0] as string);
}

function substitutionOf(argument: Json): [string, Record<string, Json>] {
  return (Array.isArray(argument) ? argument : [String(argument), {}]) as [string, Record<string, Json>];
}

function resolveValue(value: Json, scope: Scope): Value {
  const resolved = evaluate(value, scope);
  // Also one that a function put together.
  if (typeof resolved === 'string' && resolved.includes('{{resolve:')) throw new NotEmulated(`the dynamic reference ${resolved}`);
  return resolved;
}

function evaluate(value: Json, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', null], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) return call(name, argument, scope);
  const members = Object.entries(value).map(([key, member]) => [key, resolveValue(member, scope)] as const);
  return Object.fromEntries(members.filter((member): member is readonly [string, Json] => member[1] !== NO_VALUE));
}

function call(name: string, argument: Json, scope: Scope): Value {
  const evaluated = (): Json => resolve(argument, scope);
  const list = (): Json[] => evaluated() as Json[];
  switch (name) {
    case 'Ref': return reference(String(argument), scope);
    case 'Condition': return typeof argument === 'string' ? conditionHolds(argument, scope) : { Condition: evaluated() };
    case 'Fn::GetAtt': return scope.attribute(...attributePath(argument));
    case 'Fn::Join': {
      const [separator, parts] = list() as [string, Json[]];
      return parts.map(textOf).join(separator);
    }
    case 'Fn::Sub': return substitute(argument, scope);
    case 'Fn::Select': {
      const [index, items] = list() as [string | number, Json[]];
      const item = items[Number(index)];
      if (item === undefined) throw templateError('Fn::Select cannot select nonexistent value at index ' + String(index));
      return item;
    }
    case 'Fn::Split': {
      const [separator, text] = list() as [string, string];
      return text.split(separator);
    }
    case 'Fn::If': {
      const [condition, then, otherwise] = argument as [string, Json, Json];
      return resolveValue(conditionHolds(condition, scope) ? then : otherwise, scope);
    }
    case 'Fn::Equals': {
      const [one, other] = list();
      return JSON.stringify(one) === JSON.stringify(other);
    }
    case 'Fn::And': return list().every((item) => item === true);
    case 'Fn::Or': return list().some((item) => item === true);
    case 'Fn::Not': return list()[0] !== true;
    case 'Fn::Contains': {
      const [items, item] = list() as [Json[], Json];
      return items.includes(item as string);
    }
    case 'Fn::FindInMap': return findInMap(list() as string[], scope);
    case 'Fn::ImportValue': return scope.importValue(String(evaluated()));
    case 'Fn::Base64': return Buffer.from(String(evaluated())).toString('base64');
    default: throw new NotEmulated(`the intrinsic function ${name}`);
  }
}

function reference(name: string, scope: Scope): Value {
  if (name === 'AWS::NoValue') return NO_VALUE;
  const parameter = scope.parameters.get(name);
  return parameter ?? scope.ref(name);
}

function substitute(argument: Json, scope: Scope): string {
  const [text, variables] = substitutionOf(argument);
  return text.replace(SUBSTITUTION, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return textOf(resolve(variable, scope));
    const [logicalId = '', ...attribute] = name.split('.');
    return textOf(attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : resolve({ Ref: name }, scope));
  });
}

function findInMap([map = '', top = '', second = '']: string[], scope: Scope): Json {
  const value = scope.template.Mappings?.[map]?.[top]?.[second];
  if (value === undefined) throw templateError(`Unable to get mapping for ${map}::${top}::${second}`);
  return value;
}

function attributePath(argument: Json): [string, string] {
  const [logicalId = '', ...rest] = (Array.isArray(argument) ? argument : String(argument).split('.')) as string[];
  return [logicalId, rest.join('.')];
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function templateError(message: string): ServiceError {
  return new ServiceError('ValidationError', `Template error: ${message}`);
}
