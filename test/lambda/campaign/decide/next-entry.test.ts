import { nextEntry } from '../../../../lambda/campaign/decide/next-entry';
import { Entry, moved, newEntry } from '../../../../lambda/campaign/ledger/entry';
import { BEGIN, DAY } from '../../../support/times';

const INVITED: Entry = moved(newEntry('key', BEGIN, undefined), 'INVITED', BEGIN, { handshakeId: 'h-1', until: BEGIN + 15 * DAY, isSent: true });

describe('an invitation that the list doesn\'t show', () => {
  test('before its end was only missed, since a list gets shorter while its pages are read', () => {
    expect(nextEntry(INVITED, { invitation: undefined, member: undefined, generation: undefined, now: BEGIN + 12 * DAY })).toBe(INVITED);
  });

  test('after its end has expired', () => {
    expect(nextEntry(INVITED, { invitation: undefined, member: undefined, generation: undefined, now: BEGIN + 46 * DAY })).toMatchObject({ state: 'EXPIRED', expired: 1 });
  });
});

describe('a list that still shows as pending what has ended', () => {
  // The row was invited again in the ledger, and blocked for ever once the list showed that it was canceled.
  test('changes nothing', () => {
    const canceled = moved(newEntry('key', BEGIN, undefined), 'QUEUED', BEGIN, { endedId: 'h-1' });
    const invitation = { id: 'h-1', state: 'PENDING' as const, requestedAt: BEGIN, expiresAt: BEGIN + 15 * DAY };
    expect(nextEntry(canceled, { invitation, member: 'UNKNOWN', generation: undefined, now: BEGIN })).toBe(canceled);
  });
});
