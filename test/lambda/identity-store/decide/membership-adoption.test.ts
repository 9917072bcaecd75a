import { lookAt, nothing } from '../../../../lambda/guard/decide/decision';
import { failure } from '../../../../lambda/guard/failure';
import { decideMembershipAdoption, SeenMembership } from '../../../../lambda/identity-store/decide/membership-adoption';
import type { ConflictPolicyName } from '../../../../lib/contract/identity-store';
import { holder, STORE, TAKEN } from '../../../support/store-entities';

interface Row {
  readonly case: string;
  readonly policy?: ConflictPolicyName;
  readonly seen?: Omit<SeenMembership, 'id'>;
  readonly decision: ReturnType<typeof decideMembershipAdoption>;
}

const CREATED = nothing({ ownership: 'created', id: 'membership-1' });
const ADOPTED = nothing({ ownership: 'adopted', id: 'membership-1' });
const EXISTS = failure('ALREADY_EXISTS', { entity: 'membership of user "user-1" in group "group-1"', id: 'membership-1' }, TAKEN);
const OTHERS = { isOwn: false };

test.each<Row>([
  { case: 'who overwrites has created it, without a look', policy: 'OVERWRITE', decision: CREATED },
  { case: 'who overwrites has created it, whoever holds it', policy: 'OVERWRITE', seen: { isOwn: false, stack: { holder: holder('membership-1', 'adopted') } }, decision: CREATED },
  { case: 'whether an attempt of this create has made it is looked at first', decision: lookAt('OWN') },
  { case: 'whether an attempt of this create has made it is looked at before it is a reason to fail', policy: 'FAIL', decision: lookAt('OWN') },
  { case: 'what an attempt of this create has made is created, without a look at the stack', seen: { isOwn: true }, decision: CREATED },
  { case: 'what an attempt of this create has made is no reason to fail', policy: 'FAIL', seen: { isOwn: true }, decision: CREATED },
  { case: 'what somebody else has made is looked up in the stack', seen: OTHERS, decision: lookAt('HOLDER') },
  { case: 'who takes over nothing of others looks whether it is of this stack', policy: 'FAIL', seen: OTHERS, decision: lookAt('HOLDER') },
  { case: 'what nobody holds is adopted', seen: { ...OTHERS, stack: {} }, decision: ADOPTED },
  { case: 'what nobody holds is not for who takes over nothing', policy: 'FAIL', seen: { ...OTHERS, stack: {} }, decision: EXISTS },
  { case: 'what this stack has created stays created', seen: { ...OTHERS, stack: { holder: holder('membership-1') } }, decision: CREATED },
  { case: 'what this stack has adopted stays adopted', seen: { ...OTHERS, stack: { holder: holder('membership-1', 'adopted') } }, decision: ADOPTED },
  {
    case: 'what is of this stack is handed over also to who takes over nothing of others', policy: 'FAIL',
    seen: { ...OTHERS, stack: { holder: holder('membership-1') } }, decision: CREATED,
  },
])('$case', ({ policy = 'ADOPT', seen, decision }) => {
  const properties = { ...STORE, GroupId: 'group-1', UserId: 'user-1', ConflictPolicy: policy };
  expect(decideMembershipAdoption(properties, { id: 'membership-1', ...seen }, TAKEN)).toStrictEqual(decision);
});
