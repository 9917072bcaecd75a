import type { LogLine } from '../../../lambda/custom-resource/event-handler';
import { STATE_CHANGE, StateChangeDetail } from '../../../lib/contract/campaign-status';
import type { Stack, StackEvent } from '../../../sandbox/cloudformation/stack';
import type { Buckets } from '../../../sandbox/s3/buckets';
import { plainContent } from '../../../sandbox/s3/plain-content';
import { Sandbox } from '../../../sandbox/sandbox';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { ASSETS } from '../../support/ids';
import { seededRandom } from '../../support/seeded-random';
import { DAY, HOUR, MINUTE } from '../../support/times';
import type { Delivery } from '../deliveries';
import type { Disturbance } from '../disturbances';
import { SimulatedFunctions } from '../functions';
import { Builds, LIBRARY } from '../handlers';
import type { History } from '../history';
import type { Violation } from '../invariants/invariant';
import { stackStatusOf } from '../ledger';
import { ScheduledFaults } from '../scheduled-faults';
import { performAct } from './acts';
import type { CampaignTally } from './campaign-tally';
import { checkedCampaign, editedCampaign } from './declared';
import type { CampaignInvariant } from './invariants/invariant';
import { KeptCampaign } from './kept-campaign';
import { People } from './people';
import type { CampaignAct, CampaignPlan, CampaignStep, PlannedCampaign, Stretch } from './plan';
import { templateOf } from './templates';
import { Witness } from './witness';
import { prepare, seedOf } from './world';

/** A create, update or deletion of the stack that has ended. */
export interface CampaignDeployment {
  readonly stack: Stack;
  readonly started: number;
  readonly ended: number;
  readonly status: string;
  readonly events: readonly StackEvent[];
  /** Nothing if the stack was deleted. */
  readonly declared: PlannedCampaign | undefined;
  /** Whether nothing was to fail, and nothing went wrong. */
  readonly isCalm: boolean;
}

/** What was told of a row, and when. */
export interface Told extends StateChangeDetail {
  readonly at: number;
}

export interface CampaignRunOptions {
  readonly invariants: readonly CampaignInvariant[];
  readonly tally: CampaignTally;
  /** Something broken, instead of the library's own functions. */
  readonly builds?: Partial<Builds>;
  /** Writes down what happens. */
  readonly history?: History;
}

const NAME = 'A';
/** When what happens before a run is seen by it at the latest, in milliseconds. */
export const SEEN_AFTER = 65_000;
/** Statuses from which CloudFormation lets a stack only be deleted, or rolled back by hand. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'CREATE_FAILED'];
const SUCCEEDED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];
const WITNESSED = /^organizations:(Invite|Cancel|Accept|Move)/;

/** One run: a campaign goes on for weeks, while its people answer, others interfere, calls fail and rosters change; in the end its stack is deleted. */
export class CampaignSimulation {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  public readonly witness: Witness;
  public readonly deployments: CampaignDeployment[] = [];
  public readonly violations: Violation[] = [];
  public readonly log: { readonly at: number; readonly line: LogLine }[] = [];
  /** Everything that was sent to CloudFormation. */
  public readonly bodies: string[] = [];
  /** When the last quiet days began. */
  public quietSince = 0;
  private readonly faults: ScheduledFaults;
  private readonly functions: SimulatedFunctions;
  private readonly buckets: Buckets;
  private readonly people: People;
  private readonly rosters = new Map<string, PlannedCampaign>();
  private atCalls: CampaignPlan['atCalls'];
  private callsSinceAct = 0;
  private isQuiet = false;
  private campaign: PlannedCampaign;
  private previous: PlannedCampaign | undefined;
  private number = 0;

  constructor(public readonly plan: CampaignPlan, public readonly options: CampaignRunOptions) {
    const random = seededRandom(plan.seed);
    this.campaign = checkedCampaign(plan.campaign);
    this.atCalls = plan.atCalls;
    this.faults = new ScheduledFaults(this.time, random, plan.latency, plan.disturbances, {
      beforeCall: (caller) => {
        this.actAtCall();
        return this.functions.deliveryOf(caller) ?? 'OTHERS';
      },
      disturbed: (operation, disturbance) => this.disturbed(operation, disturbance),
      carriedOut: (operation, author) => this.carriedOut(operation, author),
    });
    const { duplicatesAcrossTargetTypes, emptyPages, readLag } = plan.organization;
    let functions: SimulatedFunctions | undefined;
    let buckets: Buckets | undefined;
    this.sandbox = new Sandbox({
      time: this.time, random, faults: this.faults, seed: seedOf(plan), switches: { organizations: { duplicatesAcrossTargetTypes, emptyPages, readLag } },
      functions: { throttledEvents: 'IN_ORDER' },
      runner: (surroundings) => {
        buckets = surroundings.buckets;
        return functions = new SimulatedFunctions({
          ...surroundings, random, builds: { ...LIBRARY, ...options.builds },
          answer: (request) => this.sandbox.answer(request),
          stackStatus: (stackId) => stackStatusOf(this.sandbox, stackId),
          started: () => undefined,
          logged: (_delivery, line) => this.logged(line),
        });
      },
    });
    this.functions = functions as unknown as SimulatedFunctions;
    this.buckets = buckets as unknown as Buckets;
    this.witness = new Witness(this.sandbox, () => this.time.now());
    this.people = new People(plan.accounts, this.sandbox);
  }

