import { declaredResources } from './declared';
import { graphOf, walk } from './graph';
import { ResourceToImport } from './imports';
import { resolve } from './intrinsics';
import { scopeOf } from './scope';
import type { Stack, StackResource } from './stack';
import type { OperationDependencies, Target } from './stack-operation';
import type { Properties, ResourceDefinition } from './template';

/** Takes resources that are there already into a stack. */
export class StackImport {
  constructor(private readonly stack: Stack, private readonly dependencies: OperationDependencies) {}

  public async run(target: Target, imports: readonly ResourceToImport[]): Promise<void> {
    const { stack, dependencies } = this;
    stack.setStatus('IMPORT_IN_PROGRESS', 'User Initiated');
    const scope = scopeOf(stack, target.template, target.parameters, dependencies.others);
    const definitions = declaredResources(target.template, scope);
    const imported: StackResource[] = [];
    const failed: string[] = [];
    await walk(graphOf(definitions), async (logicalId) => {
      const toImport = imports.find((resource) => resource.LogicalResourceId === logicalId);
      if (!toImport || failed.length > 0) return;
      const definition = definitions.get(logicalId) as ResourceDefinition;
      const resource: StackResource = {
        logicalId, type: definition.Type, definition, properties: {}, physicalId: '', attributes: {}, status: '', updatedAt: 0,
      };
      stack.resources.set(logicalId, resource);
      imported.push(resource);
      stack.setResourceStatus(resource, 'IMPORT_IN_PROGRESS', 'Resource import started.');
      try {
        Object.assign(resource, await dependencies.providerOf(definition.Type).import?.(toImport.ResourceIdentifier));
        resource.properties = dependencies.dynamic.plain(resolve(definition.Properties ?? {}, scope)) as Properties;
        stack.setResourceStatus(resource, 'IMPORT_COMPLETE', 'Resource import completed.');
      } catch (thrown) {
        stack.setResourceStatus(resource, 'IMPORT_FAILED', (thrown as Error).message);
        failed.push(logicalId);
      }
    });
    if (failed.length > 0) return this.rollBack(imported, failed);
    Object.assign(stack, { templateText: target.text, processedText: target.processed, template: target.template, parameters: target.parameters });
    stack.setStatus('IMPORT_COMPLETE');
  }

  /** Lets go of what was imported; it stays where it is. */
  private rollBack(imported: readonly StackResource[], failed: readonly string[]): void {
    const { stack } = this;
    stack.setStatus('IMPORT_ROLLBACK_IN_PROGRESS', `The following resource(s) failed to import: [${failed.join(', ')}].`);
    for (const resource of imported.toReversed()) {
      stack.setResourceStatus(resource, 'IMPORT_ROLLBACK_IN_PROGRESS');
      stack.setResourceStatus(resource, 'IMPORT_ROLLBACK_COMPLETE');
      stack.resources.delete(resource.logicalId);
    }
    stack.setStatus('IMPORT_ROLLBACK_COMPLETE');
  }
}
