import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { identityStoreHandler } from '../../lambda/identity-store/handler';
import { awaitingHandler, organizationsHandler } from '../../lambda/organizations/handler';
import { homepage } from '../../package.json';
import type { Environment } from '../../sandbox/environment';
import type { EventReceiver } from '../../sandbox/cloudformation/custom-resources';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { Callers } from '../../sandbox/security/callers';
import type { Time } from '../../sandbox/time/time';
import { Journal, JournalEntry, newEntry } from '../journal';
import type { FunctionTable } from './code';
import type { DirectClients } from './direct-clients';
import { EventOrder, isAhead, pausesIn } from './event-order';
import { handlerDependencies, uploadAnswer } from './handler-dependencies';
import { openAnswer } from './open-answers';
import { runCampaignEvent } from './rehearsed-campaign';
import { RehearsedContents } from './rehearsed-contents';
import { Turns } from './turns';
import { WireHandler } from './wire-handler';

/** A time that no event needs: nothing fails by itself in a rehearsal. */
const TIMEOUT = 780_000;

/** The longest time that a Delete waits for an environment, in milliseconds. */
const PATIENCE = 60_000;

/** The functions know their role, as real ones do: by it they know what a Create has made that CloudFormation has given up. */
const ROLE_NAME = 'rehearsal';

export interface RehearsedFunctionsDependencies {
  readonly environment: Environment;
  readonly callers: Callers;
  readonly clients: DirectClients;
  readonly table: FunctionTable;
  readonly journal: Journal;
  readonly time: Time;
  readonly random: () => number;
  readonly order: EventOrder;
  /** Answers a request as AWS would, and notes for an entry of the journal what it changes. */
  readonly answer: (request: HttpRequest, entry: JournalEntry | undefined) => Promise<HttpResponse>;
}

/**
 * Runs the functions' own code in this process, each event in an environment of its own as long as it takes. Those that begin at the
 * same moment begin one after the other: so most find the environment of an event before them, which has read for them what a stack has.
 */
export class RehearsedFunctions implements EventReceiver {
  private readonly running = new Set<Promise<void>>();
  private readonly idle: ProgramEnvironment[] = [];
  /** Those of what comes ahead: what they have read there is out of date for the others. */
  private readonly idleAhead: ProgramEnvironment[] = [];
  private readonly nextPause: (logicalId: string) => number;
  private readonly turns = new Turns();
  /** Deletes that wait for an environment. */
  private readonly waiting = new Set<AbortController>();
  private inUse = 0;

  constructor(private readonly dependencies: RehearsedFunctionsDependencies) {
    this.nextPause = pausesIn(dependencies.order, dependencies.random);
  }

  public invokeLater(serviceToken: string, payload: unknown): void {
    const event = structuredClone(payload) as CloudFormationCustomResourceEvent;
    const { journal } = this.dependencies;
    const entry = newEntry({ stackId: event.StackId, logicalId: event.LogicalResourceId, requestType: event.RequestType });
    journal.entries.push(entry);
    const run = this.run(serviceToken, event, entry).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(serviceToken: string, event: CloudFormationCustomResourceEvent, entry: JournalEntry): Promise<void> {
    const { time, table, order } = this.dependencies;
    const pause = this.nextPause(event.LogicalResourceId);
    const idle = isAhead(order, event.LogicalResourceId) ? this.idleAhead : this.idle;
    if (pause > 0) await time.sleep(pause);
    const program = table.programOf(serviceToken);
    if (program === 'CONTENTS' || program === 'CAMPAIGN') return this.runWithLedger(program, event, entry);
    await this.turns.take();
    if (event.RequestType === 'Delete' && idle.length === 0 && this.inUse > 0) await this.untilIdle();
    const environment = idle.pop() ?? new ProgramEnvironment(this.dependencies, this.turns);
    this.inUse += 1;
    try {
      await environment.run(table.programOf(serviceToken), event, entry);
    } finally {
      this.inUse -= 1;
      idle.push(environment);
      const [first] = this.waiting;
      first?.abort();
      this.turns.give();
    }
  }

  /** Contents make many calls at the same time; neither they nor campaigns remember anything for the next event but in their ledgers. */
  private async runWithLedger(program: 'CONTENTS' | 'CAMPAIGN', event: CloudFormationCustomResourceEvent, entry: JournalEntry): Promise<void> {
    const { callers, environment, time, random, clients, answer } = this.dependencies;
    const accessKeyId = issuedKey(callers, environment);
    const handler = new WireHandler((request) => answer(request, entry));
    const dependencies = {
      ...handlerDependencies({ makeClient: clients.makerFor(accessKeyId, handler), time, random, homepage }),
      putAnswer: (url: string, body: string) => {
        const { Status: status, Reason: reason = '' } = JSON.parse(body) as { readonly Status: string; readonly Reason?: string };
        if (status === 'FAILED') entry.reason = reason;
        return uploadAnswer((request) => answer(request, entry), accessKeyId, new URL(url), body);
      },
      roleName: ROLE_NAME,
      log: ({ result }: { readonly result: string }) => { entry.result = result; },
      endEnvironment: () => undefined,
    };
    if (program === 'CAMPAIGN') return runCampaignEvent(event, dependencies, accessKeyId, handler, arnOf(environment));
    return new RehearsedContents(dependencies, accessKeyId, handler, arnOf(environment)).run(event);
  }

  /** Nothing that is declared waits for a Delete. So it can wait for an environment that knows the stack already, if that doesn't take too long. */
  private async untilIdle(): Promise<void> {
    const waiting = new AbortController();
    this.waiting.add(waiting);
    waiting.signal.addEventListener('abort', () => this.waiting.delete(waiting));
    await this.turns.aside(() => this.dependencies.time.sleep(PATIENCE, waiting.signal));
    this.waiting.delete(waiting);
  }

  public async settled(): Promise<void> {
    await Promise.all(this.running);
  }
}

function issuedKey(callers: Callers, { account, partition }: Environment): string {
  return callers.issue({ account, arn: `arn:${partition}:sts::${account}:assumed-role/${ROLE_NAME}/cdk-org-guard` });
}

function arnOf({ account, partition, region }: Environment): string {
  return `arn:${partition}:lambda:${region}:${account}:function:rehearsal`;
}

/** The handlers with their clients. What they remember is remembered for the next event, as in a warm function. */
class ProgramEnvironment {
  private readonly identityStore: ReturnType<typeof identityStoreHandler>;
  private readonly organizations: ReturnType<typeof organizationsHandler>;
  private readonly awaiting: ReturnType<typeof awaitingHandler>;
  private readonly upload: (url: string, body: string) => Promise<number>;
  private entry: JournalEntry | undefined;

