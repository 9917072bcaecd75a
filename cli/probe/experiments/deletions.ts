import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { EndedCall } from '../ended-call';
import type { ProbedStore } from '../probed-store';

/** What is said of deleting what is gone, and of the memberships of a user who is. */
export async function deletions(store: ProbedStore): Promise<Seen> {
  const { calls } = store;
  const group = await store.group('plain');
  const [kept, gone, goneGroup] = [await store.user('plain'), await store.user('gone'), await store.group('gone')];
  await store.settled();
  const membership = answerOf(await calls.createMembership(goneGroup.id, kept.id));
  answerOf(await calls.createMembership(group.id, gone.id));
  await store.settled();
  answerOf(await calls.deleteMembership(membership));
  answerOf(await calls.deleteUser(gone.id));
  answerOf(await calls.deleteGroup(goneGroup.id));
  await store.settled();
  const { answer: memberships } = await calls.membershipsOf(group.id);
  const { answer: isMember, refusal } = await calls.isMember(gone.id, group.id);
  return {
    user: ended(await calls.deleteUser(gone.id)),
    group: ended(await calls.deleteGroup(goneGroup.id)),
    membership: ended(await calls.deleteMembership(membership)),
    membershipsOfUserWhoIsGone: memberships?.some(({ MemberId }) => MemberId?.UserId === gone.id) ? 'KEPT' : 'ENDED',
    isMemberOfUserWhoIsGone: refusal ? refusal.exception : isMember ? 'TRUE' : 'FALSE',
  };
}

function ended({ refusal }: EndedCall<unknown>): string {
  if (!refusal) return 'SUCCEEDED';
  return refusal.exception === 'ResourceNotFoundException' ? 'NOT_FOUND' : refusal.exception;
}
