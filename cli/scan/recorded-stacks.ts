import type { Placed, ScannedStack } from './stack-model';
import type { RecordedStack } from './written-before';

/** What is remembered of stacks for the next scan. */
export function recordOf(stacks: readonly ScannedStack[]): Record<string, RecordedStack> {
  const referred = new Set<string>();
  return Object.fromEntries(stacks.filter((stack) => stack.kind !== 'CONTENTS').map((stack): [string, RecordedStack] => {
    switch (stack.kind) {
      case 'GROUPS': return [stack.name, { groups: idsOf(stack.groups) }];
      case 'ORGANIZATION': return [stack.name, { accounts: idsOf(stack.accounts) }];
      case 'PEOPLE': {
        const users = idsOf(stack.users.filter(({ isElsewhere }) => !isElsewhere));
        const memberships = stack.users.filter(({ groups }) => groups.length > 0)
          .map(({ entity, groups }): [string, string[]] => [entity.id, groups.map((group) => group.entity.id)]);
        // Each is remembered once, whichever stacks refer to it.
        const added = stack.referredGroups?.filter(({ entity: { id } }) => !referred.has(id)) ?? [];
        for (const { entity: { id } } of added) referred.add(id);
        return [stack.name, { users, memberships: Object.fromEntries(memberships), ...added.length > 0 && { referredGroups: idsOf(added) } }];
      }
    }
  }));
}

function idsOf(placed: readonly Placed<{ readonly id: string }>[]): Record<string, string> {
  return Object.fromEntries(placed.map(({ entity: { id }, constructId }) => [id, constructId]));
}
