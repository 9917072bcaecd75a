import type { Handshake } from '@aws-sdk/client-organizations';
import { lookAt, nothing } from '../../../../lambda/guard/decide/decision';
import { decideInvitationAdoption, SeenInvitation } from '../../../../lambda/organizations/decide/invitation-adoption';
import { holder } from '../../../support/store-entities';

interface Row {
  readonly case: string;
  readonly pending?: Handshake;
  readonly seen: SeenInvitation;
  readonly decision: ReturnType<typeof decideInvitationAdoption>;
}

test.each<Row>([
  { case: 'what an attempt of this create has sent is created, without a look', seen: { isOwn: true }, decision: nothing({ ownership: 'created', id: 'h-1' }) },
  {
    case: 'what an attempt of this create has sent is created, whoever would hold it', seen: { isOwn: true, stack: { holder: holder('h-1', 'adopted') } },
    decision: nothing({ ownership: 'created', id: 'h-1' }),
  },
  { case: 'what somebody else has sent is looked up in the stack', seen: { isOwn: false }, decision: lookAt('HOLDER') },
  { case: 'what nobody holds is adopted', seen: { isOwn: false, stack: {} }, decision: nothing({ ownership: 'adopted', id: 'h-1' }) },
  { case: 'what this stack has sent stays created', seen: { isOwn: false, stack: { holder: holder('h-1') } }, decision: nothing({ ownership: 'created', id: 'h-1' }) },
  {
    case: 'what this stack has adopted stays adopted', seen: { isOwn: false, stack: { holder: holder('h-1', 'adopted') } },
    decision: nothing({ ownership: 'adopted', id: 'h-1' }),
  },
  { case: 'an invitation without an id has none', pending: {}, seen: { isOwn: true }, decision: nothing({ ownership: 'created', id: '' }) },
])('$case', ({ pending = { Id: 'h-1' }, seen, decision }) => {
  expect(decideInvitationAdoption(pending, seen)).toStrictEqual(decision);
});
