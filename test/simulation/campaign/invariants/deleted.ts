import { organizationIn } from '../acts';
import { deployedNow } from '../rows';
import type { CampaignInvariant } from './invariant';
import { isBy } from '../witness';

/** The end of the stack is that of the campaign. */
export const deleted: CampaignInvariant = {
  name: 'deleted',
  holds: 'a deletion cancels what the campaign has sent with DESTROY, and nothing without it; and nobody is invited afterwards.',
  afterAll(run) {
    const last = run.deployments.at(-1);
    if (!last || last.declared !== undefined) return [];
    const { started, ended, stack: { id } } = last;
    const isDestroyed = deployedNow(run, id)?.declared?.isDestroyed ?? false;
    const { handshakes } = run.sandbox.organizations;
    const pending = handshakes.pending(organizationIn(run.sandbox).id, 'INVITE');
    const left = run.witness.sent.filter(({ by, handshake }) => isBy(by, id) && pending.includes(handshake));
    const canceled = run.witness.canceled.filter(({ at, by }) => at >= started && isBy(by, id));
    const late = run.witness.sent.filter(({ at, by }) => at > ended && isBy(by, id));
    return [
      ...(isDestroyed ? left.map(({ handshake }) => `${handshake.id} to ${handshake.recipient?.id} is still pending`) : []),
      ...(isDestroyed ? [] : canceled.map(({ handshake }) => `${handshake.id} is canceled although it is retained`)),
      ...late.map(({ handshake }) => `${handshake.recipient?.id} is invited after the end`),
    ];
  },
};
