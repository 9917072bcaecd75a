import type { ContentsProgress } from '../../cli/progress/read-contents';
import type { ContentsStatus } from '../../lib/contract/contents-status';

const NOON = Date.UTC(2026, 0, 1, 12);

/** A status as the function tells it in the middle of its work, unless something else is given. */
export function toldStatus(different: Partial<ContentsStatus> = {}): ContentsStatus {
  return {
    format: 1, requestId: 'request', requestType: 'Update', state: 'RUNNING', phase: 'MEMBERSHIPS', signed: NOON - 60_000, started: NOON - 59_000, updated: NOON, passes: 1,
    rows: { toDo: 5000, done: 3088, failed: 12 }, failedByCode: { IDENTITY_MISMATCH: 7, USER_NOT_FOUND: 5 }, removals: { toDo: 0, done: 0, failed: 0 }, owed: 0,
    requestsPerSecond: 18, tasksPerSecond: 16.5, ...different,
  };
}

export function toldProgress(different: Partial<ContentsProgress> = {}): ContentsProgress {
  return {
    kind: 'contents', name: 'Directory/People', stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Directory/uuid', logicalResourceId: 'People', condition: 'RUNNING',
    status: toldStatus(),
    failures: [{ code: 'IDENTITY_MISMATCH', count: 7, rows: ['user 17', 'user 90'] }, { code: 'USER_NOT_FOUND', count: 5, rows: [] }],
    notRead: [], ...different,
  };
}
