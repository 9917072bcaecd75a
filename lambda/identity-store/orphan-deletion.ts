import { OrphanRequest, Released, released } from '../custom-resource/resource';
import { callFailure } from '../guard/call-failure';
import { decided } from '../guard/decide/decision';
import type { Failure } from '../guard/failure';
import type { StackKnowledge } from '../guard/own-stack';
import { again, repeat, settled } from '../guard/repeat';
import { CallResult, done } from '../guard/result';
import type { Role } from '../guard/role';
import { POSSIBLE_ORPHAN } from '../guard/schedules';
import { accountOf, lookingForHolderOf } from '../guard/stack-view';
import { decideOrphan, OrphanFacts } from './decide/orphan-deletion';
import type { PossibleOrphan } from './orphan';
import { releasedBy } from './store';

/** Where a Create that never answered may have left something, and how that is removed. */
export interface OrphanDeletion {
  /** As messages name it. */
  readonly entity: string;
  readonly find: () => Promise<CallResult<PossibleOrphan>>;
  readonly remove: (id: string) => Promise<CallResult<unknown>>;
}

/** How long after its own event a Delete waits for what the Create is still making, in milliseconds. */
const STILL_MAKING = 30_000;

/**
 * Deletes what a given-up Create has made, if that is proven. An entity is left where it is if anything can't be found out. That fails nothing: there may be no
 * entity at all.
 *
 * @param roleName of the function's role, if it is known
 */
export async function deleteOrphan(
  ownStack: StackKnowledge, { session, asker }: OrphanRequest<unknown>, roleName: string | undefined, { entity, find, remove }: OrphanDeletion,
): Promise<Released | Failure> {
  const waited = Math.max(0, (asker.signed ?? session.started) + STILL_MAKING - session.now());
  const found = await repeat<CallResult<PossibleOrphan>>(session, POSSIBLE_ORPHAN, async () => {
    const orphan = await find();
    return orphan.kind === 'MISSING' ? again(() => orphan, { within: waited }) : settled(orphan);
  });
  if (found.kind === 'MISSING') return released('KEPT');
  if (found.kind !== 'DONE') return released('KEPT_UNPROVEN');

  const role: Role | undefined = roleName === undefined ? undefined : { account: accountOf(asker), name: roleName };
  const facts: OrphanFacts = { orphan: found.output, role, now: session.now() };
  const decision = await decided<Parameters<typeof decideOrphan>[1], ReturnType<typeof decideOrphan>>(
    {}, (seen) => decideOrphan(facts, seen), async () => {
      const stack = await ownStack.lookForOrphan(session, asker, found.output.id);
      return stack.kind === 'DONE' ? done({ stack: stack.output }) : callFailure(stack, lookingForHolderOf(entity));
    });
  switch (decision.kind) {
    case 'DELETE': return releasedBy(await remove(found.output.id), `deleting ${entity}`);
    case 'KEEP': return released('KEPT');
    case 'KEEP_UNPROVEN':
    case 'REFUSED': return released('KEPT_UNPROVEN');
  }
}
