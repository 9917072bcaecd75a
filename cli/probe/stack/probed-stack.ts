import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { Time } from '../../../sandbox/time/time';
import { Ended } from '../allowance';
import { answerOf } from '../answer';
import { CallFailed, EndedCall } from '../ended-call';
import { NotSettled } from '../experiment';
import type { Page } from '../store-calls';
import { RecordedEvent, recordsIn } from './records';
import { whyNotRemoved } from './removal';
import { foundOf, settledStatus } from './settled';
import type { StackCalls, UpdateMode } from './stack-calls';
import type { StackRun } from './stack-run';
import { FAILING, Phase, STUBBORN, templateOf } from './template';

/** What became of the stack in a phase. */
export interface PhaseEnd {
  /** The status that it has come to. */
  readonly status: string;
  /** The events that its function had in the phase. */
  readonly records: readonly RecordedEvent[];
}

/** How long lines of a log need to be found, in milliseconds, and how often they are looked for. */
const LOG_PAUSE = 5_000;
const LOG_LOOKS = 10;

/** Statuses in which a stack can be updated. */
const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** With these no stack was made. */
const NOTHING_DONE = ['AccessDenied', 'AccessDeniedException', 'Throttling', 'ThrottlingException'];

/** The statuses that a phase ends with if all goes as it is meant to. */
const MEANT: Readonly<Record<Phase, readonly string[]>> = {
  CREATED: ['CREATE_COMPLETE'], ROLLED_BACK: ['UPDATE_ROLLBACK_COMPLETE'], CLEANED_UP: ['UPDATE_COMPLETE'], EXPRESS: ['UPDATE_COMPLETE'], NOT_ROLLED_BACK: ['UPDATE_FAILED'],
};

/** A stack to throw away, which goes through its phases when they are first asked for. */
export class ProbedStack {
  private readonly phases = new Map<string, Promise<PhaseEnd>>();
  private readonly seen = new Set<string>();
  /** Its id once that is known; its name from before it is made. */
  private nameOrId: string | undefined;
  private isCertain = false;

  constructor(public readonly calls: StackCalls, private readonly run: StackRun, public readonly time: Time) {}

  /** @throws NotSettled if it can't be made */
  public created(): Promise<PhaseEnd> {
    return this.once('CREATED', async () => {
      await this.create();
      return this.ended('CREATED');
    });
  }

  /** After an update that failed. */
  public async rolledBack(): Promise<PhaseEnd> {
    return this.updated('ROLLED_BACK');
  }

  /** After an update that has replaced and removed resources, and made a policy. */
  public cleanedUp(): Promise<PhaseEnd> {
    return this.updated('CLEANED_UP');
  }

  /** After an update in express mode. */
  public async expressed(): Promise<PhaseEnd> {
    await this.cleanedUp();
    return this.updated('EXPRESS', 'EXPRESS');
  }

  /** After an update that has failed without rollback. */
  public async notRolledBack(): Promise<PhaseEnd> {
    await this.cleanedUp();
    return this.updated('NOT_ROLLED_BACK', 'NO_ROLLBACK');
  }

  /** After a deletion that one resource has refused. */
  public async deleted(): Promise<PhaseEnd> {
    await this.cleanedUp();
    return this.once('DELETED', async () => {
      await settledStatus(this.calls, this.time, this.id);
      answerOf(await this.calls.delete(this.id));
      return this.ended('DELETED', ['DELETE_FAILED']);
    });
  }

  /** All events of the stack until now, newest first, and how many items the first page had if there was another one. */
  public async events(): Promise<{ readonly events: readonly StackEvent[]; readonly pageSize: number | undefined }> {
    const [first, ...others] = await pagesOf((next) => this.calls.events(this.id, next));
    return { events: [...first?.items ?? [], ...others.flatMap(({ items }) => items)], pageSize: first?.next === undefined ? undefined : first.items.length };
  }

  /** The id of the stack, as whoever has made it knows it. */
  public get id(): string {
    return this.nameOrId ?? this.run.stackName;
  }

