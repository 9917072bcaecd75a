import type { Scope } from './functions/function';
import { conditionHolds, resolve } from './intrinsics';
import type { StackOutput } from './stack';
import type { ResourceDefinition, Template } from './template';

/** The resources that a template declares, by their logical ids, once its conditions are decided. */
export function declaredResources(template: Template, scope: Scope): Map<string, ResourceDefinition> {
  return new Map(Object.entries(template.Resources).filter(([, { Condition: condition }]) => isDeclared(condition, scope)));
}

/** The outputs that a template declares, once its conditions are decided and its resources exist. */
export function declaredOutputs(template: Template, scope: Scope): StackOutput[] {
  return Object.entries(template.Outputs ?? {})
    .filter(([, { Condition: condition }]) => isDeclared(condition, scope))
    .map(([key, output]) => ({
      key,
      value: String(resolve(output.Value, scope)),
      ...(output.Description !== undefined && { description: output.Description }),
      ...(output.Export && { exportName: String(resolve(output.Export.Name, scope)) }),
    }));
}

/** Whether something is in a template that the given condition decides on. */
export function isDeclared(condition: string | undefined, scope: Scope): boolean {
  return condition === undefined || conditionHolds(condition, scope);
}
