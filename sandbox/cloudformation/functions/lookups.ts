import type { Json } from '../template';
import { functionIn, IntrinsicFunction, isMembers, NO_VALUE, StackOutputReference, templateError, textOf } from './function';

/** The functions that look something up: in the template, in the stack, in other stacks. */
export const LOOKUPS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, { scope }) => {
    const name = String(argument);
    if (name === 'AWS::NoValue') return NO_VALUE;
    return scope.parameters.get(name) ?? scope.ref(name);
  },

  'Fn::GetAtt': (argument, { scope, resolve }) => {
    const [logicalId, attribute] = attributePath(argument);
    const name = attribute.map((part) => isReference(part) ? resolve(part) : part);
    if (name.length === 0 || name.some((part) => typeof part !== 'string' || part === '')) {
      throw templateError('every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute');
    }
    return scope.attribute(logicalId, name.join('.'));
  },

  'Fn::FindInMap': (argument, { scope, resolve }) => {
    const keys = resolve(argument) as string[];
    if (!Array.isArray(keys) || keys.length !== 3) {
      throw templateError('every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value');
    }
    const [map = '', top = '', second = ''] = keys;
    const value = scope.template.Mappings?.[map]?.[top]?.[second];
    if (value === undefined) throw templateError(`Unable to get mapping for ${map}::${top}::${second}`);
    return value;
  },

  'Fn::ImportValue': (argument, { scope, resolve }) => scope.importValue(String(resolve(argument))),

  'Fn::GetStackOutput': (argument, { scope, resolve }) => scope.stackOutput(resolve(argument) as unknown as StackOutputReference),
};

/** The resource, and the parts of the attribute's name, each a text or a reference to a parameter. */
export function attributePath(argument: Json): [string, Json[]] {
  const [logicalId = '', ...attribute] = Array.isArray(argument) ? argument : textOf(argument).split('.');
  return [textOf(logicalId), attribute];
}

function isReference(value: Json): boolean {
  return isMembers(value) && functionIn(value)?.[0] === 'Ref';
}
