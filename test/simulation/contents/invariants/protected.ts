import type { ContentsInvariant } from './invariant';

/** The clean-up of an update removes no more than it may. */
export const protectedFromRemovals: ContentsInvariant = {
  name: 'protected',
  holds: 'the clean-up of an update removes no more than the protection allows, and what earlier ones still owed.',
  afterDeployment(run, { started, declared, kept, stack }) {
    if (!declared) return [];
    const removed = run.removals.filter(({ change: { at, stackStatus } }) => at >= started && /^UPDATE_(IN_PROGRESS|COMPLETE)/.test(stackStatus));
    const earlier = run.deployments.filter((each) => each.stack === stack && each.started < started).at(-1)?.kept;
    const owed = (earlier?.entries ?? kept?.entries ?? []).filter(({ state }) => state === 'owed').length;
    return removed.length <= declared.mostRemovals + owed ? [] : [`${removed.length} were removed, and ${declared.mostRemovals} may be, with ${owed} that were owed`];
  },
};
