import { AnswerStatus, ContentsState, ContentsStatus, STATUS_FORMAT } from '../../../lib/contract/contents-status';
import type { Answer } from '../../custom-resource/answer';
import type { ContentsEvent } from '../contents-event';
import type { Entries } from '../ledger/entry';
import type { StatusObject } from './status-object';
import { TaskTally } from './task-tally';

/** How long after a status the next one is written, in milliseconds. */
const INTERVAL = 20_000;
/** The shortest time of which a rate tells something, in milliseconds. */
const SHORTEST = 1_000;

/** How a call of the function has ended. */
export interface Ending {
  readonly state: ContentsState;
  /** What CloudFormation is told, or was. */
  readonly answer?: Answer | undefined;
  /** Why it failed. */
  readonly code?: string | undefined;
}

/** Counts since the last status. */
interface Window {
  readonly since: number;
  readonly requests: number;
  readonly tasks: number;
}

type Rates = Pick<ContentsStatus, 'requestsPerSecond' | 'tasksPerSecond'>;

/** How far the handling of an event is, as it is told to people. Nothing waits for it, and nothing fails by it. */
export class Progress {
  public readonly tally = new TaskTally();
  private requests = 0;
  private window: Window;
  private rates: Rates = { requestsPerSecond: 0, tasksPerSecond: 0 };
  private passes = 1;
  private started: number;
  private failedByCode: ContentsStatus['failedByCode'] = {};
  private owed = 0;
  private answer?: AnswerStatus;
  private writing?: Promise<void>;

  constructor(private readonly event: ContentsEvent, private readonly object: StatusObject, private readonly entries: Entries) {
    this.started = event.session.started;
    this.window = { since: this.started, requests: 0, tasks: 0 };
    this.owed = this.countOwed();
  }

  /** Begins to tell. What calls before have come to is added, if there may have been any. */
  public begin(): void {
    const { requestType, pass, session } = this.event;
    const mayContinue = requestType === 'Delete' || pass.pausesAfter !== undefined;
    this.enqueue(async () => {
      const before = mayContinue ? await this.object.read(session) : undefined;
      if (before) this.continue(before);
      await this.object.write(session, this.status('RUNNING'));
    });
  }

  /** Counts a request to the store, and tells how far it is if that was a while ago. */
  public requested(): void {
    this.requests += 1;
    if (this.writing || this.event.session.now() - this.window.since < INTERVAL) return;
    this.renewRates();
    this.enqueue(() => this.object.write(this.event.session, this.status('RUNNING')));
  }

  /**
   * Tells how this call of the function has ended.
   *
   * @returns the last status, once it is written or can't be
   */
  public async end({ state, answer, code }: Ending): Promise<ContentsStatus> {
    this.renewRates();
    this.owed = this.countOwed();
    if (answer) this.answer = answerStatusOf(answer);
    let last = this.status(state, code);
    this.enqueue(() => {
      last = this.status(state, code);
      return this.object.write(this.event.session, last);
    });
    await this.writing;
    return last;
  }

  private enqueue(write: () => Promise<void>): void {
    const writing = (this.writing ?? Promise.resolve()).then(write).finally(() => {
      if (this.writing === writing) delete this.writing;
    });
    this.writing = writing;
  }

  /** A Delete goes on with what the event before has left to it, whose rows are still of interest. */
  private continue(before: ContentsStatus): void {
    const { requestId, requestType } = this.event;
    if (before.requestId === requestId) {
      this.tally.continue(before);
      this.started = before.started;
      this.passes = before.passes + 1;
      if (before.answer) this.answer ??= before.answer;
    } else if (requestType === 'Delete') {
      this.tally.continue({ rows: before.rows, removals: { toDo: 0, done: 0, failed: 0 } });
    } else return;
    this.failedByCode = before.failedByCode;
  }

  private countOwed(): number {
    return [...this.entries].filter(({ state }) => state === 'owed').length;
  }

  private renewRates(): void {
    const { requests, window: { since } } = this;
    const { ended: tasks } = this.tally;
    const now = this.event.session.now();
    if (now - since < SHORTEST) return;
    const perSecond = (count: number): number => Math.round(count / (now - since) * 10_000) / 10;
    this.rates = { requestsPerSecond: perSecond(requests - this.window.requests), tasksPerSecond: perSecond(tasks - this.window.tasks) };
    this.window = { since: now, requests, tasks };
  }

  private status(state: ContentsState, code?: string): ContentsStatus {
    const { event: { requestId, requestType, signed, session }, tally, rates, passes, started, owed, answer } = this;
    return {
      format: STATUS_FORMAT, requestId, requestType, state, phase: tally.phase, signed, started, updated: Math.floor(session.now()), passes, ...tally.counts,
      failedByCode: tally.failedByCode ?? this.failedByCode, owed, ...rates, ...(answer && { answer }), ...(code !== undefined && { code }),
    };
  }
}

/** A reason begins with its code. */
function answerStatusOf(answer: Answer): AnswerStatus {
  if (answer.status === 'SUCCESS') return { status: 'SUCCESS' };
  const [, code] = /^([A-Z_]+):/.exec(answer.reason) ?? [];
  return { status: 'FAILED', ...(code !== undefined && { code }) };
}
