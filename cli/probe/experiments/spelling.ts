import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { ProbedStore } from '../probed-store';
import type { ThrowAwayUser } from '../throw-away';

/** How members of lists have to be spelled in an update: as `value` or as `Value`. */
export async function spelling(store: ProbedStore): Promise<Seen> {
  const [camel, pascal] = [store.run.emailOf('camel'), store.run.emailOf('pascal')];
  const camelCase = await change(store, 'plain', camel, { value: camel, type: 'work', primary: true });
  const pascalCase = await change(store, 'mixed', pascal, { Value: pascal, Type: 'work', Primary: true });
  store.spelling = camelCase !== 'CHANGED' && pascalCase === 'CHANGED' ? 'PascalCase' : 'camelCase';
  return { camelCase, pascalCase };
}

async function change(store: ProbedStore, word: ThrowAwayUser, wanted: string, email: Readonly<Record<string, unknown>>): Promise<string> {
  const { id } = await store.user(word);
  const { refusal } = await store.calls.updateUser(id, [{ path: 'emails', value: [email] }]);
  if (refusal) return 'REFUSED';
  await store.settled();
  const { Emails } = answerOf(await store.calls.describeUser(id));
  return Emails?.[0]?.Value === wanted ? 'CHANGED' : 'IGNORED';
}
