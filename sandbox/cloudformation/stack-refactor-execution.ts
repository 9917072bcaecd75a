import { isDeepStrictEqual } from 'node:util';
import { declaredOutputs, declaredResources } from './declared';
import { externalValues } from './external-values';
import { resolve } from './intrinsics';
import { scopeOf } from './scope';
import type { Stack, StackResource } from './stack';
import type { RefactoredStack, StackRefactor } from './stack-refactor';
import type { OperationDependencies } from './stack-operation';
import type { ResourceDefinition } from './template';

type Snapshot = Pick<Stack, 'templateText' | 'processedText' | 'template' | 'parameters' | 'outputs' | 'imports' | 'externalValues'> & {
  readonly resources: readonly StackResource[];
};

/** Moves the resources of a refactor from stack to stack. No provider is called, and a resource that would change undoes it all. */
export class StackRefactorExecution {
  constructor(private readonly refactor: StackRefactor, private readonly dependencies: OperationDependencies) {}

  /** @returns why it was undone, if it was */
  public run(): string | undefined {
    const { refactored } = this.refactor;
    const before = refactored.map(({ stack }) => snapshotOf(stack));
    refactored.forEach(({ stack }) => stack.setStatus('UPDATE_IN_PROGRESS', 'Stack Refactor'));
    const failure = this.move();
    if (failure === undefined) {
      this.tellOfMoves();
      refactored.forEach(({ stack }) => stack.setStatus('UPDATE_COMPLETE'));
      return undefined;
    }
    refactored.forEach(({ stack }, index) => {
      restore(stack, before[index] as Snapshot);
      stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', failure);
      stack.setStatus('UPDATE_ROLLBACK_COMPLETE');
    });
    return failure;
  }

  private move(): string | undefined {
    const { refactored, moves } = this.refactor;
    moves.forEach(({ source }) => source.stack.resources.delete(source.logicalId));
    for (const { resource, destination: { stack, logicalId } } of moves) stack.resources.set(logicalId, { ...resource, logicalId });
    for (const { stack, target } of refactored) {
      const { text: templateText, processed: processedText, template, parameters } = target;
      Object.assign(stack, { templateText, processedText, template, parameters, imports: new Set() });
    }
    try {
      this.resolveOutputs();
      for (const each of refactored) this.checkResources(each);
      return undefined;
    } catch (thrown) {
      return (thrown as Error).message;
    }
  }

  /** What one stack exports another may export again: those that can be told make others so. */
  private resolveOutputs(): void {
    let left = [...this.refactor.refactored];
    while (left.length > 0) {
      let failure: unknown;
      const unresolved = left.filter(({ stack, target }) => {
        try {
          stack.outputs = declaredOutputs(target.template, this.scopeOf(stack, target));
          return false;
        } catch (thrown) {
          failure = thrown;
          return true;
        }
      });
      if (unresolved.length === left.length) throw failure;
      left = unresolved;
    }
  }

  private checkResources({ stack, target }: RefactoredStack): void {
    const scope = this.scopeOf(stack, target);
    stack.externalValues = externalValues(target.template, scope, this.dependencies.dynamic);
    const declared = declaredResources(target.template, scope);
    for (const resource of stack.resources.values()) {
      resource.definition = declared.get(resource.logicalId) as ResourceDefinition;
      const properties = this.dependencies.dynamic.plain(resolve(resource.definition.Properties ?? {}, scope));
      if (isDeepStrictEqual(properties, resource.properties)) continue;
      throw new Error(`Resource ${resource.logicalId} in stack ${stack.id} does not match the destination resource's properties.`);
    }
  }

  private tellOfMoves(): void {
    for (const { destination: { stack, logicalId } } of this.refactor.moves) {
      const resource = stack.resources.get(logicalId) as StackResource;
      stack.setResourceStatus(resource, 'IMPORT_IN_PROGRESS', 'Resource import started.');
      stack.setResourceStatus(resource, 'IMPORT_COMPLETE', 'Resource import completed.');
    }
  }

  private scopeOf(stack: Stack, { template, parameters }: RefactoredStack['target']) {
    return scopeOf(stack, template, parameters, this.dependencies.others);
  }
}

function snapshotOf({ templateText, processedText, template, parameters, outputs, imports, externalValues: external, resources }: Stack): Snapshot {
  const kept = [...resources.values()].map((resource) => ({ ...resource }));
  return { templateText, processedText, template, parameters, outputs, imports, externalValues: external, resources: kept };
}

function restore(stack: Stack, { resources, ...members }: Snapshot): void {
  Object.assign(stack, members);
  stack.resources.clear();
  for (const resource of resources) stack.resources.set(resource.logicalId, resource);
}
