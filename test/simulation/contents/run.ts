import { passHandler } from '../../../lambda/contents/workflow/pass-handler';
import type { LogLine } from '../../../lambda/custom-resource/event-handler';
import type { Stack, StackEvent } from '../../../sandbox/cloudformation/stack';
import type { Buckets } from '../../../sandbox/s3/buckets';
import { plainContent } from '../../../sandbox/s3/plain-content';
import { Sandbox } from '../../../sandbox/sandbox';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { ASSETS } from '../../support/ids';
import { seededRandom } from '../../support/seeded-random';
import type { Delivery } from '../deliveries';
import { Disturbance, writes } from '../disturbances';
import type { Act } from '../domain';
import { SimulatedFunctions } from '../functions';
import { Builds, LIBRARY } from '../handlers';
import { History } from '../history';
import { performAct } from '../identity-store/acts';
import { IDENTITY_STORE } from '../identity-store/domain';
import type { Violation } from '../invariants/invariant';
import { Author, Ledger, stackStatusOf } from '../ledger';
import type { PlannedAct } from '../plan';
import { ScheduledFaults } from '../scheduled-faults';
import type { Tally } from '../tally';
import { Contents, checked } from './declared';
import { edited } from './edits';
import type { ContentsExcuseName } from './excuses';
import type { ContentsInvariant } from './invariants/invariant';
import { KeptLedger, keptLedger } from './kept-ledger';
import type { ContentsPlan, ContentsStep } from './plan';
import { isOfContents, isRemovalByContents, Removal, removalOf } from './removals';
import { templateOf } from './templates';

/** A create, update or deletion of the stack that has ended. */
export interface Deployment {
  readonly does: ContentsStep['does'];
  readonly stack: Stack;
  readonly started: number;
  readonly ended: number;
  /** How the stack ended. */
  readonly status: string;
  /** Only those of this operation. */
  readonly events: readonly StackEvent[];
  /** What the template declares; nothing if the contents have gone. */
  readonly declared: Contents | undefined;
  /** What was declared by the deployment before that succeeded, if any of this stack has. */
  readonly before: Contents | undefined;
  /** What is in the ledger afterwards. */
  readonly kept: KeptLedger | undefined;
  /** Whether it is rolled back if it fails. */
  readonly rollback: boolean;
  /** Whether nothing went wrong on demand. */
  readonly isCalm: boolean;
  /** Whether nothing goes on in the background any more. */
  readonly isOver: boolean;
}

export interface ContentsRunOptions {
  readonly invariants: readonly ContentsInvariant[];
  readonly tally: Tally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** Writes down what happens. */
  readonly history?: History;
}

/** A deployment that is under way. */
export interface Deploying extends Pick<Deployment, 'declared' | 'before' | 'started'> {
  readonly rollback: boolean;
}

/** A call that was carried out. */
export interface Call {
  readonly at: number;
  readonly operation: string;
  readonly delivery: Delivery;
}

/** Longer than any event, retry or delay is under way. */
const EVERYTHING_OVER = 4 * 3600_000;
/** Longer than anything goes on in the background. */
const BACKGROUND_OVER = 2 * 3600_000;

/** Statuses from which CloudFormation lets a stack only be deleted. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'];
/** Statuses of a stack whose last operation failed and was not rolled back. */
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];
const SUCCEEDED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];
const NAME = 'A';

/** One run: a stack with contents is deployed several times, others interfere, calls fail; in the end it is deployed once more in peace, and deleted. */
export class ContentsRun {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  /** The truth about the store: who made and changed what. */
  public readonly ledger: Ledger;
  public readonly deliveries: Delivery[] = [];
  public readonly calls: Call[] = [];
  public readonly deployments: Deployment[] = [];
  public readonly violations: Violation[] = [];
  public readonly results = new Map<Delivery, string>();
  /** What the function of contents has removed, with the names that it had then. */
  public readonly removals: Removal[] = [];
  /** What an invariant has let pass. */
  public readonly excused = new Set<ContentsExcuseName>();
  private readonly faults: ScheduledFaults;
  private readonly functions: SimulatedFunctions;
  private readonly buckets: Buckets;
  private acts: readonly PlannedAct[];
  private callsSinceAct = 0;
  private isCalm = false;
  private contents: Contents;
  private previous: Contents | undefined;
  private hasConstruct = true;
  private succeeded: Contents | undefined;
  private number = 0;
  /** What is being deployed at the moment. */
  public deploying: Deploying = { declared: undefined, before: undefined, started: 0, rollback: true };

