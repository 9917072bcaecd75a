import type { ScanRequest } from '../../../cli/scan/request';
import { summaryOf } from '../../../cli/scan/summary';
import { NOTHING_WRITTEN, ScanRecord } from '../../../cli/scan/written-before';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { groupEntity, membershipEntities, snapshotWith, userEntity } from '../../support/directories';
import { recordAfter, scanOf } from '../../support/scanned';

const EXTERNAL = { ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '42' }] };
const SNAPSHOT = snapshotWith({
  users: [userEntity(1), userEntity(2), userEntity(3, EXTERNAL)], groups: [groupEntity(1), groupEntity(2, EXTERNAL), groupEntity(3, EXTERNAL)],
  memberships: membershipEntities([1, 1], [2, 1], [2, 2]),
});

function summary(snapshot: Snapshot, before: ScanRecord = NOTHING_WRITTEN, { as = 'typescript', onlyGroup = [] }: Partial<Pick<ScanRequest, 'as' | 'onlyGroup'>> = {}): string {
  return summaryOf({ scan: scanOf(snapshot, { as, onlyGroup }, before), notRead: [], caller: 'arn', written: ['app.ts'], before, as, out: 'app' });
}

/** What stands under the heading about the scan before. */
function sinceLastScan(text: string): string | undefined {
  return /^Since the last scan into this folder:\n((?: {2}.*\n)+)/m.exec(text)?.[1];
}

test('what identity providers own is counted with its reason', () => {
  expect(summary(SNAPSHOT)).toContain(`
  3 groups: 1 adopted, 2 looked up, since an identity provider owns them
  3 users: 2 adopted, 1 looked up, since an identity provider owns it
  3 memberships
`);
  expect(summary(SNAPSHOT, NOTHING_WRITTEN, { as: 'csv' })).toContain('  3 users: 2 written, 1 not written, since an identity provider owns it\n');
});

test('a first scan has nothing to compare with, nor have tables', () => {
  const before = recordAfter(scanOf(SNAPSHOT));
  expect(sinceLastScan(summary(SNAPSHOT))).toBeUndefined();
  expect(sinceLastScan(summary(SNAPSHOT, before, { as: 'json' }))).toBeUndefined();
});

test('a scan of the same says that it is the same', () => {
  const again = summary(SNAPSHOT, recordAfter(scanOf(SNAPSHOT)));
  expect(sinceLastScan(again)).toBe('  nothing is new or gone\n');
  expect(again).toContain('npx cdk-org-guard plan      says what a deployment would do\n');
});

test('a scan with another pattern says what leaves the app that was written before', () => {
  const before = recordAfter(scanOf(SNAPSHOT));
  expect(sinceLastScan(summary(SNAPSHOT, before, { onlyGroup: ['team-1'] })))
    .toBe('  gone from the app: 2 groups, 1 user, 1 membership; plan says what a deployment makes of that\n');
});

test('what has come since the last scan is counted', () => {
  const before = recordAfter(scanOf(SNAPSHOT, { onlyGroup: ['team-1'] }));
  expect(sinceLastScan(summary(SNAPSHOT, before))).toBe('  new in the app: 2 groups, 1 user, 1 membership\n');
});
