import { functionIn, Scope } from './functions/function';
import { resolve } from './intrinsics';
import type { Json, Template } from './template';

/** Something that only the deployment knows. */
export class NotDecided extends Error {}

/** What intrinsic functions can refer to before there are any resources. Anything else is `NotDecided`. */
export function scopeBefore(template: Template, parameters: ReadonlyMap<string, Json>): Scope {
  const notDecided = (what: string): never => { throw new NotDecided(what); };
  return {
    template,
    parameters,
    ref: (logicalId) => notDecided(`Ref ${logicalId}`),
    attribute: (logicalId, name) => notDecided(`Fn::GetAtt ${logicalId}.${name}`),
    importValue: (name) => notDecided(`Fn::ImportValue ${name}`),
    stackOutput: ({ StackName, OutputName }) => notDecided(`Fn::GetStackOutput ${StackName}.${OutputName}`),
  };
}

/** A value with every function resolved that can be resolved before there are any resources. */
export function decidedIn(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((item) => decidedIn(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  if (!functionIn(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decidedIn(member, scope)]));
  try {
    return resolve(value, scope);
  } catch (thrown) {
    if (thrown instanceof NotDecided) return value;
    throw thrown;
  }
}
