import { GivenUpRequest, Released, released } from '../custom-resource/resource';
import { callFailure } from '../guard/call-failure';
import { decided } from '../guard/decide/decision';
import type { Failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { again, repeat, settled } from '../guard/repeat';
import { CallResult, done } from '../guard/result';
import type { Role } from '../guard/role';
import { GIVEN_UP_CREATE } from '../guard/schedules';
import { accountOf, lookingForHolderOf } from '../guard/stack-view';
import { decideGivenUp, GivenUp } from './decide/given-up';
import type { Leftover } from './leftover';
import { releasedBy } from './store';

/** Where a Create that never answered may have left something, and how that is removed. */
export interface GivenUpDeletion {
  /** As messages name it. */
  readonly entity: string;
  readonly find: () => Promise<CallResult<Leftover>>;
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
export async function deleteGivenUp(
  ownStack: OwnStack, { session, asker }: GivenUpRequest<unknown>, roleName: string | undefined, { entity, find, remove }: GivenUpDeletion,
): Promise<Released | Failure> {
  const waited = Math.max(0, (asker.signed ?? session.started) + STILL_MAKING - session.now());
  const found = await repeat<CallResult<Leftover>>(session, GIVEN_UP_CREATE, async () => {
    const leftover = await find();
    return leftover.kind === 'MISSING' ? again(() => leftover, { within: waited }) : settled(leftover);
  });
  if (found.kind === 'MISSING') return released('KEPT');
  if (found.kind !== 'DONE') return released('KEPT_UNPROVEN');

  const role: Role | undefined = roleName === undefined ? undefined : { account: accountOf(asker), name: roleName };
  const givenUp: GivenUp = { leftover: found.output, role, now: session.now() };
  const decision = await decided<Parameters<typeof decideGivenUp>[1], ReturnType<typeof decideGivenUp>>(
    {}, (seen) => decideGivenUp(givenUp, seen), async () => {
      const stack = await ownStack.lookAfterGivenUp(session, asker, found.output.id);
      return stack.kind === 'DONE' ? done({ stack: stack.output }) : callFailure(stack, lookingForHolderOf(entity));
    });
  switch (decision.kind) {
    case 'DELETE': return releasedBy(await remove(found.output.id), `deleting ${entity}`);
    case 'KEEP': return released('KEPT');
    case 'KEEP_UNPROVEN':
    case 'REFUSED': return released('KEPT_UNPROVEN');
  }
}
