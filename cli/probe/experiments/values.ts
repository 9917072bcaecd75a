import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { ProbedStore } from '../probed-store';

/** Whether values are stored as they are written: names and addresses in capitals, and texts with blanks around them. */
export async function values(store: ProbedStore): Promise<Seen> {
  const { userName, displayName, email } = store.asWritten('capitals');
  const user = await store.user('capitals');
  const group = await store.group('capitals');
  await store.settled();
  const described = answerOf(await store.calls.describeUser(user.id));
  const { DisplayName: groupName = '' } = answerOf(await store.calls.describeGroup(group.id));
  return {
    userNameCase: caseOf(described.UserName, userName),
    emailCase: caseOf(described.Emails?.[0]?.Value, email),
    displayNameBlanks: described.DisplayName === displayName ? 'KEPT' : 'REMOVED',
    groupNameBlanks: groupName.startsWith(' ') ? 'KEPT' : 'REMOVED',
    groupNameCase: caseOf(groupName.trim(), store.run.nameOf('capitals').toUpperCase()),
  };
}

function caseOf(stored: string | undefined, written: string): string {
  if (stored === written) return 'KEPT';
  return stored === written.toLowerCase() ? 'LOWERED' : 'OTHER';
}
