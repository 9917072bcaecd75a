import { CONTENTS_RESOURCE_TYPE } from '../../lib/contract/contents';
import { Entries } from '../../lambda/contents/ledger/entry';
import type { Stack, StackResource } from '../../sandbox/cloudformation/stack';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Fork } from '../fork';
import type { JournalEntry } from '../journal';
import type { Remaining } from '../left-behind';
import type { Original } from '../original';
import { kindOf, linesOf } from './contents-outcome';
import type { ContentsPlan, EntriesPlan } from './contents-plan';
import { ContentsRehearsal, nameOf } from './contents-rehearsal';

/** What is declared of resources, by their logical ids. */
type Declared = ReadonlyMap<string, { readonly type: string; readonly properties: Properties }>;

/** The contents of a stack, and of those that are nested in it. */
export class ContentsInStacks {
  /** What the ledgers had before anything was deployed. */
  private readonly before = new Map<string, Entries>();
  private readonly plans = new Map<string, ContentsPlan>();

  constructor(private readonly fork: Fork, private readonly original: Original) {}

  /** Reads the ledgers of a stack before it is deployed. */
  public async remember({ id: stackId, name: stackName, resources }: Stack): Promise<void> {
    for (const { logicalId, type, properties } of resources.values()) {
      if (type !== CONTENTS_RESOURCE_TYPE) continue;
      const { entries } = await this.fork.ledgers.look({ stackId, stackName, logicalId, properties });
      this.before.set(keyOf(stackId, logicalId), entries);
    }
  }

  /** Reads what has become of them. */
  public async look(
    { id: stackId, name: stackName }: Stack, declared: Declared, before: ReadonlyMap<string, StackResource>, entries: readonly JournalEntry[],
  ): Promise<void> {
    for (const logicalId of new Set([...declared.keys(), ...before.keys()])) {
      const { type, properties } = declared.get(logicalId) ?? { type: before.get(logicalId)?.type, properties: undefined };
      if (type !== CONTENTS_RESOURCE_TYPE) continue;
      const place = { stackId, stackName, logicalId, properties: properties ?? before.get(logicalId)?.properties ?? {} };
      const rehearsal = new ContentsRehearsal(this.fork, this.original, place, this.before.get(keyOf(stackId, logicalId)) ?? new Entries());
      this.plans.set(keyOf(stackId, logicalId), await rehearsal.plan(properties, entries.filter((entry) => entry.logicalId === logicalId)));
    }
  }

  public planOf(stackId: string, logicalId: string): ContentsPlan | undefined {
    return this.plans.get(keyOf(stackId, logicalId));
  }

  /** What a rollback leaves of entries. */
  public linesOf(remaining: readonly Remaining[]): EntriesPlan[] {
    const { fork, original } = this;
    const named = (id: string): ReturnType<typeof nameOf> => nameOf(id, fork, original);
    return linesOf(remaining.map(({ id, verb, changes }) => ({ id, kind: kindOf(named(id)), verb, changes })), named);
  }
}

function keyOf(stackId: string, logicalId: string): string {
  return `${stackId} ${logicalId}`;
}
