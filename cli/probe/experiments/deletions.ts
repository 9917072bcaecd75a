import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { EndedCall } from '../ended-call';
import type { ProbedStore } from '../probed-store';

/** What is said of deleting what is gone, and of the memberships of a user who is. */
export async function deletions(store: ProbedStore): Promise<Seen> {
  const { calls } = store;
  const [kept, gone] = [await store.user('plain'), await store.user('other')];
  const [group, goneGroup] = [await store.group('plain'), await store.group('other')];
  await store.settled();
  const membership = answerOf(await calls.createMembership(goneGroup.id, kept.id));
  answerOf(await calls.createMembership(group.id, gone.id));
  await store.settled();
  answerOf(await calls.deleteMembership(membership));
  await store.settled();
  // While its group and its user are there, so that it isn't gone with them.
  const again = await calls.deleteMembership(membership);
  answerOf(await calls.deleteUser(gone.id));
  answerOf(await calls.deleteGroup(goneGroup.id));
  await store.settled();
  const memberships = answerOf(await calls.membershipsOf(group.id));
  const { answer: isMember, refusal } = await calls.isMember(gone.id, group.id);
  return {
    user: wordFor(await calls.deleteUser(gone.id)),
    group: wordFor(await calls.deleteGroup(goneGroup.id)),
    membership: wordFor(again),
    membershipsOfUserWhoIsGone: memberships.some(({ MemberId }) => MemberId?.UserId === gone.id) ? 'KEPT' : 'ENDED',
    isMemberOfUserWhoIsGone: refusal ? refusal.exception : isMember ? 'TRUE' : 'FALSE',
  };
}

function wordFor({ refusal }: EndedCall<unknown>): string {
  if (!refusal) return 'SUCCEEDED';
  return refusal.exception === 'ResourceNotFoundException' ? 'NOT_FOUND' : refusal.exception;
}
