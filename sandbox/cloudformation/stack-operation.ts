import { isDeepStrictEqual } from 'node:util';
import type { Exports } from './exports';
import { CleanUp } from './clean-up';
import { declaredOutputs, declaredResources } from './declared';
import { unlimitedAbortController } from './abort-signals';
import type { DynamicReferences } from './dynamic-references';
import { externalValues } from './external-values';
import type { Scope } from './functions/function';
import { graphOf, walk } from './graph';
import { resolve } from './intrinsics';
import type { StackParameters } from './parameters';
import { checkProperties } from './properties/check';
import { ProvisioningFailure, Provisioned, requestFor, ResourceProvider, UpdateRefused, UpdateResourceRequest } from './resource-provider';
import { NOT_REACHED } from './rehearsal';
import { OtherStacks, scopeOf } from './scope';
import { Skipping, SKIPPING_NOTHING } from './skipping';
import type { Stack, StackResource, TemplateStages } from './stack';
import type { Switches } from './switches';
import type { Properties, ResourceDefinition, Template } from './template';
import { Snapshot, UpdateRollback } from './update-rollback';

/** What a stack is to become. */
export interface Target extends TemplateStages {
  /** Why its transforms can't be carried out. */
  readonly failure?: string;
  readonly template: Template;
  readonly parameters: StackParameters;
}

export interface OperationDependencies {
  providerOf(type: string): ResourceProvider;
  readonly exports: Exports;
  readonly others: OtherStacks;
  readonly dynamic: DynamicReferences;
  readonly switches: Switches;
  /** Whether a failure of one resource ends the operation. Otherwise only what depends on it isn't reached. */
  readonly endsAtFailure: boolean;
}

/** One create, update or deletion of a stack, with its rollback. */
export class StackOperation {
  private readonly failed: string[] = [];
  /** What depends on that, in an operation that goes on all the same. */
  private readonly unreached = new Set<string>();
  /** Why it failed, if it was for nothing that a single resource did. */
  private failedStack?: string;
  /** The same, in an operation that goes on all the same. */
  private passedOver?: string;
  private deletesRetained = false;
  private readonly failing = unlimitedAbortController();
  /** Since the stack was stable. */
  private readonly created: Set<StackResource>;
  private readonly cleanUp: CleanUp;
  private readonly rollback: UpdateRollback;
  /** The stack as it was when it was stable. */
  private readonly before: Target & Pick<Stack, 'outputs' | 'imports' | 'externalValues'>;
  /** Whether it ever was. */
  private readonly wasStable: boolean;
  private target: Target;

  /**
   * @param signal aborted when the operation of the stack that this one is nested in no longer waits for it
   * @param stopped the operation before, if that failed and was not rolled back: then this one is undone together with it
   */
  constructor(private readonly stack: Stack, private readonly dependencies: OperationDependencies, signal?: AbortSignal, stopped?: StackOperation) {
    const { templateText: text, processedText: processed, template, parameters, outputs, imports, externalValues: external } = stack;
    this.before = stopped?.before ?? { text, processed, template, parameters, outputs, imports, externalValues: external };
    this.wasStable = stopped?.wasStable ?? stack.status !== 'REVIEW_IN_PROGRESS';
    this.target = this.before;
    this.created = stopped?.created ?? new Set();
    this.cleanUp = stopped?.cleanUp ?? new CleanUp(stack, (type) => dependencies.providerOf(type));
    this.rollback = stopped?.rollback ?? new UpdateRollback(stack, this.cleanUp, dependencies);
    if (signal?.aborted) this.failing.abort();
    else signal?.addEventListener('abort', () => this.failing.abort(), { once: true });
  }

  /** Why it failed, if it did. */
  public failure?: string;

  /** The logical ids of what a rollback could not bring back. */
  public get unrestored(): readonly string[] {
    return this.rollback.failed;
  }

