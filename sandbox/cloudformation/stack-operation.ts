import { isDeepStrictEqual } from 'node:util';
import type { Exports } from './exports';
import { CleanUp } from './clean-up';
import { declaredOutputs, declaredResources } from './declared';
import { givingUp, NEVER } from './giving-up';
import { graphOf, graphOfExisting, walk } from './graph';
import { resolve, Scope } from './intrinsics';
import { ProvisioningFailure, Provisioned, ResourceProvider, UpdateRefused, UpdateResourceRequest } from './resource-provider';
import { scopeOf, StackParameters } from './scope';
import type { Stack, StackResource } from './stack';
import type { Switches } from './switches';
import type { Properties, ResourceDefinition, Template } from './template';

/** What a stack is to become. */
export interface Target {
  readonly text: string;
  readonly template: Template;
  readonly parameters: StackParameters;
}

export interface OperationDependencies {
  providerOf(type: string): ResourceProvider;
  readonly exports: Exports;
  readonly switches: Switches;
}

/** A resource as it was before this operation changed it. */
type Snapshot = Pick<StackResource, 'physicalId' | 'properties' | 'attributes'>;

/** One create, update or deletion of a stack, with its rollback. */
export class StackOperation {
  private readonly failed: string[] = [];
  private failedOutputs?: string;
  private readonly failing = givingUp();
  /** Resources that this operation updated, or tried to. */
  private readonly updated = new Map<string, Snapshot>();
  private readonly created: StackResource[] = [];
  private readonly cleanUp: CleanUp;

  constructor(private readonly stack: Stack, private readonly dependencies: OperationDependencies) {
    this.cleanUp = new CleanUp(stack, (type) => dependencies.providerOf(type));
  }

