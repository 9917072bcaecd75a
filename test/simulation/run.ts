import type { LogLine } from '../../lambda/custom-resource/event-handler';
import type { Stack, StackEvent } from '../../sandbox/cloudformation/stack';
import type { Buckets } from '../../sandbox/s3/buckets';
import { Sandbox } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { seededRandom } from '../support/seeded-random';
import type { Delivery } from './deliveries';
import { Disturbance, momentsOf, writes } from './disturbances';
import type { Domain, Surroundings } from './domain';
import type { ExcuseName } from './excuses';
import { SimulatedFunctions } from './functions';
import { Builds, LIBRARY } from './handlers';
import { History } from './history';
import type { Invariant, Violation } from './invariants/invariant';
import { mistakenIn } from './invariants/mistaken';
import { Author, Ledger, stackStatusOf } from './ledger';
import { nestedIn, publish } from './nesting';
import { withPlan } from './organizations/plan';
import type { Edit, Plan, PlannedAct, Step } from './plan';
import { ScheduledFaults } from './scheduled-faults';
import { Declarations, edited, Templates } from './stacks';
import type { Tally } from './tally';

/** What an account has at most unless it asks for more. */
const LARGEST_CONCURRENCY = 1_000;

/** A create, update or deletion of a stack that has ended. */
export interface Operation {
  readonly stack: Stack;
  readonly started: number;
  /** How the stack ended. */
  readonly status: string;
  /** How the stack at the top ended, which is the same one unless this one is nested. */
  readonly rootStatus: string;
  /** Only those of this operation. */
  readonly events: readonly StackEvent[];
}

export interface RunOptions {
  readonly domain: Domain;
  readonly templates: Templates;
  readonly invariants: readonly Invariant[];
  readonly tally: Tally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** Writes down what happens. */
  readonly history?: History;
}

/** Longer than any event, retry or delay is under way. */
const EVERYTHING_OVER = 4 * 3600_000;

/** Statuses from which CloudFormation lets a stack only be deleted. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/** Statuses of a stack whose last operation failed and was not rolled back. */
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** A stack as its owner sees it. */
export interface Owned {
  readonly name: string;
  declarations: Declarations;
}

/** One run: the stacks of a plan are deployed, others interfere, calls fail, and in the end everything is tried again and removed. */
export class Run {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  public readonly ledger: Ledger;
  public readonly deliveries: Delivery[] = [];
  public readonly operations: Operation[] = [];
  public readonly violations: Violation[] = [];
  /** What an invariant has let pass. */
  public readonly excused = new Set<ExcuseName>();
  /** Whether what goes wrong on demand is over. */
  public isCalm = false;
  private readonly faults: ScheduledFaults;
  private readonly functions: SimulatedFunctions;
  private readonly buckets: Buckets;
  private acts: readonly PlannedAct[];
  private callsSinceAct = 0;

