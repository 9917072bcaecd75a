import { Graph, graphOf } from '../sandbox/cloudformation/graph';
import type { GivenParameter } from '../sandbox/cloudformation/parameters';
import type { Stack, StackResource } from '../sandbox/cloudformation/stack';
import type { Target } from '../sandbox/cloudformation/stack-operation';
import type { Properties } from '../sandbox/cloudformation/template';
import { ServiceError } from '../sandbox/protocol/service-error';
import type { StackSnapshot } from '../sandbox/seed/snapshot';
import { RETRIED } from './checks';
import { ContentsInStacks } from './contents/contents-in-stacks';
import { contentsResourcePlan, wholeContents } from './contents/contents-resource-plan';
import { NO_ROWS } from './contents/refused-rows';
import type { Fork } from './fork';
import type { JournalEntry } from './journal';
import { dependsOnOrder, leftBehind, Remaining } from './left-behind';
import { withMoves } from './moved';
import type { Original } from './original';
import { AsItIs, KNOWN_LATER, ResourcePlan, StackPlan } from './plan';
import { idIn, Names, namesIn, namesWith, plannedEntity } from './planned-entity';
import { isThere } from './presence';
import type { StackToDeploy } from './rehearse';
import { isRehearsed, isInAStore } from './rehearsed-types';
import { Rehearsed, resourcePlans } from './resource-plan';
import type { RehearsedTemplates } from './rehearsed-templates';

/** The resources of a template, by their logical ids. */
type Declared = ReadonlyMap<string, { readonly type: string; readonly properties: Properties }>;

const NESTED = 'AWS::CloudFormation::Stack';

/** The deployment of one stack in a copy, and what comes of it. */
export class StackRehearsal {
  /** Once there is a plan: what is left, and not in the plan because it comes to another construct. */
  public readonly moved: ResourcePlan[] = [];
  private noPlan: string | undefined;
  private stack: Stack | undefined;
  /** What there was of each stack before: this one and all that are nested in it. */
  private readonly before = new Map<string, ReadonlyMap<string, StackResource>>();
  /** The ids of those for which they stood and that were gone before they were deployed, for example by an earlier stack. */
  private readonly gone = new Set<string>();
  /** What each of them was to become. */
  private readonly targets = new Map<string, Pick<Target, 'template' | 'parameters'>>();
  private readonly contents: ContentsInStacks;
  private firstEntry = 0;
  /** Whether there was anything to deploy. */
  private isDeployed = false;

  /**
   * @param templates of the fork
   * @param original what there was before
   * @param deployed the stack as it is, if it is there
   */
  constructor(
    private readonly fork: Fork,
    private readonly templates: RehearsedTemplates,
    private readonly original: Original,
    private readonly toDeploy: StackToDeploy,
    public readonly deployed: StackSnapshot | undefined,
  ) {
    this.contents = new ContentsInStacks(fork, original);
  }

  public get status(): string {
    return this.stack?.status ?? '';
  }

  public get hasFailed(): boolean {
    return this.noPlan !== undefined || this.isDeployed && /ROLLBACK|FAILED/.test(this.status);
  }

  /** The logical ids of the resources that functions were asked about, also in nested stacks. */
  public get asked(): ReadonlySet<string> {
    const stacks = this.stack ? this.tree(this.stack) : [];
    return new Set(stacks.flatMap((stack) => this.entriesOf(stack)).map(({ logicalId }) => logicalId));
  }

  /** There is no plan of the stack. */
  public refuse(why: string): void {
    this.noPlan = why;
  }

  /**
   * @param given parameters
   * @param always whether also if nothing is declared otherwise than before
   */
  public async deploy(given: readonly GivenParameter[], always: boolean): Promise<void> {
    const { fork, toDeploy: { stackName, template, nestedTemplates = new Map<string, string>() } } = this;
    const cloudFormation = fork.cloudFormationOf(this.toDeploy);
    for (const [name, text] of nestedTemplates) fork.publish(name, text);
    this.stack = cloudFormation.find(stackName) ?? cloudFormation.newStack(stackName);
    const target = this.targetOf(this.stack, template, given);
    if (!target) return;
    await this.remember();
    this.targets.set(this.stack.id, target);
    this.firstEntry = fork.journal.entries.length;
    if (this.deployed && !always && !cloudFormation.changes(this.stack, target)) return;
    this.isDeployed = true;
    try {
      await fork.time.run(cloudFormation.deploy(this.stack, target, { rollback: !RETRIED.includes(this.stack.status) }));
      await fork.settle();
      const { status, statusReason } = this.stack;
      if (status.endsWith('_COMPLETE') && statusReason !== undefined) this.refuse(statusReason);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      this.refuse(thrown.message);
    }
  }

