import type { Handshake } from '@aws-sdk/client-organizations';
import { CREATE, lookAt } from '../../../../lambda/guard/decide/decision';
import type { Owned } from '../../../../lambda/guard/ownership';
import {
  decideInvitationUpdate, InvitationChange, kept, Known, replacing, SeenTarget,
} from '../../../../lambda/organizations/decide/invitation-update';
import type { Member } from '../../../../lambda/organizations/member';
import type { TargetProperties } from '../../../../lib/contract/organizations';
import { handshake } from '../../../support/handshakes';
import { holder } from '../../../support/store-entities';

type Decision = ReturnType<typeof decideInvitationUpdate>;

interface Row {
  readonly case: string;
  readonly declared?: TargetProperties;
  readonly owned?: Owned;
  readonly member?: Member;
  readonly handshakes?: Readonly<Record<string, Handshake>>;
  readonly seen?: Pick<SeenTarget, 'isWithoutRollback' | 'isHeldByAnother' | 'isUndoing' | 'isListed' | 'pending' | 'stack'>;
  readonly decision: Decision;
}

const ONE: TargetProperties = { AccountId: '111111111111' };
const TWO: TargetProperties = { AccountId: '222222222222' };
const ADA: TargetProperties = { Email: 'ada@example.com' };
const FIRST: Owned = { ownership: 'adopted', id: 'h-1' };
const SECOND: Owned = { ownership: 'created', id: 'h-2', replaces: 'adopted:h-1' };
const MEMBER: Owned = { ownership: 'member', id: '111111111111' };
const MEMBER_ONE: Member = { id: '111111111111', arn: 'arn:aws:organizations::999999999999:account/o-1/111111111111' };
const MEMBER_TWO: Member = { id: '222222222222', arn: 'arn:aws:organizations::999999999999:account/o-1/222222222222' };
const GONE: Handshake = {};

const OPEN_ONE = invitation('h-1', 'OPEN', ONE);
const DECLINED_ONE = invitation('h-1', 'DECLINED', ONE);
const ACCEPTED_ONE = invitation('h-1', 'ACCEPTED', ONE);
const OPEN_TWO = invitation('h-2', 'OPEN', TWO);
const ANOTHER = invitation('h-3', 'OPEN', ONE);

function invitation(id: string, state: Handshake['State'], { AccountId, Email }: TargetProperties): Handshake {
  return handshake(id, state, Email === undefined ? { Type: 'ACCOUNT', Id: AccountId } : { Type: 'EMAIL', Id: Email });
}

function tagged(owned: Owned, member: Member, isOptional = false): Decision {
  return { kind: 'UPDATE', writes: member, known: { owned, member }, isOptional };
}

function staying(owned: Owned, known?: Handshake): Decision {
  return { kind: 'NOTHING', owned, known: { owned, ...(known && { handshake: known }) } };
}

/** The first target is declared, and was before, unless a row declares another. */
function decisionOf({ declared = ONE, owned = FIRST, member, handshakes = {}, seen }: Omit<Row, 'case' | 'decision'>): Decision {
  const change = { properties: { Target: declared }, oldProperties: { Target: ONE }, owned };
  return decideInvitationUpdate(change, { member, handshakes: new Map(Object.entries(handshakes)), ...seen });
}

