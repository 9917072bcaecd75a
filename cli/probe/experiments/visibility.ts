import type { Seen } from '../../../sandbox/seed/probe-result';
import { NotSettled } from '../experiment';
import type { ProbedStore } from '../probed-store';

/** Pauses between looks, in milliseconds. */
const PAUSES = [0, 100, 200, 400, 800, 1_600, 3_200];

/** How long after a creation a look-up finds what was made, and a membership of it can be made. */
export async function visibility(store: ProbedStore): Promise<Seen> {
  const { id, answeredAt } = await store.user('plain');
  let notBefore = 0;
  for (const pause of PAUSES) {
    if (pause > 0) await store.time.sleep(pause);
    const { answer, sentAt } = await store.calls.findUser('userName', store.run.nameOf('plain'));
    const after = pause === 0 ? 0 : sentAt - answeredAt;
    if (answer === id) {
      store.lag = after;
      return { lookUpNotBeforeMilliseconds: notBefore, lookUpAfterMilliseconds: after, membershipAfterCreation: await membershipAfterCreation(store, id) };
    }
    notBefore = after;
  }
  throw new NotSettled(`not found ${notBefore} ms after its creation`);
}

/** The user is visible by now, and the group was made this moment. */
async function membershipAfterCreation(store: ProbedStore, userId: string): Promise<string> {
  const { id: groupId } = await store.group('plain');
  const { refusal } = await store.calls.createMembership(groupId, userId);
  if (!refusal) return 'AT_ONCE';
  return refusal.exception === 'ResourceNotFoundException' ? 'LATER' : refusal.exception;
}
