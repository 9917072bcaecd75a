import type { Json } from '../template';
import { isUnknown, unknownAs } from '../unknown';
import { IntrinsicFunction, isMembers, templateError, textOf } from './function';

/** `${Name}`, or with an exclamation mark the literal text `${Name}`. */
const SUBSTITUTION = /\$\{(!?)([^}]+)\}/g;

/** The functions that make texts and lists of each other. */
export const TEXTS: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Base64': (argument, { resolve }) => Buffer.from(String(resolve(argument))).toString('base64'),

  'Fn::Join': (argument, { resolve }) => {
    const [separator, parts] = resolve(argument) as [string, Json[]];
    return isUnknown(parts) ? String(parts) : parts.map(textOf).join(separator);
  },

  'Fn::Select': (argument, { resolve }) => {
    const [index, items] = resolve(argument) as [string | number, Json[]];
    if (isUnknown(items) || isUnknown(index)) return unknownAs([index, items]);
    const item = items[Number(index)];
    if (item === undefined) throw templateError('Fn::Select cannot select nonexistent value at index ' + String(index));
    return item;
  },

  'Fn::Split': (argument, { resolve }) => {
    const [separator, text] = resolve(argument) as [string, string];
    return text.split(separator);
  },

  'Fn::Sub': (argument, { resolve, scope }) => {
    const { text, variables } = substitutionIn(argument) ?? wrongSubstitution();
    return text.replace(SUBSTITUTION, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (variable !== undefined) return textOf(resolve(variable));
      const [logicalId = '', ...attribute] = name.split('.');
      return textOf(attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : resolve({ Ref: name }));
    });
  },
};

/** What the text of `Fn::Sub` refers to, besides its variables. */
export function namesIn(argument: Json): string[] {
  const { text, variables } = substitutionIn(argument) ?? { text: '', variables: {} };
  return [...text.matchAll(SUBSTITUTION)]
    .filter(([, literal, name = '']) => literal === '' && !Object.hasOwn(variables, name))
    .map(([, , name = '']) => name.split('.')[0] as string);
}

interface Substitution {
  readonly text: string;
  readonly variables: Readonly<Record<string, Json>>;
}

function substitutionIn(argument: Json): Substitution | undefined {
  if (typeof argument !== 'object') return { text: String(argument), variables: {} };
  const [text, variables] = Array.isArray(argument) ? argument : [];
  return typeof text === 'string' && isMembers(variables) ? { text, variables } : undefined;
}

function wrongSubstitution(): never {
  throw templateError('One or more Fn::Sub intrinsic functions don\'t specify expected arguments. Specify a string as first argument, '
    + 'and an optional second argument to specify a mapping of values to replace in the string');
}
