import { EntriesPlan, unitsOf } from '../../../rehearsal/contents/contents-plan';
import { rehearseOnCopies, Rehearsed, RehearsalOptions } from '../../../rehearsal/rehearse';
import type { ResourcePlan, StackPlan } from '../../../rehearsal/plan';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import { plainContent } from '../../../sandbox/s3/plain-content';
import { ASSETS, MANAGEMENT } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { codeIn, filesIn, snapshotOf } from '../../support/planned';
import { seededRandom } from '../../support/seeded-random';
import { performAct } from '../identity-store/acts';
import { Contents, checked } from './declared';
import { Done, doneBetween, stateOf } from './done-by-deployment';
import { edited } from './edits';
import type { ContentsPlan, ContentsStep } from './plan';
import { LOGICAL_ID, templateOf } from './templates';

/** Makes a plan, and keeps the copies that it was made on. */
export type Rehearse = (options: RehearsalOptions) => Promise<Rehearsed>;

const NAME = 'A';
/** Longer than anything goes on in the background. */
const BACKGROUND_OVER = 2 * 3600_000;
/** Between two deployments. */
const PAUSE = 60_000;
const ONLY_TO_DELETE = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/**
 * One run: contents are planned and deployed, several times, and others interfere in between. Where the deployment does something else than was planned is in
 * `differences`.
 */
export class PlannedContentsRun {
  public readonly differences: string[] = [];
  /** How many of each verb were planned, so that a test sees that there was something to compare. */
  public readonly verbs = new Map<string, number>();
  private readonly world = new InProcess();
  private contents: Contents;
  private previous: Contents | undefined;
  private number = 0;

  constructor(private readonly plan: ContentsPlan, private readonly rehearse: Rehearse = rehearseOnCopies) {
    this.contents = { ...plan.contents, file: checked(plan.contents.file) };
  }

  public async execute(): Promise<void> {
    const { before, steps, acts, handlings = ['ONE_CALL'] } = this.plan;
    for (const act of before) performAct(act, this.world.sandbox);
    for (const [index, step] of steps.entries()) {
      await this.pass(PAUSE);
      if (step.does === 'DELETE_STACK') {
        await this.remove();
        continue;
      }
      const now = this.contents;
      this.contents = { ...step.edits.reduce((contents, edit) => edited(contents, edit, this.previous), now), handling: handlings[index % handlings.length] };
      this.previous = now;
      const goesOn = await this.planAndDeploy(step, index);
      if (!goesOn || this.differences.length > 0) return;
      const act = acts[index]?.act;
      if (act) performAct(act, this.world.sandbox);
    }
  }

  private async planAndDeploy({ does }: ContentsStep, index: number): Promise<boolean> {
    const { world } = this;
    if (ONLY_TO_DELETE.includes(world.sandbox.cloudFormation.find(NAME)?.status ?? '')) await this.remove();
    const declared = does === 'DEPLOY' ? this.contents : undefined;
    const template = templateOf({ contents: declared, sibling: null, number: this.number++ }, (key, { bytes }) => {
      world.sandbox.buckets.existing(ASSETS).put(key, plainContent(bytes));
    });
    const planned = await this.planned(template);
    if (planned.noPlan !== undefined) {
      this.differences.push(`${index}: there is no plan: ${planned.noPlan}`);
      return false;
    }
    const { done, stack } = await this.deploy(template);
    this.compare(planned, done, stack, index);
    return !ONLY_TO_DELETE.slice(1).includes(stack.status);
  }

  private async planned(template: string): Promise<StackPlan> {
    const { world } = this;
    const snapshot = await snapshotOf(world, [NAME]);
    const stack = { stackName: NAME, account: MANAGEMENT, region: 'us-east-1', template };
    const { plan: { stacks } } = await this.rehearse({
      snapshot, stacks: [stack], code: codeIn([stack, ...snapshot.stacks]), files: filesIn(world), version: '1.2.3', now: new Date(world.time.now()),
      newRandom: () => seededRandom(this.plan.seed),
    });
    return stacks[0] as StackPlan;
  }

