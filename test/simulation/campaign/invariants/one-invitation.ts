import { invitedAccount, organizationIn } from '../acts';
import type { CampaignInvariant } from './invariant';
import { isBy } from '../witness';

/** Nobody has two invitations of a campaign at a time. */
export const oneInvitation: CampaignInvariant = {
  name: 'one invitation',
  holds: 'no account has two pending invitations of the campaign, unless it is in the roster by its id and by its address.',
  afterSending(run, { by, handshake }) {
    const { sandbox, witness } = run;
    const account = invitedAccount(sandbox, handshake);
    const pending = sandbox.organizations.handshakes.pending(organizationIn(sandbox).id, 'INVITE');
    const own = witness.sent.filter((each) => by !== 'OTHERS' && isBy(each.by, by.event.StackId) && pending.includes(each.handshake));
    const twins = own.filter((each) => each.handshake !== handshake && invitedAccount(sandbox, each.handshake) === account);
    const targets = new Set(run.deployments.flatMap(({ declared }) => declared?.rows ?? []).concat(run.plan.campaign.rows)
      .filter((row) => account === String(300_000_000_000 + row.account)).map((row) => row.by));
    return twins.length === 0 || targets.size === 2 ? [] : [`${account} has ${twins.length + 1} pending invitations`];
  },
};