  constructor(private readonly dependencies: RehearsedFunctionsDependencies, turns: Turns) {
    const { environment, callers, clients, random } = dependencies;
    const time: Time = {
      now: () => dependencies.time.now(),
      sleep: (milliseconds, signal) => turns.aside(() => dependencies.time.sleep(milliseconds, signal)),
    };
    const accessKeyId = issuedKey(callers, environment);
    const answer = (request: HttpRequest): Promise<HttpResponse> => dependencies.answer(request, this.entry);
    this.upload = (url, body) => uploadAnswer(answer, accessKeyId, new URL(url), body);
    const shared = {
      ...handlerDependencies({ makeClient: clients.makerFor(accessKeyId, new WireHandler(answer)), time, random, homepage }),
      putAnswer: async (url: string, body: string) => {
        const { Status: status, Reason: reason = '' } = JSON.parse(body) as { readonly Status: string; readonly Reason?: string };
        if (status !== 'FAILED') return this.upload(url, body);
        // What is refused has taken more calls than what is done, so that its answer comes later.
        await turns.aside(async () => undefined);
        return this.upload(url, this.notedRefusal(body, reason));
      },
      roleName: ROLE_NAME,
      log: ({ result }: { readonly result: string }) => { if (this.entry) this.entry.result = result; },
      endEnvironment: () => undefined,
    };
    this.identityStore = identityStoreHandler(shared);
    this.organizations = organizationsHandler(shared);
    this.awaiting = awaitingHandler({ ...shared, log: () => undefined });
  }

  public async run(program: ReturnType<FunctionTable['programOf']>, event: CloudFormationCustomResourceEvent, entry: JournalEntry): Promise<void> {
    const { environment, time } = this.dependencies;
    const deadline = time.now() + TIMEOUT;
    const context = { getRemainingTimeInMillis: () => deadline - time.now(), invokedFunctionArn: arnOf(environment) };
    this.entry = entry;
    if (program === 'IDENTITY_STORE') await this.identityStore(event, context);
    else if (program === 'ORGANIZATIONS') await this.organizations(event, context);
    else await this.lookOnce(event, context);
    this.entry = undefined;
  }

  /** In place of the provider framework, which would ask again and again: nobody accepts anything in a rehearsal. */
  private async lookOnce(event: CloudFormationCustomResourceEvent, context: { readonly getRemainingTimeInMillis: () => number }): Promise<void> {
    const { entry } = this;
    const { ResponseURL: url, StackId, RequestId, LogicalResourceId } = event;
    const answered = { StackId, RequestId, LogicalResourceId };
    const incoming = event.RequestType === 'Create' ? `failed:${RequestId}` : event.PhysicalResourceId;
    try {
      const begun = await this.awaiting(event, context);
      const polled = await this.awaiting({ ...event, ...begun, Data: { WaitingSince: begun.Data?.WaitingSince ?? '' } }, context);
      if (entry) Object.assign(entry, { result: 'DONE', isWaiting: polled.IsComplete === false });
      await this.upload(url, JSON.stringify({
        ...answered, Status: 'SUCCESS', PhysicalResourceId: begun.PhysicalResourceId ?? incoming, Data: polled.Data ?? { AccountId: '', State: 'PENDING' },
      }));
    } catch (thrown) {
      const { message } = thrown as Error;
      if (entry) Object.assign(entry, { result: /^[A-Z_]+/.exec(message)?.[0] ?? 'FAILED', reason: message });
      await this.upload(url, JSON.stringify({ ...answered, Status: 'FAILED', PhysicalResourceId: incoming, Reason: message }));
    }
  }

  /** Takes down that something is refused, or isn't known, and gives what is answered. */
  private notedRefusal(body: string, reason: string): string {
    const { entry } = this;
    if (!entry) return body;
    const open = openAnswer(body, entry);
    if (open) entry.unknown = [open.unknown];
    else entry.reason = reason;
    return open?.body ?? body;
  }
}
