import { call } from '../guard/call';
import type { Failure } from '../guard/failure';
import { again, repeat, settled } from '../guard/repeat';
import type { CallResult } from '../guard/result';
import { UNKNOWN_MEMBER } from '../guard/schedules';
import { shown } from '../guard/wording';
import { outOfUse } from './decide/member-state';
import { decidePlacement, mayPass, missingUnit } from './decide/placement';
import { Context, organizationsFailure } from './invitation-failure';
import type { Member } from './member';

/** Moves an account into an OU unless it is there, or out of use. The current parent is read each time, never remembered. */
export async function place(context: Context, member: Member, unit: string): Promise<Failure | undefined> {
  const { id: accountId } = member;
  const placed = await repeat<CallResult<unknown> | Failure>(context.session, UNKNOWN_MEMBER, async () => {
    const result = await placeOnce(context, member, unit);
    return result.kind !== 'DONE' && result.kind !== 'REFUSED' && mayPass(result) ? again(() => result) : settled(result);
  });
  if (placed.kind === 'DONE') return undefined;
  if (placed.kind === 'REFUSED') return placed;
  return missingUnit(placed, accountId, unit) ?? organizationsFailure(context, placed, `moving account ${accountId} to ${shown(unit)}`);
}

async function placeOnce({ calls, session }: Context, member: Member, unit: string): Promise<CallResult<unknown> | Failure> {
  const { id: accountId } = member;
  const parents = await call(session, 'organizations:ListParents', () => calls.listParents({ ChildId: accountId }));
  if (parents.kind !== 'DONE') return parents;
  const decision = decidePlacement({ parent: parents.output[0]?.Id, unit });
  switch (decision.kind) {
    case 'NOTHING': return parents;
    case 'UPDATE': return outOfUse(member) ?? call(session, 'organizations:MoveAccount', () => calls.moveAccount({
      AccountId: accountId, SourceParentId: decision.from, DestinationParentId: unit,
    }));
  }
}
