import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { ProbedStore } from '../probed-store';
import { refusalInWords } from '../words';

const TITLE = 'Probe';

/** Whether an update of which a part is refused has changed anything. */
export async function atomicity(store: ProbedStore): Promise<Seen> {
  const { calls, run } = store;
  const { id } = await store.user('plain');
  const other = await store.user('other');
  const { Emails } = answerOf(await calls.describeUser(other.id));
  const displayName = `${run.remark} (changed)`;
  const taken = Emails?.[0]?.Value;
  const email = store.spelling === 'camelCase' ? { value: taken } : { Value: taken };
  const conflict = await calls.updateUser(id, [{ path: 'displayName', value: displayName }, { path: 'emails', value: [email] }]);
  const invalid = await calls.updateUser(id, [{ path: 'title', value: TITLE }, { path: 'emails.value', value: run.emailOf('part') }]);
  await store.settled();
  const { DisplayName: name, Title: title } = answerOf(await calls.describeUser(id));
  return {
    afterConflict: conflict.refusal ? wholeOrPart(name === displayName) : 'TAKEN',
    ...(conflict.refusal && { conflict: refusalInWords(conflict.refusal, run) }),
    afterInvalid: invalid.refusal ? wholeOrPart(title === TITLE) : 'TAKEN',
    ...(invalid.refusal && { invalid: refusalInWords(invalid.refusal, run) }),
  };
}

function wholeOrPart(isChanged: boolean): string {
  return isChanged ? 'PARTLY' : 'NOTHING';
}
