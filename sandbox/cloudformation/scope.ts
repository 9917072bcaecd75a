import { NotEmulated, ServiceError } from '../protocol/service-error';
import { isMembers, Scope, StackOutputReference, templateError } from './functions/function';
import type { StackParameters } from './parameters';
import type { Stack } from './stack';
import type { Json, Template } from './template';

/** What a stack can take from other stacks. */
export interface OtherStacks {
  importInto(stack: Stack, name: string): Json;
  outputOf(reference: StackOutputReference): Json;
}

/** What intrinsic functions in a template of this stack refer to, as far as its resources exist by now. */
export function scopeOf(stack: Stack, template: Template, parameters: StackParameters, others: OtherStacks): Scope {
  const existing = (logicalId: string) => {
    const resource = stack.resources.get(logicalId);
    if (!resource || !template.Resources[logicalId]) throw templateError(`Unresolved resource dependencies [${logicalId}] in the template`);
    return resource;
  };
  return {
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
}

/** `Outputs.Name` reads a member of a member. */
function inside(attributes: Readonly<Record<string, Json>>, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) =>
    isMembers(value) ? value[name] : undefined, { ...attributes });
}
