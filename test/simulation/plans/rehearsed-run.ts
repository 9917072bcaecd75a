import { rehearseOnCopies, Rehearsed, RehearsalOptions } from '../../../rehearsal/rehearse';
import type { Plan, ResourcePlan, StackPlan } from '../../../rehearsal/plan';
import { MANAGEMENT } from '../../support/ids';
import { codeIn, snapshotOf } from '../../support/planned';
import { seededRandom } from '../../support/seeded-random';
import type { Domain, Entity } from '../domain';
import type { History } from '../history';
import { accountOf } from '../organizations/world';
import { moved, Owned } from '../run';
import { edited, Templates } from '../stacks';
import { differencesOfFailure, differencesOfSuccess, hasMetUnknown, isOpen, plannedFailure, unforeseenFailures } from './comparison';
import { Deployment, LiveWorld } from './live-world';
import { withOutputs } from './outputs';
import { differencesOtherwise } from './otherwise';
import type { PlanTally } from './plan-tally';
import type { Scenario, StackEdits } from './scenario';
import { stateDifferences, stateOf } from './state';

/** Makes a plan, and keeps the copies that it was made on. */
export type Rehearse = (options: RehearsalOptions) => Promise<Rehearsed>;

export interface RehearsedRunOptions {
  readonly domain: Domain;
  readonly templates: Templates;
  readonly tally: PlanTally;
  /** Something broken, instead of the product's own engine. */
  readonly rehearse?: Rehearse;
  /** Writes down what happens. */
  readonly history?: History;
}

/** Statuses from which CloudFormation lets a stack only be deleted. */
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/** A template as it is published, and what it is nested in. */
interface Written {
  readonly name: string;
  readonly template: string;
  /** By the last part of their addresses. */
  readonly nested: ReadonlyMap<string, string>;
}

/** One run: a world comes about, a plan is made in it, and then the same is really deployed. What is different is in `differences`. */
export class RehearsedRun {
  public readonly differences: string[] = [];
  private readonly world: LiveWorld;
  private readonly owned: readonly Owned[] = ['A', 'B'].map((name) => ({ name, declarations: new Map() }));

  constructor(private readonly scenario: Scenario, private readonly options: RehearsedRunOptions) {
    this.world = new LiveWorld(options.domain, scenario, options.history);
  }

  public async execute(): Promise<void> {
    const { before, history, planned } = this.scenario;
    for (const act of before) this.world.perform(act);
    for (const episode of history) {
      await this.deploy(this.edit(episode), this.scenario.rollsBack);
      for (const act of episode.acts) this.world.perform(act);
    }
    for (const edits of planned) await this.rehearseAndDeploy(edits);
    await this.world.close();
  }

  private async rehearseAndDeploy(edits: readonly StackEdits[]): Promise<void> {
    const written = edits.map((each) => this.edit(each));
    await this.world.settle();
    const rehearsed = await this.rehearse(written);
    const { plan, fork, rolledBack } = rehearsed;
    this.tell(plan);
    if (this.scenario.otherwise !== '') return this.deployOtherwise(plan, written);
    const known = new Set(this.world.entities.map(({ id }) => id));
    let isFailed = false;
    let isSure = true;
    const madeBefore = new Set<string>();
    for (const [index, each] of written.entries()) {
      const stackPlan = plan.stacks[index] as StackPlan;
      this.options.tally.planned(stackPlan);
      if (isFailed) break;
      if (stackPlan.noPlan !== undefined) {
        if (!ONLY_TO_DELETE.includes(this.world.find(each.name)?.status ?? '')) this.note(`${each.name}: there is no plan: ${stackPlan.noPlan}`);
        return;
      }
      const deployment = await this.deploy(each);
      isFailed = deployment !== undefined && failed(deployment);
      if (isFailed && plannedFailure(stackPlan) === 'NONE' && stackPlan.resources.some(isOpen)) return this.options.tally.leftOpen();
      if (isFailed && deployment && hasMetUnknown(stackPlan, deployment)) {
        unforeseenFailures(stackPlan, deployment).forEach((what) => this.note(`${each.name}: ${what}`));
        return this.options.tally.leftOpen();
      }
      // How it would end after one that fails in some orders only isn't told.
      if (!isSure && stackPlan.asItIs === undefined && plannedFailure(stackPlan) !== 'NONE') return this.options.tally.leftToOrder();
      isSure &&= plannedFailure(stackPlan) !== 'POSSIBLE';
      this.compare(stackPlan, deployment, madeBefore);
      // An account that joins has the id that it had before.
      deployment?.after.forEach(({ id, kind }) => kind === 'Account' || known.has(id) || madeBefore.add(id));
      if (this.differences.length > 0) return;
    }
    const resources = plan.stacks.flatMap((stack) => stack.resources);
    const open = resources.filter(isOpen);
    if (!isFailed && plan.stacks.length === written.length) this.compareLost(resources);
    if (isFailed && open.length > 0) return;
    const isAnyOrder = isFailed
      ? plan.stacks.some(({ asItIs }) => asItIs?.dependsOnOrder)
      : resources.some(({ inAnotherOrder }) => inAnotherOrder !== undefined);
    if (isAnyOrder) return this.options.tally.leftToOrder();
    this.compareStates(isFailed ? rolledBack : fork, known, open);
  }