describe('the same target', () => {
  test.each<Row>([
    { case: 'that is a member: may an update have failed without rollback?', member: MEMBER_ONE, decision: lookAt('WITHOUT_ROLLBACK') },
    {
      case: 'that is a member gets its tags, with rollback without a look at its invitation', member: MEMBER_ONE, seen: { isWithoutRollback: false },
      decision: tagged(FIRST, MEMBER_ONE),
    },
    { case: 'that is a member has an invitation to be read without rollback', member: MEMBER_ONE, seen: { isWithoutRollback: true }, decision: lookAt({ handshakeId: 'h-1' }) },
    {
      case: 'that has accepted its invitation: does another resource hold that?', member: MEMBER_ONE, handshakes: { 'h-1': ACCEPTED_ONE },
      decision: lookAt({ otherHolderOf: 'h-1' }),
    },
    {
      case: 'that has accepted its invitation gets its tags', member: MEMBER_ONE, handshakes: { 'h-1': ACCEPTED_ONE }, seen: { isHeldByAnother: false },
      decision: tagged(FIRST, MEMBER_ONE),
    },
    {
      case: 'that has accepted the invitation of another resource leaves it', member: MEMBER_ONE, handshakes: { 'h-1': ACCEPTED_ONE },
      seen: { isHeldByAnother: true, isUndoing: false }, decision: CREATE,
    },
    {
      case: 'that is a member, and whose invitation is gone, gets its tags', member: MEMBER_ONE, handshakes: { 'h-1': GONE }, seen: { isHeldByAnother: false },
      decision: tagged(FIRST, MEMBER_ONE),
    },
    {
      case: 'that is a member, with the invitation of another account: is it a rollback?', member: MEMBER_ONE, handshakes: { 'h-1': invitation('h-1', 'OPEN', TWO) },
      decision: lookAt('ROLLBACK'),
    },
    {
      case: 'that is a member gives the invitation of another account up', member: MEMBER_ONE, handshakes: { 'h-1': invitation('h-1', 'OPEN', TWO) },
      seen: { isUndoing: false }, decision: CREATE,
    },
    { case: 'that is a member gives the id of another one up', owned: MEMBER, member: MEMBER_TWO, seen: { isUndoing: false }, decision: CREATE },
    { case: 'that was a member gets its tags', owned: MEMBER, member: MEMBER_ONE, decision: tagged(MEMBER, MEMBER_ONE) },
    { case: 'that is no member has an invitation to be read', decision: lookAt({ handshakeId: 'h-1' }) },
    { case: 'whose invitation is open stays with it', handshakes: { 'h-1': OPEN_ONE }, decision: staying(FIRST, OPEN_ONE) },
    {
      case: 'whose invitation is requested stays with it', handshakes: { 'h-1': invitation('h-1', 'REQUESTED', ONE) },
      decision: staying(FIRST, invitation('h-1', 'REQUESTED', ONE)),
    },
    { case: 'whose invitation is open stays with it in a rollback', handshakes: { 'h-1': OPEN_ONE }, seen: { isUndoing: true }, decision: staying(FIRST, OPEN_ONE) },
    { case: 'that has declined: is it a rollback?', handshakes: { 'h-1': DECLINED_ONE }, decision: lookAt('ROLLBACK') },
    { case: 'that has declined is invited anew', handshakes: { 'h-1': DECLINED_ONE }, seen: { isUndoing: false }, decision: CREATE },
    { case: 'that has accepted and left is invited anew', handshakes: { 'h-1': ACCEPTED_ONE }, seen: { isUndoing: false }, decision: CREATE },
    { case: 'whose invitation is gone is invited anew', handshakes: { 'h-1': GONE }, seen: { isUndoing: false }, decision: CREATE },
    { case: 'that was a member and has left has no invitation to be read', owned: MEMBER, decision: lookAt('ROLLBACK') },
    { case: 'that was a member and has left is invited anew', owned: MEMBER, seen: { isUndoing: false }, decision: CREATE },
    {
      case: 'that was a member and has left still has the invitation before that', owned: { ...MEMBER, replaces: 'adopted:h-1' },
      decision: lookAt({ handshakeId: 'h-1' }),
    },
  ])('the same target $case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });

  test('an address in another spelling is the same target', () => {
    const change = { properties: { Target: { Email: 'Ada@EXAMPLE.com' } }, oldProperties: { Target: ADA }, owned: FIRST };
    expect(decideInvitationUpdate(change, { member: MEMBER_ONE, handshakes: new Map(), isWithoutRollback: false })).toStrictEqual(tagged(FIRST, MEMBER_ONE));
  });
});

describe('another target', () => {
  const back = { declared: TWO, owned: { ownership: 'created', id: 'h-1', replaces: 'created:h-2' } satisfies Owned };
  const before: Owned = { ownership: 'created', id: 'h-2' };
  const backToMember = { ...back, member: MEMBER_TWO, handshakes: { 'h-1': OPEN_ONE, 'h-2': invitation('h-2', 'ACCEPTED', TWO) } };

  test.each<Row>([
    { case: 'may be that of the invitation', declared: TWO, decision: lookAt({ handshakeId: 'h-1' }) },
    { case: 'may be that of the invitation also if it is a member', declared: TWO, member: MEMBER_TWO, decision: lookAt({ handshakeId: 'h-1' }) },
    { case: 'that the invitation is not for: is it a rollback?', declared: TWO, handshakes: { 'h-1': OPEN_ONE }, decision: lookAt('ROLLBACK') },
    { case: 'that the invitation is not for is invited', declared: TWO, handshakes: { 'h-1': OPEN_ONE }, seen: { isUndoing: false }, decision: CREATE },
    { case: 'that is a member is for a create to find', declared: TWO, member: MEMBER_TWO, handshakes: { 'h-1': OPEN_ONE }, seen: { isUndoing: false }, decision: CREATE },
    {
      case: 'that the invitation is for, because the update before was refused, stays with it', declared: TWO, owned: before, handshakes: { 'h-2': OPEN_TWO },
      decision: staying(before, OPEN_TWO),
    },
    {
      case: 'that the invitation was for, because the update before was refused, gets its tags', declared: TWO, owned: before, member: MEMBER_TWO,
      handshakes: { 'h-2': invitation('h-2', 'ACCEPTED', TWO) }, seen: { isHeldByAnother: false }, decision: tagged(before, MEMBER_TWO),
    },
    { case: 'may be that of the invitation before', ...back, handshakes: { 'h-1': OPEN_ONE }, decision: lookAt({ handshakeId: 'h-2' }) },
    { case: 'that the invitation before is for: is it a rollback?', ...back, handshakes: { 'h-1': OPEN_ONE, 'h-2': OPEN_TWO }, decision: lookAt('ROLLBACK') },
    {
      case: 'that the invitation before is for goes back to it in a rollback', ...back, handshakes: { 'h-1': OPEN_ONE, 'h-2': OPEN_TWO }, seen: { isUndoing: true },
      decision: staying(before, OPEN_TWO),
    },
    {
      case: 'that the invitation before is for goes back to it in a rollback, also if the newer one is gone', ...back, handshakes: { 'h-1': GONE, 'h-2': OPEN_TWO },
      seen: { isUndoing: true }, decision: staying(before, OPEN_TWO),
    },
    {
      case: 'that the invitation before is for replaces the newer one by it in an update', ...back, handshakes: { 'h-1': OPEN_ONE, 'h-2': OPEN_TWO },
      seen: { isUndoing: false }, decision: staying({ ...before, replaces: 'created:h-1;replaces=created:h-2' }, OPEN_TWO),
    },
    {
      case: 'that has accepted the invitation before gets its tags', ...backToMember, seen: { isHeldByAnother: false }, decision: tagged(before, MEMBER_TWO),
    },
    { case: 'that has accepted the invitation before: does another resource hold that?', ...backToMember, decision: lookAt({ otherHolderOf: 'h-2' }) },
    { case: 'whose invitation another resource holds: is it a rollback?', ...backToMember, seen: { isHeldByAnother: true }, decision: lookAt('ROLLBACK') },
    { case: 'whose invitation another resource holds leaves it', ...backToMember, seen: { isHeldByAnother: true, isUndoing: false }, decision: CREATE },
    {
      case: 'whose invitation another resource holds goes back to it in a rollback', ...backToMember, seen: { isHeldByAnother: true, isUndoing: true },
      decision: tagged(before, MEMBER_TWO),
    },
    {
      case: 'by its address that has accepted gets its tags, without a look at the stack', declared: ADA, owned: before, member: MEMBER_TWO,
      handshakes: { 'h-2': invitation('h-2', 'ACCEPTED', ADA) }, decision: tagged(before, MEMBER_TWO),
    },
    {
      case: 'that has declined the invitation before is invited anew', ...back, handshakes: { 'h-1': OPEN_ONE, 'h-2': invitation('h-2', 'DECLINED', TWO) },
      seen: { isUndoing: false }, decision: CREATE,
    },
    {
      case: 'that both invitations are for stays with the newer', declared: TWO, owned: { ...before, replaces: 'adopted:h-1' },
      handshakes: { 'h-2': OPEN_TWO, 'h-1': invitation('h-1', 'OPEN', TWO) }, decision: staying({ ...before, replaces: 'adopted:h-1' }, OPEN_TWO),
    },
    { case: 'that is the same member by its address gets its tags, without a look', declared: ADA, owned: MEMBER, member: MEMBER_ONE, decision: tagged(MEMBER, MEMBER_ONE) },
    { case: 'that is another member: is it a rollback?', declared: TWO, owned: MEMBER, member: MEMBER_TWO, decision: lookAt('ROLLBACK') },
    {
      case: 'that was a member before gets its tags', declared: TWO, owned: { ownership: 'created', id: 'h-1', replaces: 'member:222222222222' }, member: MEMBER_TWO,
      handshakes: { 'h-1': OPEN_ONE }, decision: tagged({ ownership: 'member', id: '222222222222' }, MEMBER_TWO),
    },
    {
      case: 'by its address is found by it', declared: ADA, owned: before, handshakes: { 'h-2': invitation('h-2', 'OPEN', { Email: 'ADA@example.com' }) },
      decision: staying(before, invitation('h-2', 'OPEN', { Email: 'ADA@example.com' })),
    },
  ])('another target $case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

describe('a rollback sends nothing', () => {
  const lost = { handshakes: { 'h-1': DECLINED_ONE } };
  const lostOfAda = { declared: ADA, handshakes: { 'h-1': GONE } };
  const lostBoth = { declared: TWO, owned: SECOND, handshakes: { 'h-2': GONE, 'h-1': GONE } };

  test.each<Row>([
    { case: 'what is pending is looked at', ...lost, seen: { isUndoing: true }, decision: lookAt('PENDING') },
    { case: 'an address is looked for among all accounts', ...lostOfAda, seen: { isUndoing: true }, decision: lookAt('LIST') },
    { case: 'what is pending is looked at if no account has the address', ...lostOfAda, seen: { isUndoing: true, isListed: true }, decision: lookAt('PENDING') },
    { case: 'where nothing is pending, it stays', ...lost, seen: { isUndoing: true, pending: 'NONE' }, decision: staying(FIRST) },
    { case: 'where nothing is pending for another target, it is what was replaced', ...lostBoth, seen: { isUndoing: true, pending: 'NONE' }, decision: staying(FIRST) },
    { case: 'what is pending is looked up in the stack', ...lost, seen: { isUndoing: true, pending: ANOTHER }, decision: lookAt('HOLDER') },
    {
      case: 'what is pending and nobody holds is adopted', ...lost, seen: { isUndoing: true, pending: ANOTHER, stack: {} },
      decision: staying({ ownership: 'adopted', id: 'h-3' }, ANOTHER),
    },
    {
      case: 'what is pending and of this stack is handed over', ...lost, seen: { isUndoing: true, pending: ANOTHER, stack: { holder: holder('h-3') } },
      decision: staying({ ownership: 'created', id: 'h-3' }, ANOTHER),
    },
    {
      case: 'a member gets its tags if that can be done, and nothing is looked for', ...lostBoth, member: MEMBER_TWO, seen: { isUndoing: true },
      decision: tagged(FIRST, MEMBER_TWO, true),
    },
  ])('$case', ({ decision, ...row }) => {
    expect(decisionOf(row)).toStrictEqual(decision);
  });
});

test.each<{ case: string; declared: TargetProperties; owned: Owned; member?: Member; known: Known }>([
  { case: 'itself if it had the target', declared: ONE, owned: SECOND, known: { owned: SECOND } },
  { case: 'itself, a member, if it had the target', declared: ONE, owned: SECOND, member: MEMBER_ONE, known: { owned: SECOND, member: MEMBER_ONE } },
  { case: 'what it replaced if that had the target', declared: ADA, owned: SECOND, known: { owned: FIRST } },
  { case: 'what it replaced, a member', declared: TWO, owned: SECOND, member: MEMBER_TWO, known: { owned: FIRST, member: MEMBER_TWO } },
  { case: 'itself if it replaced nothing', declared: TWO, owned: FIRST, known: { owned: FIRST } },
])('a rollback that asks for nothing keeps $case', ({ declared, owned, member, known }) => {
  const change: InvitationChange = { properties: { Target: declared }, oldProperties: { Target: ONE }, owned };
  expect(kept(change, member)).toStrictEqual(known);
});

test.each<{ case: string; declared: TargetProperties; owned?: Owned; made: Owned; whole: Owned }>([
  { case: 'another target remembers what it replaces', declared: TWO, made: { ownership: 'created', id: 'h-2' }, whole: { ownership: 'created', id: 'h-2', replaces: 'adopted:h-1' } },
  {
    case: 'another target remembers also what that replaced', declared: TWO, owned: SECOND, made: { ownership: 'created', id: 'h-3' },
    whole: { ownership: 'created', id: 'h-3', replaces: 'created:h-2;replaces=adopted:h-1' },
  },
  { case: 'another target with the same invitation replaces nothing', declared: TWO, made: { ownership: 'created', id: 'h-1' }, whole: { ownership: 'created', id: 'h-1' } },
  { case: 'the same target with another invitation replaces nothing', declared: ONE, made: { ownership: 'created', id: 'h-2' }, whole: { ownership: 'created', id: 'h-2' } },
])('$case', ({ declared, owned = FIRST, made, whole }) => {
  expect(replacing({ properties: { Target: declared }, oldProperties: { Target: ONE }, owned }, made)).toStrictEqual(whole);
});