  constructor(public readonly plan: ContentsPlan, public readonly options: ContentsRunOptions) {
    const random = seededRandom(plan.seed);
    this.contents = { ...plan.contents, file: checked(plan.contents.file) };
    this.ledger = new Ledger(IDENTITY_STORE, () => this.time.now());
    this.acts = plan.acts;
    this.faults = new ScheduledFaults(this.time, random, plan.latency, plan.disturbances, {
      beforeCall: (caller) => {
        this.act();
        return this.functions.deliveryOf(caller) ?? 'OTHERS';
      },
      disturbed: (...what) => this.disturbed(...what),
      carriedOut: (operation, author, isBelated) => this.carriedOut(operation, author, isBelated),
    });
    let functions: SimulatedFunctions | undefined;
    let buckets: Buckets | undefined;
    this.sandbox = new Sandbox({
      time: this.time,
      random,
      faults: this.faults,
      switches: { cloudFormation: plan.switches, identityStore: plan.identityStore },
      longestPolicyDelay: plan.policyDelay,
      functions: { throttledEvents: 'IN_ORDER' },
      runner: (surroundings) => {
        buckets = surroundings.buckets;
        return functions = new SimulatedFunctions({
          ...surroundings, random, builds: { ...LIBRARY, pass: (dependencies) => passHandler(dependencies, plan.pausesAfter), ...options.builds },
          answer: (request) => this.sandbox.answer(request),
          stackStatus: (stackId) => stackStatusOf(this.sandbox, stackId),
          started: (delivery) => this.started(delivery),
          logged: (delivery, line) => this.logged(delivery, line),
        });
      },
    });
    this.functions = functions as unknown as SimulatedFunctions;
    this.buckets = buckets as unknown as Buckets;
  }

  /** Runs everything. The violations are in `violations` then. */
  public async execute(): Promise<void> {
    const { plan } = this;
    this.ledger.note('seed', 'OTHERS', this.sandbox);
    for (const act of plan.before) this.perform(act);
    for (const store of this.sandbox.identityStores.all) store.settle();
    await this.time.run(this.drive());
    this.faults.stop();
    this.acts = [];
    await this.time.run(this.time.sleep(EVERYTHING_OVER));
    this.isCalm = true;
    await this.time.run(this.retry());
    await this.time.run(this.time.sleep(EVERYTHING_OVER));
    await this.time.run(this.remove());
    this.check((invariant) => invariant.afterAll?.(this));
    for (const name of this.excused) this.options.tally.excusedIn([name]);
    await this.sandbox.close();
  }

  /** The deliveries of events about contents. */
  public get events(): readonly Delivery[] {
    return this.deliveries.filter(isOfContents);
  }

  private async drive(): Promise<void> {
    const { steps, handlings = ['ONE_CALL'], waits = [true] } = this.plan;
    for (const [index, step] of steps.entries()) {
      await this.time.sleep(step.pause);
      if (step.does === 'DELETE_STACK') {
        await this.remove();
        continue;
      }
      const now = this.contents;
      const handling = handlings[index % handlings.length];
      this.contents = { ...step.edits.reduce((contents, edit) => edited(contents, edit, this.previous), now), handling };
      this.previous = now;
      this.hasConstruct = step.does === 'DEPLOY';
      await this.deploy(step, waits[index % waits.length]);
    }
  }

  /** Deploys what was deployed last, now that nothing goes wrong; once more, so that every row is looked at; and with a change of no concern. */
  private async retry(): Promise<void> {
    const step = { does: 'DEPLOY', sibling: null, rollback: true } as const;
    this.hasConstruct = true;
    await this.deploy(step);
    this.contents = { ...this.contents, generation: this.contents.generation + 1 };
    const deployment = await this.deploy(step);
    if (deployment) this.check((invariant) => invariant.afterRetry?.(this, deployment));
    this.contents = { ...this.contents, requestsPerSecond: 17 };
    await this.deploy(step);
  }

  private async deploy(step: Pick<ContentsStep, 'does' | 'sibling' | 'rollback'>, waits = true): Promise<Deployment | undefined> {
    const { cloudFormation } = this.sandbox;
    if (ONLY_TO_DELETE.includes(cloudFormation.find(NAME)?.status ?? '')) await this.remove();
    const existing = cloudFormation.find(NAME);
    if (ONLY_TO_DELETE.includes(existing?.status ?? '')) return undefined;
    const stack = existing ?? cloudFormation.newStack(NAME);
    if (!existing) this.succeeded = undefined;
    const declared = this.hasConstruct ? this.contents : undefined;
    const target = cloudFormation.target(stack, this.templateOf(declared, step), []);
    // CloudFormation refuses anything else.
    const rollback = step.rollback && !STOPPED.includes(stack.status);
    if (!cloudFormation.changes(stack, target)) return undefined;
    return this.operate(stack, { does: step.does, declared, rollback }, () => cloudFormation.deploy(stack, target, { rollback }), waits);
  }