  /** Runs everything. The violations are in `violations` then. */
  public async execute(): Promise<void> {
    const begun = this.time.now();
    prepare(this.plan, this.sandbox);
    this.witness.note('OTHERS');
    this.faults.begin();
    // What others have done before is seen by everybody.
    await this.time.run(this.time.sleep(HOUR));
    await this.time.run(this.drive());
    this.options.tally.played((this.time.now() - begun) / DAY);
    await this.sandbox.close();
  }

  /** The stack, if it is there. */
  public get stack(): Stack | undefined {
    return this.sandbox.cloudFormation.find(NAME);
  }

  public get kept(): KeptCampaign | undefined {
    return this.stack && KeptCampaign.read(this.buckets, this.stack);
  }

  /** What the stack declared whose roster has a hash. */
  public declaredBy(hash: string): PlannedCampaign | undefined {
    return this.rosters.get(`${hash}.gz`);
  }

  /** What was told of the rows of a stack, oldest first. */
  public toldOf(stackId: string): readonly Told[] {
    return this.sandbox.home.events.all.filter(({ detailType }) => detailType === STATE_CHANGE.detailType)
      .map(({ detail, time }): Told => ({ ...detail as StateChangeDetail, at: Date.parse(time) })).filter((told) => told.stackId === stackId);
  }

  /** The deployments of a stack that succeeded, oldest first. */
  public successes(stackId: string): readonly CampaignDeployment[] {
    return this.deployments.filter(({ stack, status }) => stack.id === stackId && SUCCEEDED.includes(status));
  }

  private async drive(): Promise<void> {
    await this.deploy(null);
    for (const stretch of this.plan.stretches) {
      await this.pass(stretch);
      await this.rest();
    }
    this.quiet(true);
    await this.remove();
    await this.time.sleep(2 * DAY);
    this.check((invariant) => invariant.afterAll?.(this));
  }

  /** Days in which something happens. */
  private async pass({ days, steps, acts }: Stretch): Promise<void> {
    this.quiet(false);
    const [begun, ends] = [this.time.now(), this.time.now() + days * DAY];
    const each = async <Item extends { readonly hour: number }>(items: readonly Item[], does: (item: Item) => Promise<unknown> | void): Promise<void> => {
      for (const item of items.toSorted((one, other) => one.hour - other.hour)) {
        await this.time.sleep(begun + item.hour * HOUR - this.time.now());
        await does(item);
      }
    };
    const hours = Array.from({ length: days * 8 }, (_, index) => ({ hour: index * 3 }));
    await Promise.all([
      each(hours, ({ hour }) => {
        if (hour % 24 === 0) this.faults.begin();
        this.done('people answer', () => this.people.answer(this.time.now()));
      }),
      each(acts, ({ act }) => this.perform(act)),
      each(steps, (step) => this.step(step)),
    ]);
    await this.time.sleep(ends - this.time.now());
  }

  /** Days in which nothing happens, so that afterwards everything has to be as it is known. */
  private async rest(): Promise<void> {
    this.quiet(true);
    // What was sent too late, or is delivered late, comes in this time.
    await this.time.sleep(HOUR);
    if (!SUCCEEDED.concat('UPDATE_ROLLBACK_COMPLETE').includes(this.stack?.status ?? '') || this.kept?.head.pause?.kind === 'STOP') {
      this.campaign = { ...this.campaign, generation: this.campaign.generation + 1 };
      await this.deploy(null);
    }
    this.quietSince = this.time.now();
    await this.time.sleep((26 + 2 * this.campaign.hours) * HOUR);
    const { kept, stack } = this;
    if (kept && stack) this.check((invariant) => invariant.afterQuiet?.(this, kept, stack));
    else this.violations.push({ invariant: 'simulation', what: `there is no campaign after quiet days: ${stack?.status}` });
  }

  private quiet(isQuiet: boolean): void {
    this.isQuiet = isQuiet;
    this.faults.pause(isQuiet);
    this.options.history?.note(this.time.now(), 'days', isQuiet ? 'in quiet begin' : 'in which something happens begin');
  }

