import type { Domain, Entity } from './domain';
import type { Delivery } from './deliveries';
import type { Sandbox } from '../../sandbox/sandbox';

/** Who made a change: a function of a stack, handling an event, or somebody else. */
export type Author = Delivery | 'OTHERS';

/** A change of an entity that was carried out, whether or not anybody heard of it. */
export interface Change {
  readonly at: number;
  readonly operation: string;
  readonly author: Author;
  /** What the author's stack was doing. */
  readonly stackStatus: string;
  readonly id: string;
  readonly kind: string;
  readonly before?: Entity;
  readonly after?: Entity;
  /** Whether it is what the operation was about, and not something that went with it. */
  readonly isMain: boolean;
  /** Whether its author had given up the call by then. */
  readonly isBelated: boolean;
}

/** Everything that became of the entities, and through whom: the simulation's own truth. */
export class Ledger {
  public readonly changes: Change[] = [];
  private last = new Map<string, Entity>();

  constructor(private readonly domain: Domain, private readonly now: () => number) {}

  /** Notes what is different since the last time. */
  public note(operation: string, author: Author, sandbox: Sandbox, isBelated = false): Change[] {
    const current = new Map(this.domain.entities(sandbox).map((entity) => [entity.id, entity]));
    const stackStatus = author === 'OTHERS' ? '' : stackStatusOf(sandbox, author.event.StackId);
    const ids = [...new Set([...this.last.keys(), ...current.keys()])];
    const changes = ids.flatMap((id): Change[] => {
      const [before, after] = [this.last.get(id), current.get(id)];
      if (before?.value === after?.value) return [];
      const { kind } = (after ?? before) as Entity;
      const isMain = this.domain.isAbout(operation, kind);
      return [{ at: this.now(), operation, author, stackStatus, id, kind, isMain, isBelated, ...(before && { before }), ...(after && { after }) }];
    });
    this.changes.push(...changes);
    this.last = current;
    return changes;
  }

  public live(id: string): Entity | undefined {
    return this.last.get(id);
  }

  public get all(): Iterable<Entity> {
    return this.last.values();
  }

  public of(id: string): Change[] {
    return this.changes.filter((change) => change.id === id);
  }

  /** Who created an entity. */
  public creation(id: string): Change | undefined {
    return this.changes.find((change) => change.id === id && change.before === undefined);
  }

  /** What the entity was like, if it still was there, when somebody who is not a function of this stack had changed it last. */
  public asLeftByOthers(id: string, stackId: string): Pick<Change, 'after'> | undefined {
    return this.changes.findLast((change) => change.id === id && change.before !== undefined && !isOf(change.author, stackId));
  }

  /** Whether somebody who is not a function of this stack has changed the entity since. */
  public touchedByOthers(id: string, stackId: string, since = 0): boolean {
    return this.changes.some((change) => change.id === id && change.at >= since && change.before !== undefined && !isOf(change.author, stackId));
  }
}

/** What a stack is doing; that it is rolled back, if the one at the top is. */
export function stackStatusOf({ cloudFormation }: Sandbox, stackId: string): string {
  const stack = cloudFormation.all.find(({ id }) => id === stackId);
  const top = stack?.root?.status ?? '';
  return top.includes('ROLLBACK') ? top : stack?.status ?? '';
}

/** Whether a change was made by a function of this stack. */
export function isOf(author: Author, stackId: string): author is Delivery {
  return author !== 'OTHERS' && author.event.StackId === stackId;
}
