import { dueInvitations, isAtEnd, KnownRow } from '../../../../lambda/campaign/decide/due';
import { Entry, moved, newEntry } from '../../../../lambda/campaign/ledger/entry';
import { BEGIN } from '../../../support/times';

const QUEUED = newEntry('key', BEGIN, undefined);

function row(entry: Entry): KnownRow {
  return { row: { kind: 'row', row: 1, account: '111122223333', key: 'key' }, entry };
}

test('a row whose invitations are used up is at its end, also if the last of them was canceled when the row had gone for a while', () => {
  const back = row(moved(QUEUED, 'QUEUED', BEGIN, { expired: 2 }));
  expect({ due: dueInvitations([back], { reinvitations: 1 }, BEGIN), isAtEnd: isAtEnd(back, { reinvitations: 1 }) }).toEqual({ due: [], isAtEnd: true });
  expect({ due: dueInvitations([back], { reinvitations: 2 }, BEGIN), isAtEnd: isAtEnd(back, { reinvitations: 2 }) }).toEqual({ due: [back], isAtEnd: false });
});