  private templateOf(contents: Contents | undefined, { sibling }: Pick<ContentsStep, 'sibling'>): string {
    return templateOf({ contents, sibling, number: this.number++ }, (key, { bytes }) => {
      this.buckets.existing(ASSETS).put(key, plainContent(bytes));
    });
  }

  private async remove(): Promise<void> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find(NAME);
    if (stack) await this.operate(stack, { does: 'DELETE_STACK', declared: undefined, rollback: false }, () => cloudFormation.delete(stack));
  }

  private async operate(
    stack: Stack, { does, declared, rollback }: Pick<Deployment, 'does' | 'declared' | 'rollback'>, operate: () => Promise<void>, waits = true,
  ): Promise<Deployment> {
    const started = this.time.now();
    this.deploying = { declared, before: this.succeeded, started, rollback };
    const eventsBefore = stack.events.length;
    this.faults.begin();
    this.options.history?.note(started, 'stack', `${stack.name} begins ${declared ? JSON.stringify(declared) : 'without contents'}`);
    await operate();
    const isOver = declared?.handling !== 'BACKGROUND' || waits;
    const ended = this.time.now();
    if (declared?.handling === 'BACKGROUND' && waits) await this.time.sleep(BACKGROUND_OVER);
    const { status } = stack;
    const deployment: Deployment = {
      does, stack, started, ended, status, events: stack.events.slice(eventsBefore), declared, before: this.succeeded, rollback,
      kept: keptLedger(this.buckets, stack), isCalm: this.isCalm, isOver,
    };
    if (SUCCEEDED.includes(status)) this.succeeded = declared;
    this.deployments.push(deployment);
    const operation = { ...deployment, rootStatus: status };
    this.options.tally.ended(operation);
    this.options.history?.ended(operation);
    this.check((invariant) => invariant.afterDeployment?.(this, deployment));
    return deployment;
  }

  private check(apply: (invariant: ContentsInvariant) => readonly string[] | undefined): void {
    for (const invariant of this.options.invariants) {
      for (const what of apply(invariant) ?? []) {
        this.violations.push({ invariant: invariant.name, what });
        this.options.history?.note(this.time.now(), 'BROKEN', `${invariant.name}: ${what}`);
      }
    }
  }

  /** The names of users and groups that were there by the last change. */
  private get names(): ReadonlyMap<string, string> {
    return new Map([...this.ledger.all].flatMap(({ id, value }): [string, string][] => {
      const { UserName, DisplayName } = value as { readonly UserName?: string; readonly DisplayName?: string };
      const name = UserName ?? DisplayName;
      return name === undefined ? [] : [[id, name]];
    }));
  }

  private act(): void {
    const [next] = this.acts;
    if (!next || this.callsSinceAct++ < next.gap) return;
    this.acts = this.acts.slice(1);
    this.callsSinceAct = 0;
    this.perform(next.act);
  }

  private perform(act: Act): void {
    performAct(act, this.sandbox);
    const changes = this.ledger.note(act.does, 'OTHERS', this.sandbox);
    this.options.tally.acted(act, changes.length > 0);
    this.options.history?.changed(this.time.now(), `others ${act.does}`, changes);
  }

  private started(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.options.history?.delivered(delivery);
  }

  private logged(delivery: Delivery, line: LogLine): void {
    this.results.set(delivery, line.result);
    this.options.tally.handled(line);
    this.options.history?.note(this.time.now(), 'log', `${line.requestType} ${delivery.event.LogicalResourceId} [${line.requestId.slice(0, 8)}] ${line.result}`);
  }

  private disturbed(operation: string, { fault, moment }: Disturbance, author: Author): void {
    const name = `${fault} ${moment}`;
    this.options.tally.disturbed(operation, fault, moment);
    if (author !== 'OTHERS') author.faults.push(`${operation} ${name}`);
    this.options.history?.note(this.time.now(), 'fault', `${operation} ${name}`);
  }

  private carriedOut(operation: string, author: Author, isBelated: boolean): void {
    const { tally, history } = this.options;
    tally.called(operation);
    if (history) history.calls++;
    if (author !== 'OTHERS') this.calls.push({ at: this.time.now(), operation, delivery: author });
    if (!writes(operation) || operation.startsWith('s3:')) {
      history?.note(this.time.now(), 'call', operation);
      return;
    }
    const changes = this.ledger.note(operation, author, this.sandbox, isBelated);
    this.removals.push(...changes.filter(isRemovalByContents).map((change) => removalOf(change, this.names, this.deploying)));
    history?.changed(this.time.now(), operation, changes);
  }
}
