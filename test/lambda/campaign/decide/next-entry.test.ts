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