  /** In a world in which AWS behaves otherwise. */
  private async deployOtherwise({ stacks }: Plan, written: readonly Written[]): Promise<void> {
    for (const [index, each] of written.entries()) {
      const plan = stacks[index] as StackPlan;
      const deployment = await this.deploy(each);
      if (plan.noPlan !== undefined || !deployment) continue;
      this.options.tally.endedOtherwise(this.scenario.otherwise);
      differencesOtherwise(plan, this.scenario.otherwise, deployment).forEach((what) => this.note(`${each.name}, with ${this.scenario.otherwise} otherwise: ${what}`));
      // Of what comes after one that fails or depends on more than one thing, nothing is told.
      if (this.differences.length > 0 || failed(deployment)) return;
    }
  }

  private compare(plan: StackPlan, deployment: Deployment | undefined, madeBefore: ReadonlySet<string>): void {
    const { stackName } = plan;
    if (deployment) this.options.tally.ended(deployment.status);
    const expected = plannedFailure(plan);
    if (expected === 'SURE' || (deployment && failed(deployment) && expected === 'POSSIBLE')) {
      return differencesOfFailure(plan, deployment, madeBefore).forEach((what) => this.note(`${stackName}: ${what}`));
    }
    if (deployment && failed(deployment)) {
      return this.note(`${stackName}: it was planned to succeed, and ended ${deployment.status}: ${reasonsOf(deployment).join('; ')}`);
    }
    differencesOfSuccess(plan, deployment, madeBefore).forEach((what) => this.note(`${stackName}: ${what}`));
  }

  /** What is lost is gone once everything is deployed. */
  private compareLost(resources: readonly ResourcePlan[]): void {
    const there = new Set(this.world.entities.map(({ id }) => id));
    const kept = resources.filter(({ verb, entity, inAnotherOrder }) => verb === 'lost' && inAnotherOrder === undefined && there.has(entity.id ?? ''));
    for (const { logicalId } of kept) this.note(`${logicalId} was to be lost, and is there`);
  }

  private compareStates(fork: Rehearsed['fork'] | undefined, known: ReadonlySet<string>, open: readonly ResourcePlan[]): void {
    if (!fork) return this.note('it failed, and nothing was rolled back in the rehearsal');
    const accounts = new Set(open.map(({ entity: { name } }) => accountOf(name)));
    const isForetold = ({ id, value }: Entity): boolean => !accounts.has(id) && !accounts.has(accountOf((value as { readonly target?: string }).target ?? ''));
    const [planned, real] = [this.options.domain.entities(fork.sandbox), this.world.entities].map((entities) => stateOf(entities.filter(isForetold), known));
    stateDifferences(planned as never, real as never).forEach((what) => this.note(what));
  }

  private rehearse(written: readonly Written[]): Promise<Rehearsed> {
    const { rehearse = rehearseOnCopies } = this.options;
    return snapshotOf(this.world, written.map(({ name }) => name)).then((snapshot) => rehearse({
      snapshot,
      stacks: written.map(({ name, template, nested }) =>
        ({ stackName: name, account: MANAGEMENT, region: 'us-east-1', template, nestedTemplates: nested })),
      code: codeIn([...written, ...snapshot.stacks, ...written.flatMap(({ nested }) => [...nested.values()].map((template) => ({ template })))]),
      version: '1.2.3',
      now: new Date(this.world.time.now()),
      newRandom: () => seededRandom(this.scenario.seed + 1),
    }));
  }

  /** The next template of a stack. */
  private edit({ stack, edits }: StackEdits): Written {
    const owned = this.owned[stack] as Owned;
    const others = this.owned.filter((other) => other !== owned);
    owned.declarations = edited(owned.declarations, edits.map((edit) => (edit.does === 'MOVE' ? moved(edit, others) : edit)));
    const { templates } = this.options;
    const { name, declarations } = owned;
    const nested = new Map<string, string>();
    const template = this.scenario.isNested
      ? templates.nestedText(declarations, { fails: 'NOT' }, this.world.surroundings, (text) => {
          const inner = withOutputs(text);
          const address = this.world.publish(inner);
          nested.set(address.split('/').at(-1) as string, inner);
          return address;
        })
      : withOutputs(templates.text(declarations, { fails: 'NOT' }, this.world.surroundings));
    return { name, template, nested };
  }

  private async deploy({ name, template }: Written, rollsBack = true): Promise<Deployment | undefined> {
    if (ONLY_TO_DELETE.includes(this.world.find(name)?.status ?? '')) await this.world.remove(name);
    return this.world.deploy(name, template, rollsBack);
  }

  private tell({ stacks }: Plan): void {
    for (const { stackName, resources } of stacks) {
      for (const { logicalId, verb, entity, changes, reason, inAnotherOrder, mayBeRefused, otherwise } of resources) {
        const why = reason?.code ?? reason?.message ?? '';
        const doubts = { inAnotherOrder, mayBeRefused: mayBeRefused?.code, otherwise: otherwise?.map((other) => ({ ...other, reason: other.reason?.code })) };
        const line = [stackName, logicalId, verb, entity.id ?? '', JSON.stringify(changes), why, JSON.stringify(doubts)].join(' ');
        this.options.history?.note(this.world.time.now(), 'PLAN', line);
      }
    }
  }

  private note(what: string): void {
    this.differences.push(what);
    this.options.history?.note(this.world.time.now(), 'BROKEN', what);
  }
}

function reasonsOf({ stacks, events }: Deployment): string[] {
  return stacks.flatMap(({ id }) => events.get(id) ?? []).filter(({ status }) => status.endsWith('_FAILED')).map(({ logicalId, reason = '' }) => `${logicalId}: ${reason}`);
}

function failed({ status }: Deployment): boolean {
  return /ROLLBACK|FAILED/.test(status);
}
