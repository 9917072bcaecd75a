import { isDeepStrictEqual } from 'node:util';
import type { Exports } from './exports';
import { conditionHolds, resolve, Scope } from './intrinsics';
import { Graph, graphOf, reversed, walk } from './graph';
import { ProvisioningFailure, Provisioned, ResourceProvider, UpdateRefused, UpdateResourceRequest } from './resource-provider';
import { scopeOf, StackParameters } from './scope';
import type { Stack, StackOutput, StackResource } from './stack';
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

/** Something that is to be deleted once the stack is as it should be. */
interface Leftover {
  readonly resource: StackResource;
  readonly retained: boolean;
}

/** One create, update or deletion of a stack, with its rollback. */
export class StackOperation {
  private readonly failed: string[] = [];
  private failedOutputs?: string;
  private readonly failing = new AbortController();
  /** Resources that this operation updated, or tried to. */
  private readonly updated = new Map<string, Snapshot>();
  private readonly created: StackResource[] = [];
  private leftovers: Leftover[] = [];

  constructor(private readonly stack: Stack, private readonly dependencies: OperationDependencies) {}

  public async create(target: Target, options: { readonly rollback: boolean }): Promise<void> {
    const { stack } = this;
    stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
    this.adopt(target);
    await this.forward(target);
    if (!this.hasFailed) return stack.setStatus('CREATE_COMPLETE');

    const reason = this.reasonFor('create');
    if (!options.rollback) return stack.setStatus('CREATE_FAILED', reason);
    stack.setStatus('ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
    this.leftovers = [...stack.resources.values()].map((resource) => ({ resource, retained: resource.definition.DeletionPolicy === 'Retain' }));
    const undeleted = await this.deleteLeftovers(target.template);
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
      this.leftovers.push(...this.removedFrom(target.template));
      await this.cleanUp(before.template);
      return stack.setStatus('UPDATE_COMPLETE');
    }

    const reason = this.reasonFor('update');
    if (!options.rollback) return stack.setStatus('UPDATE_FAILED', reason);
    stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    const unrestored = await this.restore(before);
    if (unrestored.length > 0) {
      return stack.setStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${unrestored.join(', ')}].`);
    }
    stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    this.leftovers.push(...this.created.map((resource) => ({ resource, retained: resource.definition.DeletionPolicy === 'Retain' })));
    await this.cleanUp(target.template);
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
    this.leftovers = [...stack.resources.values()].map((resource) =>
      ({ resource, retained: (resource.definition.DeletionPolicy ?? 'Delete') !== 'Delete' }));
    const undeleted = await this.deleteLeftovers(stack.template);
    if (undeleted.length === 0) stack.setStatus('DELETE_COMPLETE');
    else stack.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${undeleted.join(', ')}].`);
  }

  /** Creates and updates in dependency order. After the first failure nothing new is begun. */
  private async forward(target: Target): Promise<void> {
    const scope = this.scopeOf(target);
    const wanted = wantedResources(target.template, scope);
    const importsBefore = this.stack.imports;
    this.stack.imports = new Set();
    await walk(graphOf(wanted), async (logicalId) => {
      if (this.failing.signal.aborted) return;
      const definition = wanted.get(logicalId) as ResourceDefinition;
      const existing = this.stack.resources.get(logicalId);
      if (existing) await this.updateResource(existing, definition, scope);
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
        this.leftovers.push({ resource: { ...resource, ...before }, retained: (definition.UpdateReplacePolicy ?? 'Delete') !== 'Delete' });
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
    await walk(this.graphOfExisting(before.template), async (logicalId) => {
      const snapshot = this.updated.get(logicalId);
      const resource = this.stack.resources.get(logicalId);
      if (!snapshot || !resource || unrestored.length > 0) return;
      const { physicalId, properties, attributes } = resource;
      const arrivesWith = this.dependencies.switches.rollbackPhysicalId === 'OLD' ? snapshot.physicalId : physicalId;
      const replacement: StackResource = { ...resource };
      this.stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
      resource.properties = snapshot.properties;
      try {
        if (!isDeepStrictEqual(properties, snapshot.properties)) {
          const provisioned = await this.providerOf(resource).update({
            ...this.requestFor(resource), signal: NEVER, physicalId: arrivesWith, attributes, oldProperties: properties,
          });
          Object.assign(resource, provisioned);
        }
        this.stack.setResourceStatus(resource, 'UPDATE_COMPLETE');
      } catch (thrown) {
        this.stack.setResourceStatus(resource, 'UPDATE_FAILED', (thrown as Error).message);
        unrestored.push(logicalId);
        return;
      }
      // The replaced one is in use again; what replaced it is the one to clean up.
      this.leftovers = this.leftovers.filter((leftover) => leftover.resource.logicalId !== logicalId || leftover.resource.physicalId !== resource.physicalId);
      if (resource.physicalId !== physicalId) this.leftovers.push({ resource: replacement, retained: false });
    });
    return unrestored;
  }

  /** Deletes in the order opposite to that of the dependencies. Returns what could not be deleted; what that depends on is kept with it. */
  private async deleteLeftovers(template: Template): Promise<string[]> {
    const undeleted: string[] = [];
    const kept = new Set<string>();
    const graph = reversed(this.graphOfExisting(template));
    await walk(graph, async (logicalId) => {
      if (graph.dependenciesOf(logicalId).some((dependent) => kept.has(dependent))) {
        kept.add(logicalId);
        return;
      }
      for (const leftover of this.leftoversOf(logicalId)) {
        if (await this.deleteLeftover(leftover)) continue;
        undeleted.push(logicalId);
        kept.add(logicalId);
      }
    });
    return undeleted;
  }

  /** Deletes what an update or its rollback left over. What can't be deleted is reported, and no longer belongs to the stack. */
  private async cleanUp(template: Template): Promise<void> {
    await walk(reversed(this.graphOfExisting(template)), async (logicalId) => {
      for (const leftover of this.leftoversOf(logicalId)) {
        if (!await this.deleteLeftover(leftover)) this.forget(leftover.resource);
      }
    });
  }

  private leftoversOf(logicalId: string): Leftover[] {
    return this.leftovers.filter(({ resource }) => resource.logicalId === logicalId);
  }

  private async deleteLeftover({ resource, retained }: Leftover): Promise<boolean> {
    const { stack } = this;
    if (retained) {
      stack.setResourceStatus(resource, 'DELETE_SKIPPED');
      this.forget(resource);
      return true;
    }
    stack.setResourceStatus(resource, 'DELETE_IN_PROGRESS');
    try {
      // Without an id there never was anything.
      if (resource.physicalId !== '') {
        await this.providerOf(resource).delete({ ...this.requestFor(resource), signal: NEVER, physicalId: resource.physicalId });
      }
    } catch (thrown) {
      stack.setResourceStatus(resource, 'DELETE_FAILED', (thrown as Error).message);
      return false;
    }
    stack.setResourceStatus(resource, 'DELETE_COMPLETE');
    this.forget(resource);
    return true;
  }

  private forget(resource: StackResource): void {
    if (this.stack.resources.get(resource.logicalId) === resource) this.stack.resources.delete(resource.logicalId);
  }

  private removedFrom(template: Template): Leftover[] {
    const scope = this.scopeOf({ text: '', template, parameters: this.stack.parameters });
    const wanted = wantedResources(template, scope);
    for (const [logicalId, definition] of wanted) {
      const resource = this.stack.resources.get(logicalId);
      if (resource) resource.definition = definition;
    }
    return [...this.stack.resources.values()]
      .filter(({ logicalId }) => !wanted.has(logicalId))
      .map((resource) => ({ resource, retained: (resource.definition.DeletionPolicy ?? 'Delete') !== 'Delete' }));
  }

  private adopt(target: Target): void {
    Object.assign(this.stack, { templateText: target.text, template: target.template, parameters: target.parameters });
  }

  private resolveOutputs(template: Template, scope: Scope): void {
    try {
      const outputs = outputsOf(template, scope);
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

  private graphOfExisting(template: Template): Graph {
    const definitions = [...this.stack.resources.values()].map((resource): [string, ResourceDefinition] =>
      [resource.logicalId, template.Resources[resource.logicalId] ?? resource.definition]);
    return graphOf(new Map(definitions));
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

const NEVER = new AbortController().signal;

function wantedResources(template: Template, scope: Scope): Map<string, ResourceDefinition> {
  return new Map(Object.entries(template.Resources)
    .filter(([, { Condition: condition }]) => condition === undefined || conditionHolds(condition, scope)));
}

function outputsOf(template: Template, scope: Scope): StackOutput[] {
  return Object.entries(template.Outputs ?? {})
    .filter(([, { Condition: condition }]) => condition === undefined || conditionHolds(condition, scope))
    .map(([key, output]) => ({
      key,
      value: String(resolve(output.Value, scope)),
      ...(output.Description !== undefined && { description: output.Description }),
      ...(output.Export && { exportName: String(resolve(output.Export.Name, scope)) }),
    }));
}
