import type { CampaignInvariant } from './invariant';

/** While the stack is deployed nobody knows which roster stays. */
export const observing: CampaignInvariant = {
  name: 'observing',
  holds: 'nobody is invited by a deployment, or by a run that began and sends while the stack is in progress.',
  afterSending(run, { by, handshake }) {
    if (by === 'OTHERS') return [];
    if (by.part !== 'RUN') return [`a deployment invites ${handshake.recipient?.id}`];
    const status = run.stack?.status ?? '';
    const isSame = status === by.stackStatus && status.endsWith('IN_PROGRESS') && !status.includes('CLEANUP');
    return isSame ? [`${handshake.recipient?.id} is invited in ${status}`] : [];
  },
};
