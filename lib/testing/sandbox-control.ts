import type { Duration } from 'aws-cdk-lib';

/**
 * What goes wrong with the next calls of an operation: exactly one of `error`, `lost`, `kill`, `delay`, `twice` and `overlapping`.
 */
export interface Fault {
  /** The name of an exception, for example `ThrottlingException`. */
  readonly error?: string;
  /** The Reason in that exception. */
  readonly reason?: string;
  /** The ResourceType in that exception, for example `IDENTITY_STORE`. */
  readonly resourceType?: string;
  /** The ResourceId in that exception. */
  readonly resourceId?: string;
  /** The RetryAfterSeconds in that exception, a whole number. */
  readonly retryAfterSeconds?: number;
  /** Its message. */
  readonly message?: string;
  /** Its HTTP status, from 400 to 599; 400 by default. */
  readonly status?: number;
  /** The connection is cut before or after the call takes effect. */
  readonly lost?: 'before' | 'after';
  /** The function is killed before or after the call takes effect. */
  readonly kill?: 'before' | 'after';
  /** The answer comes so much later. */
  readonly delay?: Duration;
  /** The event comes a second time. */
  readonly twice?: boolean;
  /** The event comes twice at the same time. */
  readonly overlapping?: boolean;
  /** How often; once by default. */
  readonly times?: number;
}

/**
 * What is in a sandbox.
 */
export interface SandboxState {
  readonly stacks: readonly {
    readonly name: string;
    readonly account: string;
    readonly region: string;
    readonly status: string;
    readonly statusReason?: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string; readonly status: string }[];
  }[];
  readonly identityStores: readonly {
    readonly identityStoreId: string;
    readonly region: string;
    /** Whether its first use made it up, since no seed names stores. */
    readonly madeUp: boolean;
    readonly groups: readonly { readonly groupId: string; readonly displayName: string; readonly description?: string; readonly external: boolean }[];
    readonly users: readonly {
      readonly userId: string; readonly userName: string; readonly displayName?: string; readonly email?: string; readonly external: boolean;
    }[];
    readonly memberships: readonly { readonly membershipId: string; readonly group: string; readonly user: string }[];
  }[];
  readonly organizations: readonly {
    readonly organizationId: string;
    readonly managementAccountId: string;
    readonly featureSet: string;
    readonly accounts: readonly {
      readonly accountId: string; readonly email: string; readonly name: string; readonly state: string;
      /** The path of its organizational unit; empty for the root. */
      readonly organizationalUnit: string;
    }[];
    readonly handshakes: readonly {
      readonly handshakeId: string; readonly action: string; readonly recipient?: string; readonly state: string; readonly expiresAt: string;
    }[];
  }[];
  /** Those that are in no organization. */
  readonly accounts: readonly { readonly accountId: string; readonly email: string; readonly name: string; readonly state: string }[];
}

/**
 * Looks at a running sandbox and steers it: what the commands `state`, `faults`, `clock`, `accept`, `decline`, `logs` and `reset` do.
 */
export class SandboxControl {
  /** @param endpoint where the sandbox listens */
  public constructor(public readonly endpoint: string) {}

  /** Stacks, resources, groups, users, memberships, organizations, accounts and handshakes. */
  public state(): Promise<SandboxState> {
    return this.ask('GET', 'state');
  }

  /** What the functions of the stacks logged, by the name of the log group. */
  public logs(): Promise<Record<string, readonly string[]>> {
    return this.ask('GET', 'logs');
  }

  /** What the functions called: for each action how it ended, and how often. */
  public calls(): Promise<Record<string, Readonly<Record<string, number>>>> {
    return this.ask('GET', 'calls');
  }

  /**
   * Lets something go wrong.
   *
   * @param operation an action that the sandbox emulates, such as `identitystore:CreateGroup`; `answer`;
   *   or `deliver:Create`, `deliver:Update`, `deliver:Delete`
   * @param fault what
   */
  public async addFault(operation: string, fault: Fault): Promise<void> {
    const { status, retryAfterSeconds, delay, times } = fault;
    const numbers = { status, retryAfterSeconds, delay: delay?.toMilliseconds(), times };
    const texts = Object.fromEntries(Object.entries(numbers).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])));
    await this.ask('POST', 'faults', { operation, options: { ...fault, ...texts } });
  }

  /** Forgets the faults that haven't happened yet. */
  public async clearFaults(): Promise<void> {
    await this.ask('DELETE', 'faults');
  }

  /** Moves the clock on: whoever waits for less goes on at once. */
  public async advanceClock(duration: Duration): Promise<void> {
    await this.ask('POST', 'clock', { milliseconds: duration.toMilliseconds() });
  }

  /**
   * Accepts an invitation, as a person in the invited account would.
   *
   * @param handshake its id, or the account id or e-mail address that it is for
   */
  public async accept(handshake: string): Promise<void> {
    await this.ask('POST', 'accept', { handshake });
  }

  /**
   * Declines an invitation, as a person in the invited account would.
   *
   * @param handshake its id, or the account id or e-mail address that it is for
   */
  public async decline(handshake: string): Promise<void> {
    await this.ask('POST', 'decline', { handshake });
  }

  /** As at the start, with the seed. */
  public async reset(): Promise<void> {
    await this.ask('POST', 'reset');
  }

  private async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.endpoint}/_sandbox/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const answer = await response.json() as Answer & { message?: string };
    if (!response.ok) throw new Error(answer.message);
    return answer;
  }
}
