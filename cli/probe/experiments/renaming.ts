import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { ProbedStore } from '../probed-store';
import { refusalInWords } from '../words';

/** Whether a user can get another user name. */
export async function renaming(store: ProbedStore): Promise<Seen> {
  const { id } = await store.user('other');
  const wanted = store.run.nameOf('renamed');
  const { refusal } = await store.calls.updateUser(id, [{ path: 'userName', value: wanted }]);
  if (refusal) return { userName: 'REFUSED', refusal: refusalInWords(refusal, store.run) };
  await store.settled();
  const { UserName: name } = answerOf(await store.calls.describeUser(id));
  return { userName: name === wanted ? 'CHANGED' : 'IGNORED' };
}
