import type { Fork } from './fork';
import type { Write } from './journal';
import type { Original } from './original';
import type { ResourcePlan, StackPlan, Verb } from './plan';
import { isThere } from './presence';

/** Verbs after which the declared entity has to be there. */
const STAYS: readonly Verb[] = ['creates', 'adopts', 'changes', 'replaces', 'keeps'];

type WriteBy = Write & { readonly by: string };

/**
 * Looks up everything that is declared once all is done. What was there, or was made, and is gone was taken by a removal; an invitation that is canceled, by a
 * removal or because all features are enabled.
 */
export function withLost(fork: Fork, original: Original, stacks: readonly StackPlan[]): StackPlan[] {
  const writes = fork.journal.entries.flatMap((entry) => entry.writes.map((write): WriteBy => ({ ...write, by: entry.logicalId })));
  const made = new Set(writes.filter(({ operation }) => operation.startsWith('Create')).map(({ id }) => id));
  const invited = new Set(writes.filter(({ operation }) => operation.startsWith('Invite')).map(({ id }) => id));
  const { handshakes } = fork.sandbox.organizations;
  const lossOf = ({ entity: { id }, verb }: ResourcePlan): Loss | undefined => {
    if (id === undefined || !STAYS.includes(verb)) return undefined;
    const invitation = handshakes.find(id);
    if (invitation) return handshakes.stateOf(invitation) === 'CANCELED' && (invited.has(id) || original.isPending(id)) ? lossOfInvitation(id, writes) : undefined;
    return !isThere(id, fork.sandbox) && (made.has(id) || original.has(id)) ? lossOfEntity(id, writes) : undefined;
  };
  return stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((resource) => {
      const loss = lossOf(resource);
      return loss ? lost(resource, loss) : resource;
    }),
  }));
}

/** What took something, and what to do. */
interface Loss extends Pick<ResourcePlan, 'access'> {
  readonly because: string;
  readonly remedy: string;
}

function lossOfEntity(id: string, writes: readonly WriteBy[]): Loss {
  const removal = writes.find((write) => write.id === id && write.operation.startsWith('Delete'));
  const because = removal ? `the removal of ${removal.by} deletes it` : 'the removal of a user, a group or a native resource takes it along';
  return { because, remedy: 'Deploy the removal and the declaration one after the other.', access: 'takes' };
}

function lossOfInvitation(id: string, writes: readonly WriteBy[]): Loss {
  const removal = writes.find((write) => write.id === id && write.operation === 'CancelHandshake');
  const enabling = writes.find(({ operation }) => operation === 'EnableAllFeatures');
  return {
    because: removal ? `the removal of ${removal.by} cancels it` : `${enabling?.by ?? 'something'} asks for all features, which cancels pending invitations`,
    remedy: 'Deploy that first, and then the invitation, with another generation if it is deployed already.',
  };
}

function lost({ access: _access, ...resource }: ResourcePlan, { because, remedy, access }: Loss): ResourcePlan {
  const { entity: { kind, name } } = resource;
  return {
    ...resource,
    verb: 'lost',
    changes: [],
    reason: { message: `${kind} ${name} is declared, and gone after the deployment: ${because}.`, remedy },
    ...(access && { access }),
  };
}
