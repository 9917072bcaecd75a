import { call } from '../guard/call';
import { Failure, failure } from '../guard/failure';
import { again, repeat, settled } from '../guard/repeat';
import { CallResult, done } from '../guard/result';
import { UNKNOWN_MEMBER } from '../guard/schedules';
import { quoted, shown } from '../guard/wording';
import { Context, organizationsFailure } from './invitation-failure';

/** What AWS says when there is no such organizational unit. */
const NO_UNIT = 'DestinationParentNotFoundException';

/** Moves an account into an OU unless it is there. The current parent is read each time, never remembered. */
export async function place(context: Context, accountId: string, unit: string): Promise<Failure | undefined> {
  const placed = await repeat<CallResult<unknown>>(context.session, UNKNOWN_MEMBER, async () => {
    const result = await placeOnce(context, accountId, unit);
    const mayPass = result.kind === 'CONFLICT' || (result.kind === 'MISSING' && result.error.exception !== NO_UNIT);
    return mayPass ? again(() => result) : settled(result);
  });
  if (placed.kind === 'DONE') return undefined;
  const isUnitMissing = placed.kind === 'MISSING' && placed.error.exception === NO_UNIT;
  return isUnitMissing
    ? failure('OU_NOT_FOUND', { account: accountId, unit: quoted(unit) }, placed.error)
    : organizationsFailure(context, placed, `moving account ${accountId} to ${shown(unit)}`);
}

async function placeOnce(context: Context, accountId: string, unit: string): Promise<CallResult<unknown>> {
  const { calls, session } = context;
  const parent = await parentOf(context, accountId);
  if (parent.kind !== 'DONE' || parent.output === unit) return parent;
  return call(session, 'organizations:MoveAccount', () => calls.moveAccount({
    AccountId: accountId, SourceParentId: parent.output, DestinationParentId: unit,
  }));
}

async function parentOf({ calls, session }: Context, accountId: string): Promise<CallResult<string | undefined>> {
  const parents = await call(session, 'organizations:ListParents', () => calls.listParents({ ChildId: accountId }));
  return parents.kind === 'DONE' ? done(parents.output[0]?.Id) : parents;
}
