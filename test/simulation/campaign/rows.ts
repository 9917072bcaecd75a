import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { targetOf } from './declared';
import type { PlannedRow } from './plan';
import type { CampaignDeployment, CampaignSimulation } from './run';

/** What a row was in the deployments that succeeded. */
export interface RowInTime {
  readonly from: number;
  readonly row: PlannedRow;
}

/** The row for whom an invitation was, as one deployment after the other had it, oldest first. */
export function rowsFor(run: CampaignSimulation, stackId: string, { recipient }: Pick<Handshake, 'recipient'>): readonly RowInTime[] {
  const target = recipient?.id.toLowerCase();
  return run.successes(stackId).flatMap(({ started, declared }) => {
    const row = declared?.rows.find((each) => targetOf(each) === target);
    return row ? [{ from: started, row }] : [];
  });
}

/** Whether the row got another generation since, so that its account may be asked again. */
export function isRenewed(rows: readonly RowInTime[], since: number): boolean {
  const before = rows.filter(({ from }) => from <= since).at(-1);
  const after = rows.filter(({ from }) => from > since);
  if (!before) return after.some(({ row }) => row.generation > 0);
  return [before, ...after].some(({ row }, index, all) => index > 0 && row.generation > 0 && row.generation !== all[index - 1]?.row.generation);
}

/** What the stack is deployed with; nothing before its first success. */
export function deployedNow(run: CampaignSimulation, stackId: string): CampaignDeployment | undefined {
  return run.successes(stackId).at(-1);
}
