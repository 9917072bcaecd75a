import type { Seen } from '../../../sandbox/seed/probe-result';
import type { EndedCall } from '../ended-call';
import type { ProbedStore } from '../probed-store';
import { refusalInWords } from '../words';

/** What is said of a name, an address and a membership that are there already. */
export async function conflicts(store: ProbedStore): Promise<Seen> {
  const { run } = store;
  const user = await store.user('plain');
  const group = await store.group('plain');
  await store.settled();
  const [taken, free] = [store.asWritten('plain'), store.asWritten('twin')];
  const groupLike = (displayName: string): Promise<EndedCall<string>> => store.createGroup({ displayName, description: run.remark });
  // The second time it is there for certain, whatever came of the first.
  await store.calls.createMembership(group.id, user.id);
  const said = (ended: EndedCall<unknown>): string => (ended.refusal ? refusalInWords(ended.refusal, run) : 'TAKEN');
  return {
    userName: said(await store.createUser({ ...free, userName: taken.userName })),
    email: said(await store.createUser({ ...free, email: taken.email })),
    userNameAndEmail: said(await store.createUser(taken)),
    userNameInCapitals: said(await store.createUser({ ...free, userName: taken.userName.toUpperCase() })),
    groupName: said(await groupLike(run.nameOf('plain'))),
    groupNameInCapitals: said(await groupLike(run.nameOf('plain').toUpperCase())),
    membership: said(await store.calls.createMembership(group.id, user.id)),
  };
}
