import type { TagProperties } from '../../lib/contract/organizations';
import { call } from '../guard/call';
import type { Failure } from '../guard/failure';
import { CallResult, done } from '../guard/result';
import { again, repeat, settled } from '../guard/repeat';
import { UNKNOWN_MEMBER } from '../guard/schedules';
import type { Session } from '../guard/session';
import { outOfUse } from './decide/member-state';
import type { Member } from './member';
import type { OrganizationsCalls } from './organizations-calls';

/** Gives an account those of the declared tags that it doesn't have. Others stay. One that is out of use gets none. */
export async function applyTags(
  calls: OrganizationsCalls, session: Session, member: Member, declared: readonly TagProperties[] = [],
): Promise<CallResult<unknown> | Failure> {
  if (declared.length === 0) return done(undefined);
  return repeat<CallResult<unknown> | Failure>(session, UNKNOWN_MEMBER, async () => {
    const applied = await applyMissing(calls, session, member, declared);
    return applied.kind === 'MISSING' ? again(() => applied) : settled(applied);
  });
}

async function applyMissing(
  calls: OrganizationsCalls, session: Session, member: Member, declared: readonly TagProperties[],
): Promise<CallResult<unknown> | Failure> {
  const { id: accountId } = member;
  const live = new Map<string | undefined, string | undefined>();
  let nextToken: string | undefined;
  do {
    const page = await call(session, 'organizations:ListTagsForResource', () => calls.listTags(accountId, nextToken));
    if (page.kind !== 'DONE') return page;
    page.output.items.forEach(({ Key, Value }) => live.set(Key, Value));
    nextToken = page.output.nextToken;
  } while (nextToken !== undefined);

  const missing = declared.filter(({ Key, Value }) => live.get(Key) !== Value);
  if (missing.length === 0) return done(undefined);
  return outOfUse(member) ?? call(session, 'organizations:TagResource', () => calls.tagResource({ ResourceId: accountId, Tags: missing.map((tag) => ({ ...tag })) }));
}
