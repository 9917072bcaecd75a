import type { CampaignInvariant } from './invariant';

const ENDED_WELL = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];

/** Nothing keeps a deployment from its end when nothing goes wrong. */
export const deployed: CampaignInvariant = {
  name: 'deployed',
  holds: 'a deployment in peace succeeds, and so does the deletion.',
  afterDeployment(_run, { isCalm, status, events }) {
    if (!isCalm || ENDED_WELL.includes(status)) return [];
    return [`the stack is ${status}: ${events.filter(({ status: each }) => each.endsWith('FAILED')).map(({ reason }) => reason).join('; ')}`];
  },
};
