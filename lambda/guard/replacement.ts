import { Failure, failure } from './failure';
import type { OwnStack } from './own-stack';
import type { Session } from './session';
import type { Asker } from './stack-view';

/**
 * What an update comes to that is a replacement, unless CloudFormation would refuse that: then nothing is made, which would stay beside what it was to
 * replace.
 *
 * @param entity as messages name it
 */
export async function replaced<Made>(
  ownStack: OwnStack, { session, asker }: { readonly session: Session; readonly asker: Asker }, entity: string, make: () => Promise<Made>,
): Promise<Made | Failure> {
  const refuses = await ownStack.refusesReplacement(session, asker);
  if (refuses.kind === 'REFUSED') return refuses;
  return refuses.output ? failure('REPLACEMENT_WITHOUT_ROLLBACK', { entity }) : make();
}
