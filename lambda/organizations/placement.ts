import { call } from '../guard/call';
import { CallResult, done } from '../guard/result';
import { Failure, failure } from '../guard/failure';
import { quoted, shown } from '../guard/wording';
import { Context, organizationsFailure } from './invitation-failure';
import { pausedForMember } from './patience';

/** Moves an account into an OU unless it is there. The current parent is read each time, never remembered. */
export async function place(context: Context, accountId: string, unit: string): Promise<Failure | undefined> {
  const { calls, session } = context;
  const moving = `moving account ${accountId} to ${shown(unit)}`;
  for (let attempts = 1; ; attempts++) {
    const parent = await parentOf(context, accountId);
    if (parent.kind === 'DONE' && parent.output === unit) return undefined;
    const moved = parent.kind === 'DONE'
      ? await call(session, 'organizations:MoveAccount', () => calls.moveAccount({
          AccountId: accountId, SourceParentId: parent.output, DestinationParentId: unit,
        }))
      : parent;
    if (moved.kind === 'DONE') return undefined;
    if (moved.kind === 'FAILED') return organizationsFailure(context, moved, moving);
    if (moved.error.exception === 'DestinationParentNotFoundException') return failure('OU_NOT_FOUND', { account: accountId, unit: quoted(unit) }, moved.error);

    if (!await pausedForMember(session, attempts)) return organizationsFailure(context, moved, moving);
  }
}

async function parentOf({ calls, session }: Context, accountId: string): Promise<CallResult<string | undefined>> {
  const parents = await call(session, 'organizations:ListParents', () => calls.listParents({ ChildId: accountId }));
  return parents.kind === 'DONE' ? done(parents.output[0]?.Id) : parents;
}
