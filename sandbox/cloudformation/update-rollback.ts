import { isDeepStrictEqual } from 'node:util';
import type { CleanUp } from './clean-up';
import { neverAborted } from './abort-signals';
import { graphOfExisting, walk } from './graph';
import { requestFor, ResourceProvider } from './resource-provider';
import { skippedIn, Skipping } from './skipping';
import type { Stack, StackResource } from './stack';
import type { Switches } from './switches';
import type { Template } from './template';

/** A resource as it was before an update changed it. */
export type Snapshot = Pick<StackResource, 'physicalId' | 'properties' | 'attributes'>;

export interface RollbackDependencies {
  providerOf(type: string): ResourceProvider;
  readonly switches: Pick<Switches, 'rollbackPhysicalId'>;
}

/** Which resources an update has changed, or tried to, and how they are brought back to what they were. */
export class UpdateRollback {
  private readonly changed = new Map<string, Snapshot>();
  /** The resources that an attempt didn't bring back, as the update had left them. */
  private readonly stuck = new Map<string, StackResource>();

  constructor(private readonly stack: Stack, private readonly cleanUp: CleanUp, private readonly dependencies: RollbackDependencies) {}

  /**
   * Adds a resource that an update changes. Tells whether this is its first change since the stack was stable. A rollback goes back to the state before that
   * change.
   */
  public add(logicalId: string, before: Snapshot): boolean {
    if (this.changed.has(logicalId)) return false;
    this.changed.set(logicalId, before);
    return true;
  }

  public remove(logicalId: string): void {
    this.changed.delete(logicalId);
  }

  /** The logical ids of what the last attempt didn't bring back. */
  public get failed(): string[] {
    return [...this.stuck.keys()];
  }

  /** Brings everything back, with the properties swapped. After the first failure nothing new is begun. Tells whether there was none. */
  public async restoreAll(before: Template, skipping: Skipping): Promise<boolean> {
    const skipped = skippedIn(this.stack, skipping);
    let hasFailed = false;
    await walk(graphOfExisting(this.stack, before), async (logicalId) => {
      const snapshot = this.changed.get(logicalId);
      const resource = this.stack.resources.get(logicalId);
      if (!snapshot || !resource || hasFailed) return;
      const isRestored = !skipped.includes(logicalId) && await this.restore(resource, snapshot, skipping);
      if (isRestored) return;
      if (skipped.includes(logicalId) || skipping.failures) this.skip(resource, snapshot);
      else hasFailed = true;
    });
    return !hasFailed;
  }

  private async restore(resource: StackResource, before: Snapshot, skipping: Skipping): Promise<boolean> {
    const { logicalId } = resource;
    const updated = this.stuck.get(logicalId) ?? { ...resource };
    this.stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
    resource.properties = before.properties;
    try {
      Object.assign(resource, await this.undo(updated, before, skipping));
    } catch (thrown) {
      this.stack.setResourceStatus(resource, 'UPDATE_FAILED', (thrown as Error).message);
      this.stuck.set(logicalId, updated);
      return false;
    }
    this.settle(resource);
    // The replaced one is in use again; what replaced it is the one to clean up.
    this.cleanUp.spare(resource);
    if (resource.physicalId !== updated.physicalId) this.cleanUp.addReplaced(updated);
    return true;
  }

  /** Undoes an update, and tells what the resource is by then. */
  private async undo(updated: StackResource, before: Snapshot, skipping: Skipping): Promise<Partial<StackResource>> {
    const { physicalId, attributes, properties: oldProperties } = updated;
    const { properties } = before;
    const provider = this.dependencies.providerOf(updated.type);
    if (provider.rollBack) return provider.rollBack({ ...requestFor(this.stack, updated, neverAborted()), physicalId, attributes, oldProperties }, skipping);
    if (isDeepStrictEqual(oldProperties, properties)) return {};
    if (physicalId !== before.physicalId && !provider.undoesReplacements) return before;
    const arrivesWith = this.dependencies.switches.rollbackPhysicalId === 'OLD' ? before.physicalId : physicalId;
    return provider.update({ ...requestFor(this.stack, updated, neverAborted()), properties, physicalId: arrivesWith, attributes, oldProperties });
  }

  /** Treats a resource as if it were what the template says. */
  private skip(resource: StackResource, before: Snapshot): void {
    resource.properties = before.properties;
    this.settle(resource, 'Resource skipped during UpdateRollback');
  }

  private settle(resource: StackResource, reason?: string): void {
    this.stuck.delete(resource.logicalId);
    this.changed.delete(resource.logicalId);
    this.stack.setResourceStatus(resource, 'UPDATE_COMPLETE', reason);
  }
}
