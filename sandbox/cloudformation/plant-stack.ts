import type { StackSnapshot } from '../seed/snapshot';
import { declaredResources } from './declared';
import { externalValues } from './external-values';
import type { DynamicReferences } from './dynamic-references';
import type { Scope } from './functions/function';
import { graphOf } from './graph';
import { resolve } from './intrinsics';
import type { Stack, StackResource } from './stack';
import type { Target } from './stack-operation';
import type { Json, Properties, ResourceDefinition } from './template';

/** Gives what a resource that is there answers to `Fn::GetAtt`, as far as that is known. */
export type AttributesOf = (resource: Pick<StackResource, 'type' | 'physicalId' | 'properties'>) => Readonly<Record<string, Json>>;

export interface PlantingMeans {
  readonly scope: Scope;
  readonly dynamic: DynamicReferences;
  readonly attributesOf: AttributesOf;
}

/** Makes a stack what it is elsewhere: nothing is done for that, and nobody is asked. */
export function plantInto(stack: Stack, deployed: StackSnapshot, target: Target, { scope, dynamic, attributesOf }: PlantingMeans): void {
  Object.assign(stack, { templateText: target.text, processedText: target.processed, template: target.template, parameters: target.parameters });
  stack.lastUpdatedTime = Date.parse(deployed.lastChangedAt);
  const declared = declaredResources(target.template, scope);
  const existing = new Map(deployed.resources.map((resource) => [resource.logicalId, resource]));
  for (const logicalId of graphOf(declared).order) {
    const found = existing.get(logicalId);
    if (!found || found.physicalId === '') continue;
    const definition = declared.get(logicalId) as ResourceDefinition;
    const properties = dynamic.plain(resolve(definition.Properties ?? {}, scope)) as Properties;
    const { physicalId, type, status } = found;
    stack.resources.set(logicalId, {
      logicalId, type, definition, properties, physicalId, status, attributes: attributesOf({ type, physicalId, properties }), updatedAt: stack.lastUpdatedTime,
    });
  }
  stack.externalValues = externalValues(target.template, scope, dynamic);
}
