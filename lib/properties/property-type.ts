import { Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ACCOUNT_ID as WELL_FORMED } from '../contract/forms';
import { refuse } from './validation';

/** Neither left out nor `null`. */
type Given = NonNullable<unknown>;

/** What may stand in a property. The compiler doesn't see what JavaScript, YAML and JSON put there. */
export interface PropertyType<Value> {
  readonly isRequired: boolean;
  /** The value, or an error that fails the synthesis. */
  read(scope: IConstruct, property: string, value: Given): Value;
}

export interface RequiredType<Value> extends PropertyType<Value> {
  readonly isRequired: true;
}

/** One for each property, so that none is forgotten. */
export type PropertyTypes<Properties> = {
  readonly [Name in keyof Properties]-?: object extends Pick<Properties, Name> ? PropertyType<NonNullable<Properties[Name]>> : RequiredType<Properties[Name]>;
};

/**
 * The properties as they are used: each of its type, and what is `null` left out, as YAML and JSON say it. Other properties are passed over.
 *
 * @param place what stands before the names of the properties in messages
 */
export function typed<Properties extends object>(scope: IConstruct, properties: Properties, types: PropertyTypes<Properties>, place = ''): Properties {
  if (!isObject(properties)) refuse(scope, 'props', properties, `an object with ${namesIn(types)}`);
  const read = Object.entries<PropertyType<unknown>>(types).flatMap(([name, type]) => {
    const value: unknown = properties[name as keyof Properties];
    if (value !== undefined && value !== null) return [[name, type.read(scope, place + name, value)]];
    return type.isRequired ? refuse(scope, place + name, value, 'given') : [];
  });
  return Object.fromEntries(read) as Properties;
}

/** A type for what can't be left out. */
export function given<Value>(type: PropertyType<Value>): RequiredType<Value> {
  return { isRequired: true, read: (scope, property, value) => type.read(scope, property, value) };
}

/** A type that is told by a test. */
function typeOf<Value>(allowed: string, isOfType: (value: Given) => boolean): PropertyType<Value> {
  return {
    isRequired: false,
    read: (scope, property, value) => (isOfType(value) ? value as Value : refuse(scope, property, value, allowed)),
  };
}

/** Numbers aren't taken: `0042` was one to YAML, and is `34` or `42` by now. */
export const TEXT: PropertyType<string> = {
  isRequired: false,
  read: (scope, property, value) => textOf(value) ?? refuse(scope, property, value, 'a text, in YAML and JSON with quotation marks'),
};

/** YAML takes an account id for a number. One of twelve digits has lost none, so that it is the text that it was. */
export const ACCOUNT_ID: PropertyType<string> = {
  isRequired: false,
  read: (scope, property, value) => {
    const isWhole = typeof value === 'number' && WELL_FORMED.form.test(String(value));
    return TEXT.read(scope, property, isWhole ? String(value) : value);
  },
};

/** A value that only the deployment knows counts as a text, whatever stands for it. */
function textOf(value: Given): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) || !Token.isUnresolved(value)) return undefined;
  return typeof value === 'number' ? Tokenization.stringifyNumber(value) : Token.asString(value);
}

export const BOOLEAN = typeOf<boolean>('true or false, in YAML and JSON without quotation marks', (value) => typeof value === 'boolean');

export const NUMBER = typeOf<number>('a number, in YAML and JSON without quotation marks', (value) => typeof value === 'number' && !Number.isNaN(value));

/** A member of an enumeration, a token, or the name of a member. JSON can only give the name. */
export function oneOf<Value extends string>(members: Readonly<Record<string, Value>>): PropertyType<Value> {
  const names = Object.keys(members);
  const allowed = `${names.slice(0, -1).join(', ')} or ${String(names.at(-1))}`;
  const ofValue = typeOf<Value>(allowed, (value) => Object.values(members).includes(value as Value) || (typeof value === 'string' && Token.isUnresolved(value)));
  return {
    isRequired: false,
    read: (scope, property, value) => ofValue.read(scope, property, typeof value === 'string' && Object.hasOwn(members, value) ? members[value] as Value : value),
  };
}

/** An object that some members tell. */
export function objectWith<Value extends object>(members: readonly (keyof Value)[], allowed: string): PropertyType<Value> {
  return typeOf(allowed, (value) => typeof value === 'object' && !Array.isArray(value) && members.every((member) => member in value));
}

/** An object that can do something: what it has by these names are functions. */
export function objectThatDoes<Value extends object>(methods: readonly (keyof Value)[], allowed: string): PropertyType<Value> {
  return typeOf(allowed, (value) => isObject(value) && methods.every((method) => typeof (value as Value)[method] === 'function'));
}

/** Whether a value is an object whose content is in properties. Maps, dates and the like would be taken for empty ones. */
export function isObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function requireKnown(scope: IConstruct, property: string, value: Given): void {
  if (Token.isUnresolved(value)) refuse(scope, property, value, 'known at synthesis, with tokens only for the texts in it');
}

/** An object of properties that have types of their own, and no others. */
export function structure<Properties extends object>(types: PropertyTypes<Properties>): PropertyType<Properties> {
  return {
    isRequired: false,
    read: (scope, property, value) => {
      requireKnown(scope, property, value);
      if (!isObject(value)) refuse(scope, property, value, `an object with ${namesIn(types)}`);
      const [unknown] = Object.entries(value).filter(([name, each]) => !Object.hasOwn(types, name) && each !== undefined && each !== null);
      if (unknown) refuse(scope, `${property}.${unknown[0]}`, unknown[1], `left out: ${property} has ${namesIn(types)}`);
      return typed(scope, value as Properties, types, `${property}.`);
    },
  };
}

/** A list of what has one type. */
export function listOf<Value>(type: PropertyType<Value>): PropertyType<Value[]> {
  return {
    isRequired: false,
    read: (scope, property, value) => {
      requireKnown(scope, property, value);
      if (!Array.isArray(value)) refuse(scope, property, value, 'a list');
      return (value as unknown[]).map((each, index) => required(scope, `${property}[${index}]`, each, type));
    },
  };
}

/** Values of one type by keys that can be anything. */
export function mapOf<Value>(type: PropertyType<Value>): PropertyType<Record<string, Value>> {
  return {
    isRequired: false,
    read: (scope, property, value) => {
      requireKnown(scope, property, value);
      if (!isObject(value)) refuse(scope, property, value, 'an object with a text for each key');
      const entries = Object.entries(value as Record<string, unknown>);
      return Object.fromEntries(entries.map(([key, each]) => [key, required(scope, `${property}.${key}`, each, type)]));
    },
  };
}

function required<Value>(scope: IConstruct, property: string, value: unknown, type: PropertyType<Value>): Value {
  return value === null || value === undefined ? refuse(scope, property, value, 'given') : type.read(scope, property, value);
}

function namesIn(types: object): string {
  return Object.keys(types).join(', ');
}
