import type { Seen } from '../../../sandbox/seed/probe-result';
import type { EndedCall } from '../ended-call';
import type { ProbedStore } from '../probed-store';

/** Whether what is stored in lower case is found in capitals and with blanks around it. */
export async function lookUps(store: ProbedStore): Promise<Seen> {
  const { calls, run } = store;
  const user = await store.user('plain');
  const group = await store.group('plain');
  await store.settled();
  const [name, email] = [run.nameOf('plain'), run.emailOf('plain')];
  const { answer: filtered } = await calls.users({ userName: name.toUpperCase() });
  return {
    userNameInCapitals: foundAs(user.id, await calls.findUser('userName', name.toUpperCase())),
    emailInCapitals: foundAs(user.id, await calls.findUser('emails.value', email.toUpperCase())),
    groupNameInCapitals: foundAs(group.id, await calls.findGroup(name.toUpperCase())),
    // Filters are deprecated, so that they may be refused one day.
    ...(filtered && { filterInCapitals: filtered.items.some(({ UserId }) => UserId === user.id) ? 'FOUND' : 'NOT_FOUND' }),
    groupNameWithBlanks: foundAs(group.id, await calls.findGroup(` ${name} `)),
    pathInCapitals: foundAs(user.id, await calls.findUser('USERNAME', name)),
  };
}

function foundAs(id: string, { answer, refusal }: EndedCall<string>): string {
  if (answer !== undefined) return answer === id ? 'FOUND' : 'FOUND_ANOTHER';
  return refusal?.exception === 'ResourceNotFoundException' ? 'NOT_FOUND' : 'REFUSED';
}