  public async create(target: Target): Promise<void> {
    const { stack } = this;
    stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
    this.target = target;
    this.adopt(target);
    await this.forward(target);
    if (!this.hasFailed) return stack.setStatus('CREATE_COMPLETE', this.passedOver);

    this.failure = this.reasonFor('create');
    if (!stack.rollsBack) return stack.setStatus('CREATE_FAILED', this.failure);
    await this.undoCreation(`${this.failure.replace(/\.$/, '')}. Rollback requested by user.`);
  }

  public async update(target: Target): Promise<void> {
    await this.change(target);
    if (this.stack.status === 'UPDATE_ROLLBACK_IN_PROGRESS') await this.rollBack();
    await this.tidyUp();
  }

  /**
   * Undoes a stopped operation that was not rolled back, with all operations before it since the stack was stable.
   *
   * @param isAllDeleted whether what was created since is also deleted where it is to be retained
   */
  public async undo(isAllDeleted: boolean): Promise<void> {
    this.deletesRetained = isAllDeleted;
    if (!this.wasStable) return this.undoCreation('User Initiated');
    await this.continueRollback(SKIPPING_NOTHING);
  }

  public async continueRollback(skipping: Skipping): Promise<void> {
    await this.rollBack(skipping, 'User Initiated');
    await this.tidyUp();
  }