  /** Deletes the stack if there is or may be one. Never fails. */
  public async remove(): Promise<string | undefined> {
    if (this.nameOrId === undefined) return undefined;
    return whyNotRemoved(this.calls, this.time, this.nameOrId, this.isCertain ? undefined : (look) => this.run.owns(look));
  }

  private async create(): Promise<void> {
    // Whoever may not see or delete it gets none. AWS takes the deletion of a stack that isn't there.
    if (foundOf(await this.calls.describe(this.run.stackName))) throw new NotSettled('there is a stack of its name');
    answerOf(await this.calls.delete(this.run.stackName));
    this.nameOrId = this.run.stackName;
    try {
      const { answer, refusal } = await this.calls.create(this.run, templateOf('CREATED'));
      if (refusal) this.nameOrId = undefined;
      if (refusal) throw new NotSettled(`${refusal.exception} for the stack`, `${refusal.exception}: ${refusal.message}`);
      this.nameOrId = answer;
      this.isCertain = true;
    } catch (thrown) {
      if (thrown instanceof Ended || (thrown instanceof CallFailed && NOTHING_DONE.includes(thrown.exception))) this.nameOrId = undefined;
      throw thrown;
    }
  }

  private async updated(phase: Phase, mode?: UpdateMode): Promise<PhaseEnd> {
    await this.created();
    return this.once(phase, async () => {
      const status = await settledStatus(this.calls, this.time, this.id);
      if (!UPDATABLE.includes(status)) throw new NotSettled(`the stack is in ${status}`);
      answerOf(await this.calls.update(this.id, this.run, templateOf(phase), mode));
      return this.ended(phase);
    });
  }

  private async ended(phase: string, meant = MEANT[phase as Phase]): Promise<PhaseEnd> {
    const status = await settledStatus(this.calls, this.time, this.id);
    if (!meant.includes(status)) throw new NotSettled(`the stack came to ${status}`, await this.firstFailure());
    return { status, records: await this.newRecords() };
  }

  /** Why the first resource failed that wasn't meant to, in the words of CloudFormation, if they can be read. */
  private async firstFailure(): Promise<string | undefined> {
    const { events } = await this.events().catch(() => ({ events: [] as readonly StackEvent[] }));
    const failure = events.findLast(({ LogicalResourceId: id = '', PhysicalResourceId: physicalId, ResourceStatus: status }) =>
      status?.endsWith('_FAILED') && physicalId !== this.id && ![FAILING, STUBBORN].includes(id));
    return failure && `${failure.LogicalResourceId}: ${failure.ResourceStatus}: ${failure.ResourceStatusReason}`;
  }

  /**
   * The records that weren't there before. They are all there when two looks in a row have found the same, and some.
   *
   * @throws NotSettled if there are none
   */
  private async newRecords(): Promise<readonly RecordedEvent[]> {
    let found: readonly RecordedEvent[] = [];
    for (let look = 0; look < LOG_LOOKS; look++) {
      const lines = (await pagesOf((next) => this.calls.lines(this.run.stackName, next))).flatMap(({ items }) => items);
      const records = recordsIn(lines).filter(({ call }) => !this.seen.has(call));
      const areAll = records.length > 0 && records.length === found.length;
      found = records;
      if (areAll) break;
      await this.time.sleep(LOG_PAUSE);
    }
    // Of no record every experiment would be right.
    if (found.length === 0) throw new NotSettled('no record was found in time');
    for (const { call } of found) this.seen.add(call);
    return found;
  }

  private once(phase: string, work: () => Promise<PhaseEnd>): Promise<PhaseEnd> {
    const before = this.phases.get(phase);
    if (before) return before;
    const begun = work();
    this.phases.set(phase, begun);
    return begun;
  }
}

async function pagesOf<Item>(pageAt: (next?: string) => Promise<EndedCall<Page<Item>>>): Promise<Page<Item>[]> {
  const pages: Page<Item>[] = [];
  do pages.push(answerOf(await pageAt(pages.at(-1)?.next))); while (pages.at(-1)?.next !== undefined);
  return pages;
}
