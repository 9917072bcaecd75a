import { neverAborted } from './abort-signals';
import { graphOfExisting, reversed, walk } from './graph';
import { requestFor, ResourceProvider } from './resource-provider';
import type { Stack, StackResource } from './stack';
import type { Policy, Template } from './template';

/** Something that is to be deleted once the stack is as it should be. */
interface Leftover {
  readonly resource: StackResource;
  readonly retained: boolean;
}

/** How often CloudFormation tries to delete a resource before it goes on without having deleted it. */
const ATTEMPTS = 3;

/** What an operation leaves over. It is deleted in the reverse order of the dependencies. */
export class CleanUp {
  private leftovers: Leftover[] = [];

  constructor(private readonly stack: Stack, private readonly providerOf: (type: string) => ResourceProvider) {}

  /** Adds a resource that the stack is no longer to have. It is retained if its policy, or whoever deletes the stack, says so. */
  public addRemoved(resource: StackResource, retained = false): void {
    this.leftovers.push({ resource, retained: retained || (resource.definition.DeletionPolicy ?? 'Delete') !== 'Delete' });
  }

  /** Adds a resource that an operation created and that is now rolled back. It is retained if its policy says so, unless it is deleted all the same. */
  public addCreated(resource: StackResource, isDeletedAllTheSame = false): void {
    this.leftovers.push(isDeletedAllTheSame ? { resource, retained: false } : createdLeftover(resource));
  }

  /** Adds a resource as it was before another one took its place. */
  public addReplaced(resource: StackResource, policy: Policy = 'Delete'): void {
    this.leftovers.push({ resource, retained: policy !== 'Delete' });
  }

  /** Leaves a replaced resource alone: it is in use again. */
  public spare({ logicalId, physicalId }: StackResource): void {
    this.leftovers = this.leftovers.filter(({ resource }) => resource.logicalId !== logicalId || resource.physicalId !== physicalId);
  }

  /** Deletes everything, with the given number of attempts for each resource. Returns what could not be deleted. Whatever that depends on is kept too. */
  public async deleteAll(template: Template, attempts: number): Promise<string[]> {
    const undeleted: string[] = [];
    const kept = new Set<string>();
    const graph = reversed(graphOfExisting(this.stack, template));
    await walk(graph, async (logicalId) => {
      if (graph.dependenciesOf(logicalId).some((dependent) => kept.has(dependent))) {
        kept.add(logicalId);
        return;
      }
      for (const leftover of this.leftoversOf(logicalId)) {
        if (await this.delete(leftover, attempts)) continue;
        undeleted.push(logicalId);
        kept.add(logicalId);
      }
    });
    return undeleted;
  }

  /** Deletes everything. What can't be deleted is reported, and no longer belongs to the stack. Tells whether there was none. */
  public async deleteOrAbandon(template: Template): Promise<boolean> {
    let isClean = true;
    await walk(reversed(graphOfExisting(this.stack, template)), async (logicalId) => {
      for (const leftover of this.leftoversOf(logicalId)) {
        if (!await this.deleteOrForget(leftover, ATTEMPTS)) isClean = false;
      }
    });
    return isClean;
  }

  /** Deletes, at once, what a creation that failed in an earlier operation left, if it left anything. */
  public async deleteFailed(resource: StackResource): Promise<void> {
    if (resource.physicalId === '') this.forget(resource);
    else await this.deleteOrForget(createdLeftover(resource), 1);
  }

  private leftoversOf(logicalId: string): Leftover[] {
    return this.leftovers.filter(({ resource }) => resource.logicalId === logicalId);
  }

  private async deleteOrForget(leftover: Leftover, attempts: number): Promise<boolean> {
    const isDeleted = await this.delete(leftover, attempts);
    if (!isDeleted) this.forget(leftover.resource);
    return isDeleted;
  }

  private async delete({ resource, retained }: Leftover, attempts: number): Promise<boolean> {
    if (retained) {
      this.stack.setResourceStatus(resource, 'DELETE_SKIPPED');
    } else {
      let left = attempts;
      while (!await this.attempt(resource)) {
        left -= 1;
        if (left < 1) return false;
      }
    }
    this.forget(resource);
    return true;
  }

  private async attempt(resource: StackResource): Promise<boolean> {
    const { stack } = this;
    stack.setResourceStatus(resource, 'DELETE_IN_PROGRESS');
    try {
      await this.deletePhysical(resource);
    } catch (thrown) {
      stack.setResourceStatus(resource, 'DELETE_FAILED', (thrown as Error).message);
      return false;
    }
    stack.setResourceStatus(resource, 'DELETE_COMPLETE');
    return true;
  }

  private async deletePhysical(resource: StackResource): Promise<void> {
    const { type, physicalId } = resource;
    // Without an id there never was anything.
    if (physicalId === '') return;
    await this.providerOf(type).delete({ ...requestFor(this.stack, resource, neverAborted()), physicalId });
  }

  private forget(resource: StackResource): void {
    if (this.stack.resources.get(resource.logicalId) === resource) this.stack.resources.delete(resource.logicalId);
  }
}

function createdLeftover(resource: StackResource): Leftover {
  return { resource, retained: resource.definition.DeletionPolicy === 'Retain' };
}
