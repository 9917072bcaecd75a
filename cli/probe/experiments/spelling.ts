import type { Seen } from '../../../sandbox/seed/probe-result';
import { answerOf } from '../answer';
import type { EndedCall } from '../ended-call';
import type { ProbedStore } from '../probed-store';

/** How members of lists have to be spelled in an update: as `value` or as `Value`. */
export async function spelling(store: ProbedStore): Promise<Seen> {
  const [camel, pascal] = [store.run.emailOf('camel'), store.run.emailOf('pascal')];
  const [one, other] = [await store.user('plain'), await store.user('other')];
  const update = (id: string, email: object): Promise<EndedCall<unknown>> => store.calls.updateUser(id, [{ path: 'emails', value: [email] }]);
  const inCamelCase = await update(one.id, { value: camel, type: 'work', primary: true });
  const inPascalCase = await update(other.id, { Value: pascal, Type: 'work', Primary: true });
  await store.settled();
  const camelCase = await whatBecame(store, inCamelCase, one.id, camel);
  const pascalCase = await whatBecame(store, inPascalCase, other.id, pascal);
  store.spelling = camelCase !== 'CHANGED' && pascalCase === 'CHANGED' ? 'PascalCase' : 'camelCase';
  return { camelCase, pascalCase };
}

async function whatBecame(store: ProbedStore, { refusal }: EndedCall<unknown>, id: string, wanted: string): Promise<string> {
  if (refusal) return 'REFUSED';
  const { Emails } = answerOf(await store.calls.describeUser(id));
  return Emails?.[0]?.Value === wanted ? 'CHANGED' : 'IGNORED';
}