  /** What has come of it once all stacks are deployed. */
  public async plan(): Promise<StackPlan> {
    await this.lookAtContents();
    const { stackName, account, region, template } = this.toDeploy;
    const told = { stackName, account, region, isNew: this.deployed === undefined };
    const resources = this.noPlan === undefined && this.stack ? this.resourcesIn(this.stack) : undefined;
    if (!resources) return { ...told, noPlan: this.noPlan ?? 'not reached', resources: [], others: 0 };
    return { ...told, resources, others: this.templates.othersIn(template) };
  }

  private async lookAtContents(): Promise<void> {
    if (this.noPlan !== undefined || !this.stack) return;
    for (const stack of this.tree(this.stack)) {
      await this.contents.look(stack, this.declaredSafely(stack), this.before.get(stack.id) ?? new Map(), this.entriesOf(stack));
    }
  }

  /** Nothing if it isn't known which ones there are to be in one that is nested in it. */
  private resourcesIn(root: Stack): ResourcePlan[] | undefined {
    try {
      return this.tree(root).flatMap((stack) => {
        const declared = this.declaredIn(stack);
        const { resources, joined } = withMoves(this.plansOf(stack, declared), {
          hadBefore: (resource) => this.hadBefore(stack, resource),
          isDeclared: (logicalId) => declared.has(logicalId),
        });
        this.moved.push(...joined);
        return resources;
      });
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      this.refuse(thrown.message);
      return undefined;
    }
  }

  /** Whether a resource stood for the same entity before. */
  private hadBefore({ id: stackId }: Stack, { logicalId, type, entity: { id } }: ResourcePlan): boolean {
    const before = this.before.get(stackId)?.get(logicalId);
    return before?.type === type && idIn(type, before.physicalId) === id;
  }

  private targetOf(stack: Stack, template: string, given: readonly GivenParameter[]): Target | undefined {
    try {
      const cloudFormation = this.fork.cloudFormationOf(this.toDeploy);
      const target = cloudFormation.target(stack, template, given);
      if (target.failure !== undefined) {
        this.refuse(target.failure);
        return undefined;
      }
      // Which resources there are to be may hang on what only the deployment knows.
      cloudFormation.declaredIn(stack, target);
      return target;
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      this.refuse(thrown.message);
    }
    return undefined;
  }

  private async remember(): Promise<void> {
    if (!this.stack) return;
    for (const stack of this.tree(this.stack)) {
      this.before.set(stack.id, new Map([...stack.resources].map(([name, resource]) => [name, { ...resource }])));
      const ids = [...stack.resources.values()].map(({ type, physicalId }) => idIn(type, physicalId) ?? '');
      ids.filter((id) => !isThere(id, this.fork.sandbox)).forEach((id) => this.gone.add(id));
      await this.contents.remember(stack);
    }
  }

  /** The stack and all that are nested in it. */
  private tree(root: Stack): Stack[] {
    return this.fork.cloudFormationOf(this.toDeploy).all.filter((stack) => stack === root || stack.root === root);
  }

  /**
   * How its deployment would end, and what a rollback would leave of it. Nothing if there is nothing to deploy.
   *
   * @param plan what would be done if no failure ended it
   */
  public asItIs(plan: StackPlan): AsItIs | undefined {
    if (!this.isDeployed) return undefined;
    const remaining = (this.stack ? this.tree(this.stack) : []).flatMap((stack) => this.remainingIn(stack));
    return { status: this.status, leftBehind: remaining, ...(this.stack && dependsOnOrder(plan, this.graphOf(this.stack)) && { dependsOnOrder: true }) };
  }

