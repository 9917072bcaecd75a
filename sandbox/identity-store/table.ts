import { Time } from '../time/time';

/** The keys under which an entity is found, by the name of the index. */
export type Keys<Entity, Index extends string> = Readonly<Record<Index, (entity: Entity) => readonly string[]>>;

/** Entities as somebody sees them. */
export interface View<Entity, Index extends string> {
  get(id: string): Entity | undefined;
  values(): Iterable<Entity>;
  /** Those that have a key in an index. */
  find(index: Index, key: string): readonly Entity[];
}

interface Change<Entity> {
  readonly id: string;
  /** Nothing if it was made by this change. */
  readonly before: Entity | undefined;
  readonly at: number;
}

/** Entities by id, in the order they were made. Keys find them at once. A lagging view shows them as they were a moment ago. */
export class Table<Entity, Index extends string = string> implements View<Entity, Index> {
  private readonly entities = new Map<string, Entity>();
  private readonly idsByKey = new Map<string, Set<string>>();
  private readonly keysById = new Map<string, readonly string[]>();
  private changes: Change<Entity>[] = [];

  /**
   * @param lag milliseconds for which `lagging` doesn't show a change
   */
  constructor(private readonly keysOf: Keys<Entity, Index>, private readonly time: Time, private readonly lag: number) {}

  public get size(): number {
    return this.entities.size;
  }

  public get(id: string): Entity | undefined {
    return this.entities.get(id);
  }

  public has(id: string): boolean {
    return this.entities.has(id);
  }

  public keys(): Iterable<string> {
    return this.entities.keys();
  }

  public values(): Iterable<Entity> {
    return this.entities.values();
  }

  public find(index: Index, key: string): readonly Entity[] {
    return [...this.idsByKey.get(indexed(index, key)) ?? []].map((id) => this.entities.get(id) as Entity);
  }

  public set(id: string, entity: Entity): void {
    this.remember(id);
    this.unindex(id);
    this.entities.set(id, entity);
    const keys = (Object.keys(this.keysOf) as Index[]).flatMap((index) => this.keysOf[index](entity).map((key) => indexed(index, key)));
    this.keysById.set(id, keys);
    for (const key of keys) this.idsByKey.set(key, (this.idsByKey.get(key) ?? new Set()).add(id));
  }

  public delete(id: string): void {
    this.remember(id);
    this.unindex(id);
    this.entities.delete(id);
  }

  /** The entities without the changes of the last moment. */
  public get lagging(): View<Entity, Index> {
    this.forget();
    if (this.changes.length === 0) return this;
    const before = new Map<string, Entity | undefined>();
    for (const change of this.changes) if (!before.has(change.id)) before.set(change.id, change.before);
    const past = [...before.values()].filter((entity) => entity !== undefined);
    return {
      get: (id) => (before.has(id) ? before.get(id) : this.get(id)),
      values: () => [...[...this.entities].filter(([id]) => !before.has(id)).map(([, entity]) => entity), ...past],
      find: (index, key) => [
        ...[...this.idsByKey.get(indexed(index, key)) ?? []].filter((id) => !before.has(id)).map((id) => this.entities.get(id) as Entity),
        ...past.filter((entity) => this.keysOf[index](entity).includes(key)),
      ],
    };
  }

  /** Shows every change from now on. */
  public settle(): void {
    this.changes = [];
  }

  private remember(id: string): void {
    this.forget();
    if (this.lag > 0) this.changes.push({ id, before: this.entities.get(id), at: this.time.now() });
  }

  private forget(): void {
    const moment = this.time.now() - this.lag;
    if (this.changes[0] && this.changes[0].at <= moment) this.changes = this.changes.filter(({ at }) => at > moment);
  }

  private unindex(id: string): void {
    for (const key of this.keysById.get(id) ?? []) {
      const ids = this.idsByKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) this.idsByKey.delete(key);
    }
    this.keysById.delete(id);
  }
}

function indexed(index: string, key: string): string {
  return `${index} ${key}`;
}