  public async create(target: Target, options: { readonly rollback: boolean }): Promise<void> {
    const { stack } = this;
    stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
    this.adopt(target);
    await this.forward(target);
    if (!this.hasFailed) return stack.setStatus('CREATE_COMPLETE');

    const reason = this.reasonFor('create');
    if (!options.rollback) return stack.setStatus('CREATE_FAILED', reason);
    stack.setStatus('ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
    stack.resources.forEach((resource) => this.cleanUp.addCreated(resource));
    const undeleted = await this.cleanUp.deleteAll(target.template, this.dependencies.switches.stackDeletionAttempts);
    if (undeleted.length === 0) stack.setStatus('ROLLBACK_COMPLETE');
    else stack.setStatus('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${undeleted.join(', ')}].`);
  }

  public async update(target: Target, options: { readonly rollback: boolean }): Promise<void> {
    const { stack } = this;
    const before: Target = { text: stack.templateText, template: stack.template, parameters: stack.parameters };
    stack.setStatus('UPDATE_IN_PROGRESS', 'User Initiated');
    await this.forward(target);
    if (!this.hasFailed) {
      this.adopt(target);
      stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      this.redefine(target);
      const isClean = await this.cleanUp.deleteOrAbandon(before.template);
      return stack.setStatus('UPDATE_COMPLETE', isClean ? undefined : 'Update successful. One or more resources could not be deleted.');
    }

    const reason = this.reasonFor('update');
    if (!options.rollback) return stack.setStatus('UPDATE_FAILED', reason);
    stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    const unrestored = await this.restore(before);
    if (unrestored.length > 0) {
      return stack.setStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${unrestored.join(', ')}].`);
    }
    stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    this.created.forEach((resource) => this.cleanUp.addCreated(resource));
    await this.cleanUp.deleteOrAbandon(target.template);
    stack.setStatus('UPDATE_ROLLBACK_COMPLETE');
  }

  public async delete(): Promise<void> {
    const { stack } = this;
    stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
    try {
      this.dependencies.exports.check(stack, []);
    } catch (thrown) {
      return stack.setStatus('DELETE_FAILED', (thrown as Error).message);
    }
    stack.resources.forEach((resource) => this.cleanUp.addRemoved(resource));
    const undeleted = await this.cleanUp.deleteAll(stack.template, this.dependencies.switches.stackDeletionAttempts);
    if (undeleted.length === 0) stack.setStatus('DELETE_COMPLETE');
    else stack.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${undeleted.join(', ')}].`);
  }

  /** Creates and updates in dependency order. After the first failure nothing new is begun. */
  private async forward(target: Target): Promise<void> {
    const scope = this.scopeOf(target);
    const wanted = declaredResources(target.template, scope);
    const importsBefore = this.stack.imports;
    this.stack.imports = new Set();
    await walk(graphOf(wanted), async (logicalId) => {
      if (this.failing.signal.aborted) return;
      const definition = wanted.get(logicalId) as ResourceDefinition;
      const existing = this.stack.resources.get(logicalId);
      if (existing?.status === 'CREATE_FAILED') await this.recreateResource(existing, definition, scope);
      else if (existing) await this.updateResource(existing, definition, scope);
      else await this.createResource(logicalId, definition, scope);
    });
    if (this.failed.length === 0) this.resolveOutputs(target.template, scope);
    if (this.hasFailed) importsBefore.forEach((name) => this.stack.imports.add(name));
  }

  private async createResource(logicalId: string, definition: ResourceDefinition, scope: Scope): Promise<void> {
    const resource: StackResource = {
      logicalId, type: definition.Type, definition, properties: {}, physicalId: '', attributes: {}, status: '', updatedAt: 0,
    };
    this.stack.resources.set(logicalId, resource);
    this.created.push(resource);
    this.stack.setResourceStatus(resource, 'CREATE_IN_PROGRESS');
    await this.attempt(resource, 'CREATE_FAILED', async () => {
      resource.properties = resolve(definition.Properties ?? {}, scope) as Properties;
      const { physicalId, attributes, remark } = await this.providerOf(resource).create(this.requestFor(resource));
      Object.assign(resource, { physicalId, attributes });
      this.stack.setResourceStatus(resource, 'CREATE_IN_PROGRESS', remark ?? 'Resource creation Initiated');
      this.stack.setResourceStatus(resource, 'CREATE_COMPLETE');
    });
  }

  /** Creates a resource whose creation failed in an earlier operation that was not rolled back. */
  private async recreateResource(failed: StackResource, definition: ResourceDefinition, scope: Scope): Promise<void> {
    await this.cleanUp.deleteFailed(failed);
    if (!this.failing.signal.aborted) await this.createResource(failed.logicalId, definition, scope);
  }

  private async updateResource(resource: StackResource, definition: ResourceDefinition, scope: Scope): Promise<void> {
    const { physicalId, properties, attributes } = resource;
    const before: Snapshot = { physicalId, properties, attributes };
    await this.attempt(resource, 'UPDATE_FAILED', async () => {
      this.updated.set(resource.logicalId, before);
      const wanted = resolve(definition.Properties ?? {}, scope) as Properties;
      // One that failed, and was not rolled back, is tried again.
      if (isDeepStrictEqual(wanted, properties) && !resource.status.endsWith('_FAILED')) {
        this.updated.delete(resource.logicalId);
        return;
      }
      this.stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
      resource.properties = wanted;
      const provisioned = await this.updateUnlessRefused(resource, { ...this.requestFor(resource), physicalId, attributes, oldProperties: properties });
      Object.assign(resource, provisioned);
      this.stack.setResourceStatus(resource, 'UPDATE_COMPLETE');
      if (provisioned.physicalId !== physicalId) {
        this.cleanUp.addReplaced({ ...resource, ...before }, definition.UpdateReplacePolicy);
      }
    });
  }

  private async updateUnlessRefused(resource: StackResource, request: UpdateResourceRequest): Promise<Provisioned> {
    try {
      return await this.providerOf(resource).update(request);
    } catch (thrown) {
      if (thrown instanceof UpdateRefused) resource.properties = request.oldProperties;
      throw thrown;
    }
  }

  private async attempt(resource: StackResource, failedStatus: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      if (thrown instanceof ProvisioningFailure && thrown.physicalId !== undefined) resource.physicalId ||= thrown.physicalId;
      this.stack.setResourceStatus(resource, failedStatus, (thrown as Error).message);
      this.failed.push(resource.logicalId);
      this.failing.abort();
    }
  }

