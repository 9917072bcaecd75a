import type { StackPlan } from '../../../rehearsal/plan';
import type { Counts } from '../tally';

const SECTIONS = ['verbs', 'plans', 'deployments'] as const;

/** What was planned and deployed in many runs, in numbers that can be added up. */
export class PlanTally {
  public readonly verbs: Counts = {};
  public readonly plans: Counts = {};
  public readonly deployments: Counts = {};

  public planned({ resources, noPlan }: StackPlan): void {
    count(this.plans, noPlan === undefined ? 'made' : 'none');
    for (const { verb, type, movedFrom } of resources) count(this.verbs, `${verb}${movedFrom === undefined ? '' : ', moved'} ${type.replace(/^Custom::/, '')}`);
  }

  public ended(status: string): void {
    count(this.deployments, status);
  }

  /** It has failed, and the plan left open whether it would. */
  public leftOpen(): void {
    count(this.deployments, 'failed, which the plan left open');
  }

  /** Something depends on the order, and the plan said so. */
  public leftToOrder(): void {
    count(this.deployments, 'with a state that depends on the order, as the plan said');
  }

  /** It has ended in a world in which AWS behaves otherwise than a plan takes it to. */
  public endedOtherwise(name: string): void {
    count(this.deployments, `with ${name} otherwise`);
  }

  public add(other: Pick<PlanTally, (typeof SECTIONS)[number]>): void {
    for (const section of SECTIONS) {
      for (const [name, number] of Object.entries(other[section])) count(this[section], name, number);
    }
  }
}

function count(counts: Counts, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}
