import type { Graph } from '../sandbox/cloudformation/graph';
import { joinedChanges } from './changes';
import type { JournalEntry, Write } from './journal';
import type { ResourcePlan, StackPlan, Verb } from './plan';

/** What an operation has written and not undone, by what it wrote it for. */
export interface Remaining {
  readonly logicalId: string;
  readonly id: string;
  readonly verb: Verb;
  readonly changes: ResourcePlan['changes'];
}

const MAKING = /^(Create|Invite|Enable)/;
const ENDING = /^(Delete|Cancel)/;

/**
 * What is different from before once everything is undone that is undone.
 *
 * @param isThere whether there is still such an entity: a membership goes with its user and its group
 */
export function leftBehind(entries: readonly JournalEntry[], isThere: (id: string) => boolean): Remaining[] {
  const writesById = new Map<string, { readonly logicalId: string; readonly writes: Write[] }>();
  for (const { logicalId, writes } of entries) {
    for (const write of writes) {
      const known = writesById.get(write.id) ?? { logicalId, writes: [] };
      known.writes.push(write);
      writesById.set(write.id, known);
    }
  }
  return [...writesById].flatMap(([id, { logicalId, writes }]): Remaining[] => {
    const isMade = writes.some(({ operation }) => MAKING.test(operation));
    const isEnded = writes.some(({ operation }) => ENDING.test(operation)) || (isMade && !isThere(id));
    const changes = joinedChanges(writes.flatMap((write) => write.changes));
    if (isMade === isEnded) return isMade || changes.length === 0 ? [] : [{ logicalId, id, verb: 'changes', changes }];
    return [{ logicalId, id, verb: isMade ? 'creates' : 'deletes', changes }];
  });
}

/** What these verbs do may be done, under way or still to come when the first resource fails. */
const DOING: readonly Verb[] = ['creates', 'adopts', 'changes', 'replaces', 'lost', 'unknown', 'waits for the other side'];

/**
 * Whether it depends on the order what a failure leaves behind: it doesn't if all that is done is done before any resource can fail. Logical ids that are
 * in several stacks count as the same.
 */
export function dependsOnOrder({ resources }: Pick<StackPlan, 'resources'>, graph: Graph): boolean {
  if (resources.some(({ inAnotherOrder }) => inAnotherOrder !== undefined)) return true;
  const refused = resources.filter(({ verb }) => verb === 'refused').map(({ logicalId }) => logicalId);
  const doing = resources.filter(({ verb, changes }) => DOING.includes(verb) && (verb !== 'adopts' || changes.length > 0)).map(({ logicalId }) => logicalId);
  return refused.some((each) => {
    const before = dependenciesOf(each, graph);
    return doing.some((logicalId) => !before.has(logicalId));
  });
}

/** Everything that a resource depends on, at whatever distance. */
function dependenciesOf(logicalId: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set(graph.dependenciesOf(logicalId));
  // A set is walked with what is added meanwhile.
  for (const each of reached) for (const further of graph.dependenciesOf(each)) reached.add(further);
  return reached;
}
