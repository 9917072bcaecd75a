import { CREATE, lookAt, update } from '../../../../lambda/guard/decide/decision';
import { failure } from '../../../../lambda/guard/failure';
import type { Owned } from '../../../../lambda/guard/ownership';
import { decideAllFeatures, FeaturesState, requested, SeenFeatures } from '../../../../lambda/organizations/decide/all-features';
import { handshake } from '../../../support/handshakes';

interface Row {
  readonly case: string;
  readonly finalize?: true;
  readonly owned?: Owned;
  readonly seen: SeenFeatures;
  readonly decision: ReturnType<typeof decideAllFeatures>;
}

const REQUESTED: Owned = { ownership: 'requested', id: 'all-features' };
const ENABLED: Owned = { ownership: 'enabled', id: 'all-features' };
const UNDER_WAY: SeenFeatures = { hasAll: false, request: { Id: 'h-1' } };
const ACCEPTED = approval('ACCEPTED', '111111111111');
const OPEN = approval('OPEN', '222222222222');
const WAITING = approval('REQUESTED', '333333333333');
const DECLINED = approval('DECLINED', '444444444444');
const EXPIRED = handshake('h-5', 'EXPIRED', { Type: 'EMAIL', Id: 'ada@example.com' });
const MANAGEMENT = '999999999999';
/** Whether the account is told as its party isn't documented. */
const CONFIRMATION = handshake('h-7', 'OPEN', { Type: 'ACCOUNT', Id: MANAGEMENT });
const CANCELED = approval('CANCELED', '666666666666');

function approval(state: 'ACCEPTED' | 'OPEN' | 'REQUESTED' | 'DECLINED' | 'CANCELED', account: string): ReturnType<typeof handshake> {
  return handshake(`h-${account}`, state, { Type: 'ACCOUNT', Id: account });
}

function state(name: FeaturesState['state'], owned: Owned, handshakeId: string): FeaturesState {
  return { kind: 'NOTHING', owned, state: name, handshakeId };
}

function refusedBy(accounts: string): ReturnType<typeof failure> {
  return failure('ALL_FEATURES_NOT_APPROVED', { accounts, handshake: 'h-1' });
}

test.each<Row>([
  { case: 'whether the organization has all features is looked at first', seen: {}, decision: lookAt('ORGANIZATION') },
  { case: 'all features that are there are enabled', seen: { hasAll: true }, decision: state('ENABLED', ENABLED, '') },
  { case: 'all features that were requested stay requested', owned: REQUESTED, seen: { hasAll: true }, decision: state('ENABLED', REQUESTED, '') },
  { case: 'all features that are there need no confirmation', finalize: true, seen: { ...UNDER_WAY, hasAll: true, approvals: [] }, decision: state('ENABLED', ENABLED, '') },
  { case: 'what is missing may be requested already', seen: { hasAll: false }, decision: lookAt('REQUEST') },
  { case: 'what nobody has requested is requested', seen: { hasAll: false, request: 'NONE' }, decision: CREATE },
  { case: 'what is requested needs approvals', seen: UNDER_WAY, decision: lookAt({ approvalsOf: 'h-1' }) },
  { case: 'what is requested and to be confirmed needs approvals', finalize: true, seen: UNDER_WAY, decision: lookAt({ approvalsOf: 'h-1' }) },
  { case: 'a request without an id has none', seen: { hasAll: false, request: {} }, decision: lookAt({ approvalsOf: '' }) },
  { case: 'what isn\'t to be confirmed is waited for', seen: { ...UNDER_WAY, approvals: [ACCEPTED] }, decision: state('PENDING', REQUESTED, 'h-1') },
  { case: 'what is waited for stays as it was owned', owned: ENABLED, seen: { ...UNDER_WAY, approvals: [ACCEPTED] }, decision: state('PENDING', ENABLED, 'h-1') },
  { case: 'what everybody has approved is confirmed', finalize: true, seen: { ...UNDER_WAY, approvals: [ACCEPTED] }, decision: lookAt('CONFIRMATION') },
  { case: 'what nobody has to approve is confirmed', finalize: true, seen: { ...UNDER_WAY, approvals: [] }, decision: lookAt('CONFIRMATION') },
  { case: 'who has left the organization approves nothing', finalize: true, seen: { ...UNDER_WAY, approvals: [ACCEPTED, CANCELED] }, decision: lookAt('CONFIRMATION') },
  { case: 'what is confirmed is the request', finalize: true, seen: { ...UNDER_WAY, approvals: [], confirmation: {} }, decision: update({ requestId: 'h-1', handshakeId: 'h-1' }) },
  {
    case: 'or a handshake of its own', finalize: true, seen: { ...UNDER_WAY, approvals: [ACCEPTED, CONFIRMATION], confirmation: CONFIRMATION },
    decision: update({ requestId: 'h-1', handshakeId: 'h-7' }),
  },
  { case: 'what somebody has still to approve is waited for', finalize: true, seen: { ...UNDER_WAY, approvals: [ACCEPTED, OPEN] }, decision: state('PENDING', REQUESTED, 'h-1') },
  { case: 'what somebody was just asked is waited for', finalize: true, seen: { ...UNDER_WAY, approvals: [WAITING] }, decision: state('PENDING', REQUESTED, 'h-1') },
  { case: 'an approval without a state is no refusal', finalize: true, seen: { ...UNDER_WAY, approvals: [{}] }, decision: lookAt('CONFIRMATION') },
  { case: 'who has declined is told', seen: { ...UNDER_WAY, approvals: [ACCEPTED, DECLINED] }, decision: refusedBy('444444444444 (declined)') },
  {
    case: 'all who have declined or let it expire are told, before who has still to approve', finalize: true,
    seen: { ...UNDER_WAY, approvals: [DECLINED, OPEN, EXPIRED] }, decision: refusedBy('444444444444 (declined), a***@example.com (not in time)'),
  },
])('$case', ({ finalize = false, owned, seen, decision }) => {
  expect(decideAllFeatures({ finalize, owned, management: MANAGEMENT }, seen)).toStrictEqual(decision);
});

test.each([
  { case: 'is requested if nothing was there before', owned: undefined, whole: state('PENDING', REQUESTED, 'h-1') },
  { case: 'stays as it was owned', owned: ENABLED, whole: state('PENDING', ENABLED, 'h-1') },
])('what was asked for $case', ({ owned, whole }) => {
  expect(requested(owned, 'PENDING', 'h-1')).toStrictEqual(whole);
});
