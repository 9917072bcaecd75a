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
  const [name, argument = null] = functionIn(value) ?? [];
  switch (name) {
    case 'Ref': return [String(argument)];
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributePath(argument);
      return [logicalId, ...referencesIn(attribute)];
    }
    case 'Fn::Sub': return [...namesIn(argument), ...referencesIn(argument)];
    default: return referencesIn(Object.values(value));
  }
}

/** The name and the argument of the function that an object stands for. */
function functionIn(value: { readonly [name: string]: Json }): [string, Json] | undefined {
  const [[name, argument] = ['', null], ...others] = Object.entries(value);
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? [name, argument] : undefined;
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
  const called = functionIn(value);
  if (called) return call(...called, scope);
  const members = Object.entries(value).map(([key, member]) => [key, resolveValue(member, scope)] as const);
  return Object.fromEntries(members.filter((member): member is readonly [string, Json] => member[1] !== NO_VALUE));
}

function call(name: string, argument: Json, scope: Scope): Value {
  const evaluated = (): Json => resolve(argument, scope);
  const list = (): Json[] => evaluated() as Json[];
  switch (name) {
    case 'Ref': return reference(String(argument), scope);
    case 'Condition': return typeof argument === 'string' ? conditionHolds(argument, scope) : { Condition: evaluated() };
    case 'Fn::GetAtt': return attributeOf(argument, scope);
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
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
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

function attributeOf(argument: Json, scope: Scope): Json {
  const [logicalId, attribute] = attributePath(argument);
  const name = attribute.map((part) => isReference(part) ? resolve(part, scope) : part);
  if (name.length === 0 || name.some((part) => typeof part !== 'string' || part === '')) {
    throw templateError('every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute');
  }
  return scope.attribute(logicalId, name.join('.'));
}

/** The resource, and the parts of the attribute's name, each a text or a reference to a parameter. */
function attributePath(argument: Json): [string, Json[]] {
  const [logicalId = '', ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
  return [String(logicalId), attribute];
}

function isReference(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && functionIn(value)?.[0] === 'Ref';
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function templateError(message: string): ServiceError {
  return new ServiceError('ValidationError', `Template error: ${message}`);
}