  private graphOf(root: Stack): Graph {
    const definitions = this.tree(root).flatMap((stack) => Object.entries((this.targets.get(stack.id) ?? stack).template.Resources));
    return graphOf(new Map(definitions));
  }

  private remainingIn(stack: Stack): ResourcePlan[] {
    const declared = this.declaredIn(stack);
    const remaining = leftBehind(this.entriesOf(stack), (id) => isThere(id, this.fork.sandbox));
    return [...byLogicalId(remaining)].flatMap(([logicalId, all]) => {
      const contents = this.contents.planOf(stack.id, logicalId);
      if (!contents) return all.map((each) => this.remains(stack, declared, each));
      const left = { ...contents, entries: this.contents.linesOf(all), refused: NO_ROWS };
      return [wholeContents(this.pathOf(stack, logicalId), logicalId, 'changes', left)];
    });
  }

  private remains(stack: Stack, declared: Declared, { logicalId, id, verb, changes }: Remaining): ResourcePlan {
    const { type, properties } = declared.get(logicalId) ?? this.before.get(stack.id)?.get(logicalId) ?? { type: '', properties: {} };
    const entity = plannedEntity(type, properties, '', namesWith(declared, this.names));
    return { path: this.pathOf(stack, logicalId), logicalId, type, entity: { ...entity, id: verb === 'creates' ? KNOWN_LATER : id }, verb, changes };
  }

  private get names(): Names {
    return namesIn(this.fork.sandbox.identityStores, this.original);
  }

  private entriesOf(stack: Stack): JournalEntry[] {
    return this.fork.journal.entries.slice(this.firstEntry).filter(({ stackId }) => stackId === stack.id);
  }

  private plansOf(stack: Stack, declared: Declared): ResourcePlan[] {
    const before = this.before.get(stack.id) ?? new Map<string, StackResource>();
    const names = namesWith(declared, this.names);
    const entries = byLogicalId(this.entriesOf(stack));
    const events = byLogicalId(stack.events);
    return [...new Set([...declared.keys(), ...before.keys()])].flatMap((logicalId) => {
      const old = before.get(logicalId);
      const { type, properties } = declared.get(logicalId) ?? { type: old?.type ?? '', properties: undefined };
      if (!isRehearsed(type) || type === NESTED) return [];
      const contents = this.contents.planOf(stack.id, logicalId);
      const rehearsed: Rehearsed = {
        stack, logicalId, type,
        path: this.pathOf(stack, logicalId),
        ...(old && { before: old }),
        isGone: old !== undefined && isInAStore(type) && this.gone.has(idIn(type, old.physicalId) ?? ''),
        ...(properties && { properties }),
        events: events.get(logicalId) ?? [],
        entries: entries.get(logicalId) ?? [],
        names,
      };
      return contents ? contentsResourcePlan(rehearsed, contents) : resourcePlans(rehearsed);
    });
  }

  /** What the stack is to have, with its properties as far as they could be resolved. */
  private declaredIn(stack: Stack): Declared {
    // One that was nested in a stack, and isn't any more, has nothing.
    if (stack.status.startsWith('DELETE_')) return new Map();
    return this.fork.cloudFormationOf(this.toDeploy).declaredIn(stack, this.targets.get(stack.id) ?? stack);
  }

  private declaredSafely(stack: Stack): Declared {
    try {
      return this.declaredIn(stack);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      return new Map();
    }
  }

  private pathOf(stack: Stack, logicalId: string): string {
    const { constructPaths } = this.toDeploy;
    const own = stack === this.stack ? constructPaths?.get(logicalId) : undefined;
    const { template } = this.targets.get(stack.id) ?? stack;
    const { Metadata: metadata } = template.Resources[logicalId] ?? this.before.get(stack.id)?.get(logicalId)?.definition ?? {};
    const path = (metadata as { readonly 'aws:cdk:path'?: string } | undefined)?.['aws:cdk:path'];
    return (own ?? path)?.replace(/(\/Resource)?(\/Default)?$/, '') ?? logicalId;
  }
}

function byLogicalId<Item extends { readonly logicalId: string }>(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.logicalId);
    if (group) group.push(item);
    else groups.set(item.logicalId, [item]);
  }
  return groups;
}
