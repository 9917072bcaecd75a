import { Failure, failure } from './failure';
import type { OwnStack } from './own-stack';
import type { Session } from './session';
import type { Asker } from './stack-view';

/** An update that answers with another id than before. */
export interface Replacement<Made> {
  /** As messages name it. */
  readonly entity: string;
  readonly make: () => Promise<Made>;
  /** Finds what was there before after all, where reads may lag: then nothing is replaced. Only asked where a replacement is refused. */
  readonly findAgain?: () => Promise<Made | undefined>;
}

/**
 * What an update comes to that is a replacement, unless CloudFormation would refuse that: then nothing is made, which would stay beside what it was to
 * replace.
 */
export async function replaced<Made>(
  ownStack: OwnStack, { session, asker }: { readonly session: Session; readonly asker: Asker }, { entity, make, findAgain }: Replacement<Made>,
): Promise<Made | Failure> {
  const refuses = await ownStack.refusesReplacement(session, asker);
  if (refuses.kind === 'REFUSED') return refuses;
  if (!refuses.output) return make();
  return await findAgain?.() ?? failure('REPLACEMENT_WITHOUT_ROLLBACK', { entity });
}
