import { Failure, failure } from './failure';
import type { StackKnowledge } from './own-stack';
import type { Session } from './session';
import type { Asker } from './stack-view';

/** An update that answers with another id than before. */
export interface Replacement<Made> {
  /** As messages name it. */
  readonly entity: string;
  readonly make: () => Promise<Made>;
  /** Looks once more for the old entity, since reads may lag. If it is there, nothing is replaced. Only asked if CloudFormation refuses a replacement. */
  readonly findAgain?: () => Promise<Made | undefined>;
}

/** The result of an update that is a replacement. If CloudFormation would refuse it, nothing is made: the new entity would stay beside the old one. */
export async function replaced<Made>(
  ownStack: StackKnowledge, { session, asker }: { readonly session: Session; readonly asker: Asker }, { entity, make, findAgain }: Replacement<Made>,
): Promise<Made | Failure> {
  const refuses = await ownStack.isWithoutRollback(session, asker);
  if (refuses.kind === 'REFUSED') return refuses;
  if (!refuses.output) return make();
  return await findAgain?.() ?? failure('REPLACEMENT_WITHOUT_ROLLBACK', { entity });
}
