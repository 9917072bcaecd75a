import type { Fork } from './fork';
import type { Write } from './journal';
import type { Original } from './original';
import type { ResourcePlan, StackPlan, Verb } from './plan';
import { isThere } from './presence';

/** Verbs after which the declared entity has to be there. */
const STAYS: readonly Verb[] = ['creates', 'adopts', 'changes', 'replaces', 'keeps'];

/** Looks up everything that is declared once all is done. What was there, or was made, and is gone was taken by a removal. */
export function withLost(fork: Fork, original: Original, stacks: readonly StackPlan[]): StackPlan[] {
  const writes = fork.journal.entries.flatMap((entry) => entry.writes.map((write) => ({ ...write, by: entry.logicalId })));
  const made = new Set(writes.filter(({ operation }) => operation.startsWith('Create')).map(({ id }) => id));
  const isLost = ({ entity: { id }, verb }: ResourcePlan): boolean =>
    id !== undefined && STAYS.includes(verb) && !isThere(id, fork.sandbox) && (made.has(id) || original.has(id));
  return stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((resource) => (isLost(resource) ? lost(resource, writes) : resource)),
  }));
}

function lost(resource: ResourcePlan, writes: readonly (Write & { readonly by: string })[]): ResourcePlan {
  const { entity: { id, kind, name } } = resource;
  const removal = writes.find((write) => write.id === id && write.operation.startsWith('Delete'));
  const because = removal ? `the removal of ${removal.by} deletes it` : 'the removal of a user, a group or a native resource takes it along';
  return {
    ...resource,
    verb: 'lost',
    changes: [],
    reason: { message: `${kind} ${name} is declared, and gone after the deployment: ${because}.`, remedy: 'Deploy the removal and the declaration one after the other.' },
    access: 'takes',
  };
}