  private async step({ edits, meetsRun, failsAfter }: CampaignStep): Promise<void> {
    const now = this.campaign;
    this.campaign = edits.reduce((campaign, edit) => editedCampaign(campaign, edit, this.previous), now);
    this.previous = now;
    const untilRun = this.sandbox.home.schedules.nextDueAt - this.time.now();
    if (meetsRun && Number.isFinite(untilRun)) await this.time.sleep(Math.max(0, untilRun - MINUTE));
    const { status } = await this.deploy(failsAfter) ?? {};
    if (!SUCCEEDED.includes(status ?? '')) this.campaign = { ...now, generation: this.campaign.generation };
  }

  private async deploy(failsAfter: number | null): Promise<CampaignDeployment | undefined> {
    const { cloudFormation } = this.sandbox;
    if (ONLY_TO_DELETE.includes(this.stack?.status ?? '')) await this.remove();
    if (ONLY_TO_DELETE.includes(this.stack?.status ?? '')) return undefined;
    const stack = this.stack ?? cloudFormation.newStack(NAME);
    const declared = this.campaign;
    const template = templateOf(declared, failsAfter, this.number++, (key, content) => {
      this.rosters.set(key, declared);
      this.buckets.existing(ASSETS).put(key, plainContent(content));
    });
    const target = cloudFormation.target(stack, template, []);
    if (!cloudFormation.changes(stack, target)) return undefined;
    return this.operate(stack, declared, failsAfter !== null, () => cloudFormation.deploy(stack, target, { rollback: true }));
  }

  private async remove(): Promise<void> {
    const { stack } = this;
    if (stack) await this.operate(stack, undefined, false, () => this.sandbox.cloudFormation.delete(stack));
  }

  private async operate(stack: Stack, declared: PlannedCampaign | undefined, isToFail: boolean, operate: () => Promise<void>): Promise<CampaignDeployment> {
    const [started, eventsBefore, isCalm] = [this.time.now(), stack.events.length, this.isQuiet && !isToFail];
    this.options.history?.note(started, 'stack', `${stack.name} begins ${declared ? JSON.stringify(declared) : 'to be deleted'}`);
    await operate();
    const { status } = stack;
    const deployment = { stack, started, ended: this.time.now(), status, events: stack.events.slice(eventsBefore), declared, isCalm };
    this.deployments.push(deployment);
    this.options.tally.deployed(status);
    this.options.history?.note(this.time.now(), 'stack', `${stack.name} ends ${status}`);
    this.check((invariant) => invariant.afterDeployment?.(this, deployment));
    return deployment;
  }

  private check(apply: (invariant: CampaignInvariant) => readonly string[] | undefined): void {
    for (const invariant of this.options.invariants) {
      for (const what of apply(invariant) ?? []) {
        this.violations.push({ invariant: invariant.name, what });
        this.options.history?.note(this.time.now(), 'BROKEN', `${invariant.name}: ${what}`);
      }
    }
  }

  private actAtCall(): void {
    const [next] = this.atCalls;
    if (this.isQuiet || !next || this.callsSinceAct++ < next.gap) return;
    this.atCalls = this.atCalls.slice(1);
    this.callsSinceAct = 0;
    this.perform(next.act);
  }

  private perform(act: CampaignAct): void {
    this.done(act.does, () => (performAct(act, this.sandbox, this.plan.accounts.length) ? [act.does] : []));
  }

  private done(what: string, does: () => readonly string[]): void {
    const acts = does();
    this.witness.note('OTHERS');
    for (const each of acts) this.options.tally.acted(each.split(' ')[0] as string);
    if (acts.length > 0) this.options.history?.note(this.time.now(), 'others', `${what}: ${acts.join(', ')}`);
  }

  private logged(line: LogLine): void {
    this.log.push({ at: this.time.now(), line });
    this.options.tally.handled(line);
    this.options.history?.note(this.time.now(), 'log', `${line.requestType} ${line.result}`);
  }

  private disturbed(operation: string, { fault, moment }: Disturbance): void {
    this.options.tally.disturbed(operation, fault, moment);
    this.options.history?.note(this.time.now(), 'fault', `${operation} ${fault} ${moment}`);
  }

  private carriedOut(operation: string, author: Delivery | 'OTHERS'): void {
    this.options.tally.called(operation);
    if (!WITNESSED.test(operation)) return;
    for (const sending of this.witness.note(author)) {
      this.options.history?.note(this.time.now(), 'sends', `${sending.handshake.id} to ${sending.handshake.recipient?.id}`);
      this.check((invariant) => invariant.afterSending?.(this, sending));
    }
  }
}