  constructor(public readonly plan: Plan, public readonly options: RunOptions) {
    const { domain, builds } = options;
    const random = seededRandom(plan.seed);
    this.ledger = new Ledger(domain, () => this.time.now());
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
      switches: { cloudFormation: plan.switches, identityStore: plan.identityStore, organizations: plan.organizations.switches },
      ...(domain.organizations && { seed: withPlan(domain.organizations, plan.organizations) }),
      longestPolicyDelay: plan.policyDelay,
      // The provider framework invokes functions and waits for them. Without room for both it fails, at AWS too.
      functions: { concurrency: domain.organizations ? LARGEST_CONCURRENCY : plan.concurrency, throttledEvents: 'IN_ORDER' },
      runner: (surroundings) => {
        buckets = surroundings.buckets;
        return functions = new SimulatedFunctions({
          ...surroundings, random, builds: { ...LIBRARY, ...builds },
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
    this.ledger.note('seed', 'OTHERS', this.sandbox);
    for (const act of this.plan.before) this.perform(act);
    for (const store of this.sandbox.identityStores.all) store.settle();
    const stacks = this.plan.stacks.map((_, index): Owned => ({ name: 'AB'[index] as string, declarations: new Map() }));
    await this.time.run(Promise.all(stacks.map((stack, index) =>
      this.drive(stack, stacks.filter((other) => other !== stack), this.plan.stacks[index] as readonly Step[]))));
    this.faults.stop();
    this.acts = [];
    await this.time.run(this.time.sleep(EVERYTHING_OVER));
    this.isCalm = true;
    this.check((invariant) => invariant.afterQuiet?.(this));
    for (const stack of stacks) await this.time.run(this.retry(stack));
    await this.time.run(this.time.sleep(EVERYTHING_OVER));
    for (const stack of stacks) await this.time.run(this.remove(stack));
    this.check((invariant) => invariant.afterAll?.(this));
    this.options.tally.mistook(mistakenIn(this));
    this.options.tally.excusedIn(this.excused);
    await this.sandbox.close();
  }

  private async drive(owned: Owned, others: readonly Owned[], steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.time.sleep(step.pause);
      if (step.deletes) {
        await this.remove(owned);
      } else {
        owned.declarations = edited(owned.declarations, step.edits.map((edit) => (edit.does === 'MOVE' ? moved(edit, others) : edit)));
        await this.deploy(owned, step);
      }
    }
  }

  /** Deploys once more what was deployed last, now that nothing goes wrong. */
  private async retry(owned: Owned): Promise<void> {
    if (owned.declarations.size > 0) await this.deploy(owned, { fails: 'NOT', rollback: true });
  }

  private async deploy(owned: Owned, step: Pick<Step, 'fails' | 'rollback'>): Promise<void> {
    const { cloudFormation } = this.sandbox;
    if (ONLY_TO_DELETE.includes(cloudFormation.find(owned.name)?.status ?? '')) await this.remove(owned);
    const existing = cloudFormation.find(owned.name);
    if (ONLY_TO_DELETE.includes(existing?.status ?? '')) return;
    const stack = existing ?? cloudFormation.newStack(owned.name);
    const target = cloudFormation.target(stack, this.templateOf(owned, step), []);
    // CloudFormation refuses anything else.
    const rollback = step.rollback && !STOPPED.includes(stack.status);
    if (cloudFormation.changes(stack, target)) await this.operate(stack, () => cloudFormation.deploy(stack, target, { rollback }));
  }

  private templateOf({ name, declarations }: Owned, step: Pick<Step, 'fails'>): string {
    const { plan, surroundings, options: { templates }, buckets } = this;
    if (!plan.isNested) return templates.text(declarations, step, surroundings);
    return templates.nestedText(declarations, step, surroundings, (text) => publish(buckets, text, `${name}-${this.operations.length}`));
  }

  private get surroundings(): Omit<Surroundings, 'declared'> {
    return { sandbox: this.sandbox, isOthers: (id) => this.ledger.creation(id)?.author === 'OTHERS' };
  }

  private async remove({ name }: Owned): Promise<void> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find(name);
    if (stack) await this.operate(stack, () => cloudFormation.delete(stack));
  }

  private async operate(stack: Stack, operate: () => Promise<void>): Promise<void> {
    const started = this.time.now();
    const eventsBefore = new Map([stack, ...nestedIn(this.sandbox, stack)].map((each) => [each, each.events.length]));
    this.faults.begin();
    this.options.history?.note(started, 'stack', `${stack.name} begins`);
    await operate();
    for (const each of [...nestedIn(this.sandbox, stack), stack]) {
      const events = each.events.slice(eventsBefore.get(each) ?? 0);
      if (events.length > 0) this.ended({ stack: each, started, status: each.status, rootStatus: stack.status, events });
    }
  }

  private ended(operation: Operation): void {
    this.operations.push(operation);
    this.options.tally.ended(operation);
    this.options.history?.ended(operation);
    this.check((invariant) => invariant.afterOperation?.(this, operation));
  }

  private check(apply: (invariant: Invariant) => readonly string[] | undefined): void {
    for (const invariant of this.options.invariants) {
      for (const what of apply(invariant) ?? []) {
        this.violations.push({ invariant: invariant.name, what });
        this.options.history?.note(this.time.now(), 'BROKEN', `${invariant.name}: ${what}`);
      }
    }
  }

  private act(): void {
    const [next] = this.acts;
    if (!next || this.callsSinceAct++ < next.gap) return;
    this.acts = this.acts.slice(1);
    this.callsSinceAct = 0;
    this.perform(next.act);
  }

  private perform(act: Plan['before'][number]): void {
    this.options.domain.perform(act, this.sandbox);
    const changes = this.ledger.note(act.does, 'OTHERS', this.sandbox);
    this.options.tally.acted(act, changes.length > 0);
    this.options.history?.changed(this.time.now(), `others ${act.does}`, changes);
  }

  private started(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.options.history?.delivered(delivery);
  }

  private logged({ event }: Delivery, line: LogLine): void {
    this.options.tally.handled(line);
    this.options.history?.note(this.time.now(), 'log', `${event.RequestType} ${event.LogicalResourceId} ${line.result}`);
  }

  private disturbed(operation: string, { fault, moment }: Disturbance, author: Author): void {
    const name = `${fault} ${moment}`;
    this.options.tally.disturbed(operation, fault, moment);
    if (author !== 'OTHERS') author.faults.push(`${operation} ${name}`);
    this.options.history?.note(this.time.now(), 'fault', `${operation} ${name}`);
  }

  private carriedOut(operation: string, author: Author, isBelated: boolean): void {
    const { domain, tally, history } = this.options;
    tally.called(operation);
    if (history) history.calls++;
    if (!writes(operation)) {
      if (momentsOf('STALE_READ', operation).length > 0 && domain.isLagging(this.sandbox)) tally.disturbed(operation, 'STALE_READ', 'BEFORE');
      history?.note(this.time.now(), 'call', operation);
      return;
    }
    const changes = this.ledger.note(operation, author, this.sandbox, isBelated);
    history?.changed(this.time.now(), operation, changes);
  }
}

/** Takes a declaration out of another stack, so that it is added to this one. */
export function moved({ which }: Extract<Edit, { does: 'MOVE' }>, [other]: readonly Owned[]): Edit {
  const all = [...other?.declarations ?? []];
  const [id, declaration] = all[which % Math.max(all.length, 1)] ?? [];
  if (!other || id === undefined || declaration === undefined) return { does: 'MOVE', which };
  other.declarations = new Map(all.filter(([each]) => each !== id));
  return { does: 'ADD', declaration };
}