  private async deploy(template: string): Promise<{ readonly done: Done; readonly stack: Stack }> {
    const { world } = this;
    const { cloudFormation } = world.sandbox;
    const stack = cloudFormation.find(NAME) ?? cloudFormation.newStack(NAME);
    const before = stateOf(world, stack);
    const target = cloudFormation.target(stack, template, []);
    if (cloudFormation.changes(stack, target)) await world.time.run(cloudFormation.deploy(stack, target, { rollback: true }));
    await this.pass(BACKGROUND_OVER);
    return { done: doneBetween(before, stateOf(world, stack)), stack };
  }

  private compare({ resources, asItIs }: StackPlan, done: Done, { status, events }: Stack, index: number): void {
    const contents = resources.find(({ logicalId }) => logicalId === LOGICAL_ID);
    for (const { verb, count } of resources.flatMap(unitsOf)) this.verbs.set(verb, (this.verbs.get(verb) ?? 0) + count);
    const hasFailed = /ROLLBACK|FAILED/.test(status);
    const note = (what: string): unknown => this.differences.push(`${index}: ${what}`);
    if ((contents?.verb === 'refused') !== hasFailed) {
      note(`planned ${contents?.verb} ${contents?.reason?.code}, and ended as ${status}: ${events.findLast(({ reason }) => reason?.includes('docs/reasons'))?.reason}`);
      return;
    }
    if (hasFailed && asItIs?.status !== status) note(`was to end as ${asItIs?.status}, and ended as ${status}`);
    const left = asItIs?.leftBehind.find(({ logicalId }) => logicalId === LOGICAL_ID)?.contents?.entries ?? [];
    this.compareEntries(hasFailed ? left : contents?.contents?.entries ?? [], done, hasFailed, note);
    if (!hasFailed && contents?.contents) this.compareRest(contents, done, note);
  }

  private compareEntries(entries: readonly EntriesPlan[], done: Done, hasFailed: boolean, note: (what: string) => unknown): void {
    const verbs = hasFailed ? ['creates', 'deletes', 'changes'] as const : ['creates', 'deletes', 'changes', 'adopts', 'keeps', 'leaves'] as const;
    for (const verb of verbs) {
      const planned = countsOf(entries.filter((each) => each.verb === verb));
      const real = done[verb];
      for (const what of new Set([...planned.keys(), ...real.keys()])) {
        const [expected, actual] = [planned.get(what) ?? 0, real.get(what) ?? 0];
        const along = verb === 'deletes' ? done.takenAlong.get(what) ?? 0 : 0;
        if (expected < actual || expected > actual + along) note(`${verb} ${what}: planned ${expected}, done ${actual}${along > 0 ? ` and ${along} taken along` : ''}`);
      }
    }
  }

  private compareRest({ contents }: ResourcePlan, done: Done, note: (what: string) => unknown): void {
    if (contents?.owed !== done.owed) note(`owed: planned ${contents?.owed}, is ${done.owed}`);
    const lost = contents?.entries.filter(({ verb }) => verb === 'lost') ?? [];
    if (lost.length > 0) note(`lost: ${JSON.stringify(lost)}`);
  }

  private async remove(): Promise<void> {
    const { cloudFormation } = this.world.sandbox;
    const stack = cloudFormation.find(NAME);
    if (stack) await this.world.time.run(cloudFormation.delete(stack));
    await this.pass(BACKGROUND_OVER);
  }

  private pass(milliseconds: number): Promise<void> {
    return this.world.time.run(this.world.time.sleep(milliseconds));
  }
}

/** By kind and group. */
function countsOf(entries: readonly EntriesPlan[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, group, count } of entries) {
    const what = group === undefined ? kind : `${kind} in ${group}`;
    counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return counts;
}
