import { CAMPAIGN_CHANGE, CAMPAIGN_STATUS_FORMAT, CampaignChangeDetail, METRIC_NAMESPACE, REMAINING_METRIC, STATE_CHANGE, StateChangeDetail } from '../../../lib/contract/campaign-status';
import { call } from '../../guard/call';
import type { Session } from '../../guard/session';
import type { Asker } from '../../guard/stack-view';
import { CampaignEventCalls, EVENTS_AT_ONCE, ToldEvent } from '../campaign-calls';
import type { Change } from '../ledger/entry';
import type { Head } from '../ledger/head';

type Place = Pick<Asker, 'stackId' | 'logicalResourceId'>;

/** Tells changes of rows. @returns those that couldn't be told */
export async function tellChanges(events: CampaignEventCalls, session: Session, place: Place, changes: readonly Change[]): Promise<readonly Change[]> {
  for (let told = 0; told < changes.length; told += EVENTS_AT_ONCE) {
    const batch = changes.slice(told, told + EVENTS_AT_ONCE).map((change) => {
      const detail: StateChangeDetail = { ...inCampaign(place), ...change };
      return { ...STATE_CHANGE, detail: JSON.stringify(detail) };
    });
    if (!await put(events, session, batch)) return changes.slice(told);
  }
  return [];
}

/** Tells that the campaign is in another condition. @returns whether that could be told */
export function tellCondition(events: CampaignEventCalls, session: Session, place: Place, { is, code }: NonNullable<Head['condition']>): Promise<boolean> {
  const detail: CampaignChangeDetail = { ...inCampaign(place), condition: is, ...(code !== undefined && { code }) };
  return put(events, session, [{ ...CAMPAIGN_CHANGE, detail: JSON.stringify(detail) }]);
}

/** How many rows aren't at their end, as a line of a log from which CloudWatch makes a metric. It has to be a line of its own, with nothing around it. */
export function remainingLine({ stackId, logicalResourceId }: Place, remaining: number, now: number): string {
  const dimensions = { StackName: stackId.split('/')[1] ?? '', LogicalResourceId: logicalResourceId };
  const metrics = [{ Name: REMAINING_METRIC, Unit: 'Count' }];
  const _aws = { Timestamp: now, CloudWatchMetrics: [{ Namespace: METRIC_NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics: metrics }] };
  return JSON.stringify({ _aws, ...dimensions, [REMAINING_METRIC]: remaining });
}

function inCampaign({ stackId, logicalResourceId }: Place): Pick<StateChangeDetail, 'format' | 'stackId' | 'logicalResourceId'> {
  return { format: CAMPAIGN_STATUS_FORMAT, stackId, logicalResourceId };
}

async function put(events: CampaignEventCalls, session: Session, batch: readonly ToldEvent[]): Promise<boolean> {
  return (await call(session, 'events:PutEvents', () => events.putEvents(batch))).kind === 'DONE';
}
