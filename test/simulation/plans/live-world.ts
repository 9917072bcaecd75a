import { UNCONFIRMED } from '../../../rehearsal/unconfirmed';
import type { Stack, StackEvent, StackResource } from '../../../sandbox/cloudformation/stack';
import type { Buckets } from '../../../sandbox/s3/buckets';
import type { SeededSwitches } from '../../../sandbox/seed/seed';
import { Sandbox } from '../../../sandbox/sandbox';
import { VirtualTime } from '../../../sandbox/time/virtual-time';
import { seededRandom } from '../../support/seeded-random';
import type { Delivery } from '../deliveries';
import type { Act, Domain, Entity, Surroundings } from '../domain';
import { SimulatedFunctions } from '../functions';
import { LIBRARY } from '../handlers';
import type { History } from '../history';
import { Change, Ledger, stackStatusOf } from '../ledger';
import { nestedIn, publish } from '../nesting';
import { withPlan } from '../organizations/plan';
import { ScheduledFaults } from '../scheduled-faults';
import type { Scenario } from './scenario';

/** More than any run needs: quotas can't be read, nor when an account has left an organization, so that they are never rehearsed. */
const QUOTAS = { accountQuota: 1_000, dailyInvitations: 1_000, switches: {} };

/** Longer than any call that is still under way when a stack has ended. */
const EVERYTHING_OVER = 20_000;

/** Longer than any function waits for an account to join, also if its stack has ended meanwhile and was not rolled back. */
const NOBODY_WAITS = 180_000;

/** Statuses of a stack whose last operation failed and was not rolled back. */
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** An event that a function has handled, and how it ended as the function's log has it. */
export interface Handled {
  readonly delivery: Delivery;
  readonly result: string | undefined;
}

/** One deployment of a stack with all that are nested in it, and everything that came of it. */
export interface Deployment {
  readonly root: Stack;
  readonly stacks: readonly Stack[];
  /** How the stack ended. */
  readonly status: string;
  /** What each stack had before, by the ids of the stacks. */
  readonly had: ReadonlyMap<string, ReadonlyMap<string, StackResource>>;
  /** Only those of this deployment, by the ids of the stacks. */
  readonly events: ReadonlyMap<string, readonly StackEvent[]>;
  readonly handled: readonly Handled[];
  readonly changes: readonly Change[];
  /** What was there before. */
  readonly before: readonly Entity[];
  /** What is there afterwards. */
  readonly after: readonly Entity[];
}

/** Where stacks are really deployed, by the real functions, and nothing goes wrong by itself. */
export class LiveWorld {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  private readonly ledger: Ledger;
  private readonly deliveries: Delivery[] = [];
  private readonly results = new Map<Delivery, string>();
  private readonly buckets: Buckets;
  private published = 0;

  constructor(private readonly domain: Domain, { seed, latency, featureSet, otherwise }: Scenario, private readonly history?: History) {
    const random = seededRandom(seed);
    this.ledger = new Ledger(domain, () => this.time.now());
    let functions: SimulatedFunctions | undefined;
    let buckets: Buckets | undefined;
    this.sandbox = new Sandbox({
      time: this.time,
      random,
      faults: new ScheduledFaults(this.time, random, latency, [], {
        beforeCall: (caller) => functions?.deliveryOf(caller) ?? 'OTHERS',
        disturbed: () => undefined,
        carriedOut: (operation, author) => this.noted(operation, this.ledger.note(operation, author, this.sandbox)),
      }),
      ...(domain.organizations && { seed: withPlan(domain.organizations, { ...QUOTAS, featureSet }) }),
      switches: switchesOf(otherwise),
      functions: { concurrency: 1_000, throttledEvents: 'IN_ORDER' },
      runner: (surroundings) => {
        buckets = surroundings.buckets;
        const made = new SimulatedFunctions({
          ...surroundings, random, builds: LIBRARY,
          answer: (request) => this.sandbox.answer(request),
          stackStatus: (stackId) => stackStatusOf(this.sandbox, stackId),
          started: (delivery) => {
            this.deliveries.push(delivery);
            this.history?.delivered(delivery);
          },
          logged: (delivery, { result }) => {
            this.results.set(delivery, result);
            this.history?.note(this.time.now(), 'log', `${delivery.event.RequestType} ${delivery.event.LogicalResourceId} ${result}`);
          },
        });
        // Other accounts have some as well, which nothing is deployed to.
        functions ??= made;
        return made;
      },
    });
    this.buckets = buckets as unknown as Buckets;
    this.ledger.note('seed', 'OTHERS', this.sandbox);
  }

