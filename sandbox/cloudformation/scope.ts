import { NotEmulated, ServiceError } from '../protocol/service-error';
import { isMembers, Scope, StackOutputReference, templateError } from './functions/function';
import type { StackParameters } from './parameters';
import type { Stack } from './stack';
import type { Json, Template } from './template';
import { unknown } from './unknown';

/** What a stack can take from other stacks. */
export interface OtherStacks {
  importInto(stack: Stack, name: string): Json;
  outputOf(reference: StackOutputReference): Json;
  /** Whether what can't be known is a value as well. */
  readonly allowUnknown: boolean;
}

/** What intrinsic functions in a template of this stack refer to, as far as its resources exist by now. */
export function scopeOf(stack: Stack, template: Template, parameters: StackParameters, others: OtherStacks): Scope {
  const existing = (logicalId: string) => {
    const resource = stack.resources.get(logicalId);
    if (!resource || !template.Resources[logicalId]) throw templateError(`Unresolved resource dependencies [${logicalId}] in the template`);
    return resource;
  };
  const scope: Scope = {
    template,
    parameters: parameters.values,
    importValue: (name) => others.importInto(stack, name),
    stackOutput: (reference) => others.outputOf(reference),
    ref: (logicalId) => existing(logicalId).physicalId,
    attribute: (logicalId, name) => {
      const { attributes, type } = existing(logicalId);
      const value = attributes[name] ?? inside(attributes, name);
      if (value !== undefined) return value;
      if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
        throw new ServiceError('ValidationError', `CustomResource attribute error: Vendor response doesn't contain ${name} key in object ${logicalId}`);
      }
      throw new NotEmulated(`the attribute ${name} of ${type}`);
    },
  };
  return others.allowUnknown ? withUnknown(scope) : scope;
}

/** The same scope, in which whatever can't be looked up is a value that isn't known. */
function withUnknown(scope: Scope): Scope {
  const known = (what: string, value: () => Json): Json => {
    try {
      return value();
    } catch (thrown) {
      if (thrown instanceof ServiceError) return unknown(what);
      throw thrown;
    }
  };
  return {
    ...scope,
    allowsUnknown: true,
    ref: (logicalId) => known(logicalId, () => scope.ref(logicalId) || unknown(logicalId)),
    attribute: (logicalId, name) => known(`${name} of ${logicalId}`, () => scope.attribute(logicalId, name)),
    importValue: (name) => known(`the export ${name}`, () => scope.importValue(name)),
    stackOutput: (reference) => known(`the output ${reference.OutputName} of the stack ${reference.StackName}`, () => scope.stackOutput(reference)),
  };
}

/** `Outputs.Name` reads a member of a member. */
function inside(attributes: Readonly<Record<string, Json>>, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) =>
    isMembers(value) ? value[name] : undefined, { ...attributes });
}
