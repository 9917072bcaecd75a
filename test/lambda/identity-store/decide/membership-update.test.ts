import { callFailure } from '../../../../lambda/guard/call-failure';
import { CREATE, lookAt, nothing } from '../../../../lambda/guard/decide/decision';
import { Failure, failure } from '../../../../lambda/guard/failure';
import type { Owned } from '../../../../lambda/guard/ownership';
import { CallResult, conflict, done, failed, missing } from '../../../../lambda/guard/result';
import {
  decideMembershipUpdate, decideReplacement, MembershipChange, SeenReplacement,
} from '../../../../lambda/identity-store/decide/membership-update';
import type { GroupMembershipProperties } from '../../../../lib/contract/identity-store';
import { STORE, TAKEN } from '../../../support/store-entities';

const TITLE = 'membership of user "user-1" in group "group-1"';
const OLD: GroupMembershipProperties = { ...STORE, GroupId: 'group-1', UserId: 'user-1', ConflictPolicy: 'ADOPT' };
const OWNED: Owned = { ownership: 'created', id: 'membership-1' };
const SECOND: Owned = { ownership: 'created', id: 'membership-1', replaces: 'adopted:membership-0' };
const FIRST: Owned = { ownership: 'adopted', id: 'membership-0' };
const TRIES = { attempts: 5, seconds: 12 };
const DENIED = failed('ACCESS_DENIED', TRIES, TAKEN);
const THROTTLED = failed('THROTTLED', TRIES, TAKEN);
const MOVED = { IdentityStoreId: 'd-2222222222' };
const STORE_CHANGED = failure('IDENTITY_STORE_CHANGED', { entity: TITLE, declared: '"d-2222222222"', managed: '"d-1111111111"' });
const REGION_CHANGED = failure('IDENTITY_STORE_CHANGED', { entity: TITLE, declared: '"d-1111111111" (eu-central-1)', managed: '"d-1111111111"' });

function changeOf(owned: Owned, declared: Partial<GroupMembershipProperties>): MembershipChange {
  return { properties: { ...OLD, ...declared }, oldProperties: OLD, owned };
}

interface Found {
  readonly case: string;
  readonly owned?: Owned;
  readonly declared?: Partial<GroupMembershipProperties>;
  readonly found: CallResult<string>;
  readonly decision: ReturnType<typeof decideMembershipUpdate>;
}

test.each<Found>([
  { case: 'the membership that is managed is as it is', found: done('membership-1'), decision: nothing(OWNED) },
  { case: 'the membership that is managed still knows what it replaces', owned: SECOND, found: done('membership-1'), decision: nothing(SECOND) },
  { case: 'the membership that is managed is in its store, whatever was refused before', declared: MOVED, found: done('membership-1'), decision: nothing(OWNED) },
  { case: 'another membership is for a create to take over', found: done('membership-2'), decision: CREATE },
  { case: 'another membership than both is for a create to take over', owned: SECOND, found: done('membership-2'), decision: CREATE },
  { case: 'a membership that isn\'t there is created', found: missing(TAKEN), decision: CREATE },
  { case: 'what may not be looked up is a failure', found: DENIED, decision: callFailure(DENIED, `looking up ${TITLE}`) },
  { case: 'a conflict is a failure', found: conflict(TAKEN), decision: callFailure(conflict(TAKEN), `looking up ${TITLE}`) },
  { case: 'another membership in another store is refused', declared: MOVED, found: done('membership-2'), decision: STORE_CHANGED },
  { case: 'what isn\'t in another store is refused', declared: MOVED, found: missing(TAKEN), decision: STORE_CHANGED },
  { case: 'what may not be looked up in another store is refused', declared: MOVED, found: DENIED, decision: STORE_CHANGED },
  { case: 'what isn\'t in another Region is refused', declared: { Region: 'eu-central-1' }, found: missing(TAKEN), decision: REGION_CHANGED },
  { case: 'another store that is throttled says nothing of where it is', declared: MOVED, found: THROTTLED, decision: callFailure(THROTTLED, `looking up ${TITLE}`) },
  { case: 'a conflict in another store says nothing of where it is', declared: MOVED, found: conflict(TAKEN), decision: callFailure(conflict(TAKEN), `looking up ${TITLE}`) },
])('$case', ({ owned = OWNED, declared = {}, found, decision }) => {
  expect(decideMembershipUpdate(changeOf(owned, declared), { found, isUndoing: false })).toStrictEqual(decision);
});