  public get surroundings(): Omit<Surroundings, 'declared'> {
    return { sandbox: this.sandbox, isOthers: (id) => this.ledger.creation(id)?.author === 'OTHERS' };
  }

  /** Does what somebody else does. */
  public perform(act: Act): void {
    this.domain.perform(act, this.sandbox);
    this.noted(`others ${act.does}`, this.ledger.note(act.does, 'OTHERS', this.sandbox));
  }

  /** Puts a template where stacks find it, and tells its address. */
  public publish(text: string): string {
    return publish(this.buckets, text, `nested-${this.published++}`);
  }

  /** Lets everything end that earlier deployments have begun: what it would do after a plan is made changes the world in between. */
  public async settle(): Promise<void> {
    await this.time.run(this.time.sleep(NOBODY_WAITS));
    this.ledger.note('waiting', 'OTHERS', this.sandbox);
  }

  /** Whether a stack is there and can be deployed to. */
  public find(name: string): Stack | undefined {
    return this.sandbox.cloudFormation.find(name);
  }

  /**
   * Creates or updates a stack, as `cdk deploy` does. Nothing if there is nothing to change.
   *
   * @param rollsBack whether a failure is rolled back. One that wasn't can only be taken up again in the same way
   */
  public async deploy(name: string, template: string, rollsBack: boolean): Promise<Deployment | undefined> {
    const { cloudFormation } = this.sandbox;
    const root = cloudFormation.find(name) ?? cloudFormation.newStack(name);
    const target = cloudFormation.target(root, template, []);
    if (!cloudFormation.changes(root, target)) return undefined;
    const had = new Map(this.tree(root).map(({ id, resources }) => [id, new Map([...resources].map(([each, resource]) => [each, { ...resource }]))]));
    const eventsBefore = new Map(this.tree(root).map(({ id, events }) => [id, events.length]));
    const [deliveries, changes, before] = [this.deliveries.length, this.ledger.changes.length, [...this.ledger.all]];
    await this.time.run(cloudFormation.deploy(root, target, { rollback: rollsBack && !STOPPED.includes(root.status) }));
    await this.time.run(this.time.sleep(EVERYTHING_OVER));
    this.ledger.note('deployment', 'OTHERS', this.sandbox);
    const stacks = this.tree(root);
    const events = new Map(stacks.map((stack) => [stack.id, stack.events.slice(eventsBefore.get(stack.id) ?? 0)]));
    for (const stack of stacks) {
      this.history?.ended({ stack, started: 0, status: stack.status, rootStatus: root.status, events: events.get(stack.id) ?? [] });
    }
    return {
      root, stacks, had, events, before,
      status: root.status,
      handled: this.deliveries.slice(deliveries).map((delivery) => ({ delivery, result: this.results.get(delivery) })),
      changes: this.ledger.changes.slice(changes),
      after: [...this.ledger.all],
    };
  }

  /** Deletes a stack that nothing else can be done with. */
  public async remove(name: string): Promise<void> {
    const stack = this.find(name);
    if (stack) await this.time.run(this.sandbox.cloudFormation.delete(stack));
    this.ledger.note('deletion', 'OTHERS', this.sandbox);
  }

  public get entities(): readonly Entity[] {
    return [...this.ledger.all];
  }

  public async close(): Promise<void> {
    await this.sandbox.close();
  }

  private tree(root: Stack): Stack[] {
    return [root, ...nestedIn(this.sandbox, root)];
  }

  private noted(what: string, changes: readonly Change[]): void {
    if (changes.length > 0) this.history?.changed(this.time.now(), what, changes);
  }
}

function switchesOf(otherwise: string): SeededSwitches {
  const { switches: { organizations, ...others } = {} as SeededSwitches } = UNCONFIRMED.find(({ name }) => name === otherwise) ?? {};
  return { ...others, organizations: { membershipChangePause: 0, ...organizations } };
}