  /** Brings what was updated back to what it was, with the properties swapped. Returns what could not be. */
  private async restore(before: Target): Promise<string[]> {
    const unrestored: string[] = [];
    await walk(graphOfExisting(this.stack, before.template), async (logicalId) => {
      const snapshot = this.updated.get(logicalId);
      const resource = this.stack.resources.get(logicalId);
      if (!snapshot || !resource || unrestored.length > 0) return;
      const updated: StackResource = { ...resource };
      this.stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
      resource.properties = snapshot.properties;
      try {
        Object.assign(resource, await this.undo(updated, snapshot));
      } catch (thrown) {
        this.stack.setResourceStatus(resource, 'UPDATE_FAILED', (thrown as Error).message);
        unrestored.push(logicalId);
        return;
      }
      this.stack.setResourceStatus(resource, 'UPDATE_COMPLETE');
      // The replaced one is in use again; what replaced it is the one to clean up.
      this.cleanUp.spare(resource);
      if (resource.physicalId !== updated.physicalId) this.cleanUp.addReplaced(updated);
    });
    return unrestored;
  }

  /** Undoes an update, and tells what the resource is by then. */
  private async undo(updated: StackResource, before: Snapshot): Promise<Partial<StackResource>> {
    const { physicalId, attributes, properties: oldProperties } = updated;
    const { properties } = before;
    const provider = this.providerOf(updated);
    if (isDeepStrictEqual(oldProperties, properties)) return {};
    if (physicalId !== before.physicalId && !provider.undoesReplacements) return before;
    const arrivesWith = this.dependencies.switches.rollbackPhysicalId === 'OLD' ? before.physicalId : physicalId;
    return provider.update({ ...this.requestFor(updated), properties, signal: NEVER, physicalId: arrivesWith, attributes, oldProperties });
  }

  /** Takes over the definitions of the target, and gives what it doesn't declare to the clean-up. */
  private redefine(target: Target): void {
    const declared = declaredResources(target.template, this.scopeOf(target));
    for (const resource of this.stack.resources.values()) {
      const definition = declared.get(resource.logicalId);
      if (definition) resource.definition = definition;
      else this.cleanUp.addRemoved(resource);
    }
  }

  private adopt(target: Target): void {
    Object.assign(this.stack, { templateText: target.text, template: target.template, parameters: target.parameters });
  }

  private resolveOutputs(template: Template, scope: Scope): void {
    try {
      const outputs = declaredOutputs(template, scope);
      this.dependencies.exports.check(this.stack, outputs);
      this.stack.outputs = outputs;
    } catch (thrown) {
      this.failedOutputs = (thrown as Error).message;
    }
  }

  private get hasFailed(): boolean {
    return this.failed.length > 0 || this.failedOutputs !== undefined;
  }

  private reasonFor(verb: string): string {
    return this.failedOutputs ?? `The following resource(s) failed to ${verb}: [${this.failed.join(', ')}].`;
  }

  private scopeOf({ template, parameters }: Target): Scope {
    return scopeOf(this.stack, template, parameters, (name) => this.dependencies.exports.importInto(this.stack, name));
  }

  private providerOf({ type }: StackResource): ResourceProvider {
    return this.dependencies.providerOf(type);
  }

  private requestFor({ logicalId, type, properties }: StackResource) {
    return { stackId: this.stack.id, stackName: this.stack.name, logicalId, type, properties, signal: this.failing.signal };
  }
}
