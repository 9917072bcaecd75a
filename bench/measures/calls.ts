import { InvitingWorld } from '../../test/support/declared-invitations';
import type { Measure } from '../measure';
import { LIFE_CYCLE, LifeCycleStep } from '../subjects/life-cycle';

export interface CountedStep extends Omit<LifeCycleStep, 'play'> {
  /** Every call of the functions, oldest first. */
  readonly calls: readonly string[];
  /** Those of them that change something. */
  readonly writes: number;
}

export type CallsResult = readonly CountedStep[];

/** How many calls to AWS each step in the life of a resource takes. Counted, so once is enough. */
export const measureCalls: Measure<CallsResult> = async ({ progress }) => {
  const counted: CountedStep[] = [];
  for (const { play, ...step } of LIFE_CYCLE) {
    const world = new InvitingWorld();
    let before = 0;
    await play(world, async (deploy) => {
      before = world.calls.length;
      await deploy();
    });
    const failed = world.sandbox.cloudFormation.all.filter(({ status }) => !/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status));
    if (failed[0]) throw new Error(`"${step.step}" of ${step.resource} ended in ${failed[0].status}: ${failed[0].statusReason}`);
    counted.push({ ...step, calls: world.calls.slice(before), writes: world.writesSince(before).filter((operation) => !/:Get/.test(operation)).length });
  }
  progress(`${counted.length} steps`);
  return counted;
};