test.each([
  { during: 'a rollback, as it was owned', isUndoing: true, decision: nothing(FIRST) },
  { during: 'an update, and replaces what replaced it', isUndoing: false, decision: nothing({ ...FIRST, replaces: 'created:membership-1;replaces=adopted:membership-0' }) },
  { during: 'what has to be looked at first', isUndoing: undefined, decision: lookAt('ROLLBACK') },
])('the membership that was replaced is gone back to in $during', ({ isUndoing, decision }) => {
  const seen = { found: done('membership-0'), ...(isUndoing !== undefined && { isUndoing }) };
  expect(decideMembershipUpdate(changeOf(SECOND, {}), seen)).toStrictEqual(decision);
});

const GONE = failed('IDENTITY_STORE_NOT_FOUND', TRIES, TAKEN);

test.each<Found & { readonly isUndoing?: boolean }>([
  { case: 'a membership in another store: is it a rollback?', declared: MOVED, found: done('membership-2'), decision: lookAt('ROLLBACK') },
  { case: 'what isn\'t in another store: is it a rollback?', declared: MOVED, found: missing(TAKEN), decision: lookAt('ROLLBACK') },
  { case: 'another store that isn\'t there: is it a rollback?', declared: MOVED, found: GONE, decision: lookAt('ROLLBACK') },
  { case: 'what may not be looked up in another store is refused without a look', declared: MOVED, found: DENIED, decision: STORE_CHANGED },
  { case: 'a rollback makes what isn\'t in the store of before', declared: MOVED, found: missing(TAKEN), isUndoing: true, decision: CREATE },
  { case: 'a rollback keeps what it has when the store of before is gone', declared: MOVED, found: GONE, isUndoing: true, decision: nothing(OWNED) },
])('$case', ({ declared = {}, found, isUndoing, decision }) => {
  expect(decideMembershipUpdate(changeOf(OWNED, declared), { found, ...(isUndoing !== undefined && { isUndoing }) })).toStrictEqual(decision);
});

test('what couldn\'t be looked up has no id that could be the managed one', () => {
  const owned = { ownership: 'created' } as unknown as Owned;
  expect(decideMembershipUpdate(changeOf(owned, {}), { found: missing(TAKEN), isUndoing: false })).toStrictEqual(CREATE);
});

interface Made {
  readonly case: string;
  readonly owned?: Owned;
  readonly declared?: Partial<GroupMembershipProperties>;
  readonly seen: SeenReplacement;
  readonly decision: ReturnType<typeof decideReplacement>;
}

const NEW: Owned = { ownership: 'created', id: 'membership-2' };
const OUTAGE = failure('OUT_OF_TIME', { doing: 'creating' });
const NO_PARTY: Failure = failure('MEMBERSHIP_PARTY_NOT_FOUND', { entity: TITLE, missing: 'user', attempts: '5', seconds: '12' }, TAKEN);

test.each<Made>([
  { case: 'another user is another membership, which remembers what it replaces', seen: { made: done(NEW) }, decision: nothing({ ...NEW, replaces: 'created:membership-1' }) },
  {
    case: 'another group is another membership, which remembers what it replaces', declared: { GroupId: 'group-2' }, seen: { made: done(NEW) },
    decision: nothing({ ...NEW, replaces: 'created:membership-1' }),
  },
  {
    case: 'what was replaced before is remembered along', owned: SECOND, seen: { made: done(NEW) },
    decision: nothing({ ...NEW, replaces: 'created:membership-1;replaces=adopted:membership-0' }),
  },
  { case: 'the same pair replaces nothing: its membership was gone', declared: {}, seen: { made: done(NEW) }, decision: nothing(NEW) },
  { case: 'the same membership replaces nothing', seen: { made: done({ ...NEW, id: 'membership-1' }) }, decision: nothing({ ...NEW, id: 'membership-1' }) },
  { case: 'an outage is told, without a look', seen: { made: OUTAGE }, decision: OUTAGE },
  { case: 'an outage is told also in a rollback', seen: { made: OUTAGE, isUndoing: true }, decision: OUTAGE },
  { case: 'a party that isn\'t there: is it a rollback?', seen: { made: NO_PARTY }, decision: lookAt('ROLLBACK') },
  { case: 'a party that isn\'t there is told in an update', seen: { made: NO_PARTY, isUndoing: false }, decision: NO_PARTY },
  { case: 'a party that isn\'t there in a rollback gives back what was replaced', owned: SECOND, seen: { made: NO_PARTY, isUndoing: true }, decision: nothing(FIRST) },
  { case: 'a party that isn\'t there in a rollback leaves what replaced nothing', seen: { made: NO_PARTY, isUndoing: true }, decision: nothing(OWNED) },
])('$case', ({ owned = OWNED, declared = { UserId: 'user-2' }, seen, decision }) => {
  expect(decideReplacement(changeOf(owned, declared), seen)).toStrictEqual(decision);
});