  public async delete(retained: readonly string[] = []): Promise<void> {
    const { stack } = this;
    stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
    try {
      this.dependencies.exports.check(stack, []);
    } catch (thrown) {
      return stack.setStatus('DELETE_FAILED', (thrown as Error).message);
    }
    stack.resources.forEach((resource) => this.cleanUp.addRemoved(resource, retained.includes(resource.logicalId)));
    const undeleted = await this.cleanUp.deleteAll(stack.template, this.dependencies.switches.stackDeletionAttempts);
    if (undeleted.length === 0) stack.setStatus('DELETE_COMPLETE');
    else stack.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${undeleted.join(', ')}].`);
  }

  /** The first part of an update: creates and updates resources. The rollback or the clean-up comes after it. */
  public async change(target: Target): Promise<void> {
    const { stack } = this;
    this.target = target;
    stack.updatingTo = target;
    stack.setStatus('UPDATE_IN_PROGRESS', 'User Initiated');
    await this.forward(target);
    delete stack.updatingTo;
    if (!this.hasFailed) {
      this.adopt(target);
      return stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    }
    this.failure = this.reasonFor('update');
    if (stack.rollsBack) return stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', this.failure);
    await this.tidyUpResources();
    stack.setStatus('UPDATE_FAILED', this.failure);
  }

  /** Brings back what an update has changed. What it has created is for the clean-up. */
  public async rollBack(skipping = SKIPPING_NOTHING, reason?: string): Promise<void> {
    const { stack, before } = this;
    if (stack.status !== 'UPDATE_ROLLBACK_IN_PROGRESS') stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    this.adopt(before);
    const isRestored = await this.rollback.restoreAll(before.template, skipping);
    before.imports.forEach((name) => stack.imports.add(name));
    Object.assign(stack, { outputs: before.outputs, externalValues: before.externalValues });
    if (isRestored) return stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    this.failure = `The following resource(s) failed to update: [${this.unrestored.join(', ')}].`;
    stack.setStatus('UPDATE_ROLLBACK_FAILED', this.failure);
  }

  /** The last part of an update, or of its rollback, if that has come so far: deletes what is left over. */
  public async tidyUp(): Promise<void> {
    const { stack, before, target } = this;
    if (stack.status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') {
      await this.tidyUpResources();
      this.redefine(target);
      const isClean = await this.cleanUp.deleteOrAbandon(before.template);
      stack.setStatus('UPDATE_COMPLETE', this.passedOver ?? (isClean ? undefined : 'Update successful. One or more resources could not be deleted.'));
    } else if (stack.status === 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS') {
      await this.tidyUpResources();
      this.created.forEach((resource) => this.cleanUp.addCreated(resource, this.deletesRetained));
      await this.cleanUp.deleteOrAbandon(target.template);
      stack.setStatus('UPDATE_ROLLBACK_COMPLETE');
    }
  }

  private async undoCreation(reason: string): Promise<void> {
    const { stack, target } = this;
    stack.setStatus('ROLLBACK_IN_PROGRESS', reason);
    stack.resources.forEach((resource) => this.cleanUp.addCreated(resource, this.deletesRetained));
    const undeleted = await this.cleanUp.deleteAll(target.template, this.dependencies.switches.stackDeletionAttempts);
    if (undeleted.length === 0) stack.setStatus('ROLLBACK_COMPLETE');
    else stack.setStatus('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${undeleted.join(', ')}].`);
  }

  private async tidyUpResources(): Promise<void> {
    await Promise.all([...this.stack.resources.values()].map((resource) => this.providerOf(resource).tidyUp?.(resource.physicalId)));
  }

  /** Creates and updates in dependency order. After the first failure nothing new is begun. */
  private async forward(target: Target): Promise<void> {
    if (target.failure !== undefined) this.failedStack = target.failure;
    const scope = this.scopeOf(target);
    const wanted = declaredResources(target.template, scope);
    this.stack.imports = new Set();
    this.attemptForStack(() => { this.stack.externalValues = externalValues(target.template, scope, this.dependencies.dynamic); });
    const graph = graphOf(wanted);
    await walk(graph, async (logicalId) => {
      if (this.hasFailed) return;
      const definition = wanted.get(logicalId) as ResourceDefinition;
      const existing = this.stack.resources.get(logicalId);
      const obstacles = graph.dependenciesOf(logicalId).filter((dependency) => this.failed.includes(dependency) || this.unreached.has(dependency));
      if (obstacles.length > 0) return this.passOver(logicalId, definition, obstacles);
      if (existing?.status === 'CREATE_FAILED') await this.recreateResource(existing, definition, scope);
      else if (existing) await this.updateResource(existing, definition, scope);
      else await this.createResource(logicalId, definition, scope);
    });
    if (!this.hasFailed) this.resolveOutputs(target.template, scope);
    if (this.hasFailed) this.before.imports.forEach((name) => this.stack.imports.add(name));
  }

  /** Leaves out what depends on something that failed, in an operation that goes on all the same. What exists stays as it is. */
  private passOver(logicalId: string, definition: ResourceDefinition, obstacles: readonly string[]): void {
    this.unreached.add(logicalId);
    const resource = this.stack.resources.get(logicalId) ?? newResource(logicalId, definition);
    const { status } = resource;
    this.stack.setResourceStatus(resource, NOT_REACHED, obstacles.join(', '));
    resource.status = status;
  }

  private async createResource(logicalId: string, definition: ResourceDefinition, scope: Scope): Promise<void> {
    const resource = newResource(logicalId, definition);
    this.stack.resources.set(logicalId, resource);
    this.created.add(resource);
    this.stack.setResourceStatus(resource, 'CREATE_IN_PROGRESS');
    const initiated = (physicalId: string, remark = 'Resource creation Initiated'): void => {
      resource.physicalId = physicalId;
      this.stack.setResourceStatus(resource, 'CREATE_IN_PROGRESS', remark);
    };
    await this.attempt(resource, 'CREATE_FAILED', async () => {
      resource.properties = this.propertiesOf(definition, scope);
      const recorded = checkProperties(logicalId, resource.type, resource.properties);
      const { physicalId, attributes, remark = recorded } = await this.providerOf(resource).create({ ...this.requestFor(resource), initiated });
      if (resource.physicalId === '') initiated(physicalId, remark);
      Object.assign(resource, { physicalId, attributes });
      this.stack.setResourceStatus(resource, 'CREATE_COMPLETE');
    });
  }

  /** Creates a resource whose creation failed in an earlier operation that was not rolled back. */
  private async recreateResource(failed: StackResource, definition: ResourceDefinition, scope: Scope): Promise<void> {
    await this.cleanUp.deleteFailed(failed);
    this.created.delete(failed);
    if (!this.failing.signal.aborted) await this.createResource(failed.logicalId, definition, scope);
  }

  private async updateResource(resource: StackResource, definition: ResourceDefinition, scope: Scope): Promise<void> {
    const { logicalId, physicalId, properties, attributes } = resource;
    const before: Snapshot = { physicalId, properties, attributes };
    await this.attempt(resource, 'UPDATE_FAILED', async () => {
      // What was created since the stack was stable is only deleted.
      const isFirstChange = !this.created.has(resource) && this.rollback.add(logicalId, before);
      const wanted = this.propertiesOf(definition, scope);
      // One that failed, and was not rolled back, is tried again.
      const isToUpdate = !isDeepStrictEqual(wanted, properties) || resource.status.endsWith('_FAILED') || this.providerOf(resource).updatesAlways;
      if (!isToUpdate) return isFirstChange ? this.rollback.remove(logicalId) : undefined;
      this.stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
      resource.properties = wanted;
      const request = { ...this.requestFor(resource), physicalId, attributes, oldProperties: properties };
      const { remark, ...provisioned } = await this.updateUnlessRefused(resource, request);
      Object.assign(resource, provisioned);
      this.stack.setResourceStatus(resource, 'UPDATE_COMPLETE', remark);
      if (provisioned.physicalId !== physicalId) {
        this.cleanUp.addReplaced({ ...resource, ...before }, definition.UpdateReplacePolicy);
      }
    });
  }

  private async updateUnlessRefused(resource: StackResource, request: UpdateResourceRequest): Promise<Provisioned> {
    try {
      const remark = checkProperties(resource.logicalId, resource.type, resource.properties);
      const provisioned = await this.providerOf(resource).update(request);
      if (provisioned.physicalId === request.physicalId || this.stack.rollsBack) return { ...(remark !== undefined && { remark }), ...provisioned };
      throw new UpdateRefused('Replacement type updates not supported on stack with disable-rollback.');
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
      if (this.dependencies.endsAtFailure) this.failing.abort();
    }
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
    Object.assign(this.stack, { templateText: target.text, processedText: target.processed, template: target.template, parameters: target.parameters });
  }

  private resolveOutputs(template: Template, scope: Scope): void {
    this.attemptForStack(() => {
      const outputs = declaredOutputs(template, scope);
      this.dependencies.exports.check(this.stack, outputs);
      this.stack.outputs = outputs;
    });
  }

  private attemptForStack(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (this.dependencies.endsAtFailure) this.failedStack = (thrown as Error).message;
      else this.passedOver ??= (thrown as Error).message;
    }
  }

  private get hasFailed(): boolean {
    return this.failing.signal.aborted || this.failedStack !== undefined;
  }

  private reasonFor(verb: 'create' | 'update'): string {
    if (this.failedStack !== undefined) return this.failedStack;
    if (this.failed.length === 0) return `Resource ${verb === 'create' ? 'creation' : 'update'} cancelled`;
    return `The following resource(s) failed to ${verb}: [${this.failed.join(', ')}].`;
  }

  private scopeOf({ template, parameters }: Target): Scope {
    return scopeOf(this.stack, template, parameters, this.dependencies.others);
  }

  private propertiesOf({ Properties: properties = {} }: ResourceDefinition, scope: Scope): Properties {
    return this.dependencies.dynamic.plain(resolve(properties, scope)) as Properties;
  }

  private providerOf({ type }: StackResource): ResourceProvider {
    return this.dependencies.providerOf(type);
  }

  private requestFor(resource: StackResource) {
    return requestFor(this.stack, resource, this.failing.signal);
  }
}

function newResource(logicalId: string, definition: ResourceDefinition): StackResource {
  return { logicalId, type: definition.Type, definition, properties: {}, physicalId: '', attributes: {}, status: '', updatedAt: 0 };
}
