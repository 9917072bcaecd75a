/** The statuses of a stack that is as it was declared, now or before an update that was taken back. */
const SETTLED: readonly string[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'];

/** Whether a campaign may do something. While its stack is being deployed, nobody knows yet which roster stays. */
export function mayAct(stackStatus: string): boolean {
  return SETTLED.includes(stackStatus);
}
