import type { Time } from '../../sandbox/time/time';
import { NotSettled } from './experiment';
import type { EndedCall } from './ended-call';
import type { MadeGroup, MadeUser, StoreCalls } from './store-calls';
import type { Run, ThrowAwayGroup, ThrowAwayUser } from './throw-away';
import type { Traces } from './traces';

/** Who probes, as STS tells. */
export interface ProbingCaller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** Something that is there, and between which moments of this computer's clock it was made. */
export interface Made {
  readonly id: string;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** How long reads are given to see a write while nobody knows how long they need, in milliseconds. */
const UNKNOWN_LAG = 3_000;

/** How long they are given in any case: an update may be seen later than a creation. */
const LEAST_PAUSE = 500;

/** An identity store with users and groups to throw away, which are made when they are first asked for. */
export class ProbedStore {
  /** How long reads need to see a write, as far as that is known. */
  public lag = UNKNOWN_LAG;
  /** How members of an e-mail are spelled that are taken. */
  public spelling: 'camelCase' | 'PascalCase' = 'camelCase';
  private readonly users = new Map<string, Promise<Made>>();
  private readonly groups = new Map<string, Promise<Made>>();

  constructor(
    public readonly calls: StoreCalls,
    public readonly run: Run,
    public readonly caller: ProbingCaller,
    public readonly traces: Traces,
    /** Whether the newest answer had the header `Date`. */
    public readonly isDated: () => boolean,
    public readonly time: Time,
  ) {}

  /** Resolves when reads see everything that was written. */
  public async settled(): Promise<void> {
    const wait = this.calls.lastWriteAt + Math.max(this.lag, LEAST_PAUSE) - this.time.now();
    if (wait > 0) await this.time.sleep(wait);
  }

  /**
   * A user to throw away. That called `capitals` is written in capitals, with blanks around its display name.
   *
   * @throws NotSettled if there can be none
   */
  public user(word: ThrowAwayUser): Promise<Made> {
    return this.once(this.users, word, () => this.createUser(this.asWritten(word)));
  }

  /** A group to throw away. The name of that called `capitals` is in capitals and has blanks around it. */
  public group(word: ThrowAwayGroup): Promise<Made> {
    const name = this.run.nameOf(word);
    return this.once(this.groups, word, () => this.createGroup({ displayName: word === 'capitals' ? ` ${name.toUpperCase()} ` : name, description: this.run.remark }));
  }

  /** What such a user is made with. */
  public asWritten(word: ThrowAwayUser): MadeUser {
    const [userName, email] = [this.run.nameOf(word), this.run.emailOf(word)];
    return word === 'capitals'
      ? { userName: userName.toUpperCase(), displayName: ` ${this.run.remark} `, email: email.toUpperCase() }
      : { userName, displayName: this.run.remark, email };
  }

  public createUser(user: MadeUser): Promise<EndedCall<string>> {
    return this.traces.made('user', user.userName, () => this.calls.createUser(user));
  }

  public createGroup(group: MadeGroup): Promise<EndedCall<string>> {
    return this.traces.made('group', group.displayName, () => this.calls.createGroup(group));
  }

  private once(there: Map<string, Promise<Made>>, word: string, make: () => Promise<EndedCall<string>>): Promise<Made> {
    const before = there.get(word);
    if (before) return before;
    const made = make().then(({ answer, refusal, sentAt, answeredAt }) => {
      if (refusal) throw new NotSettled(`${refusal.exception} for what it needs`);
      return { id: answer, sentAt, answeredAt };
    });
    there.set(word, made);
    return made;
  }
}
