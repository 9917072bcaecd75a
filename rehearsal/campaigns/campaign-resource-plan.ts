import { CAMPAIGN_RESOURCE_TYPE } from '../../lib/contract/campaign';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Change, ResourcePlan, Verb } from '../plan';
import { forwardOutcome, lastOf, Rehearsed, removalOutcome } from '../resource-plan';
import type { CampaignPlan } from './campaign-plan';

/** Outcomes of which nothing follows for the rows: the campaign goes on as it is, or nobody knows. */
const WHOLE: readonly Verb[] = ['refused', 'not reached', 'unknown'];

/** What of a campaign is declared beside its roster. */
const SETTINGS = [
  'InvitationsPerDay', 'Reinvitations', 'MostFailures', 'Notes', 'RoleName', 'ExternalId', 'CancelRemoved', 'RemovalPolicy', 'Metrics', 'Generation',
] as const;

/** What a deployment would do with a campaign. Its id never changes, so that it is never replaced. */
export function campaignResourcePlan(rehearsed: Rehearsed, campaign: CampaignPlan | undefined): ResourcePlan[] {
  const { path, logicalId, entries, events, properties, before } = rehearsed;
  const [forward, removing] = [entries.filter(({ requestType }) => requestType !== 'Delete'), entries.filter(({ requestType }) => requestType === 'Delete')];
  const removal = lastOf(events, (status) => status.startsWith('DELETE_'));
  if (!properties && !removal) return [];
  const plan = { path, logicalId, type: CAMPAIGN_RESOURCE_TYPE, entity: { kind: 'campaign', name: path.split('/').at(-1) ?? path } };
  const outcome = properties ? forwardOutcome(rehearsed, forward) : removal && removalOutcome(removal, removing);
  if (outcome && WHOLE.includes(outcome.verb)) return [{ ...plan, changes: [], ...outcome }];
  const changes = properties && before ? settingChanges(before.properties, properties) : [];
  const isChanged = properties !== undefined && before !== undefined && isAnother(before.properties, properties);
  const verb = !properties ? outcome?.verb ?? 'leaves' : !before ? 'creates' : isChanged ? 'changes' : 'keeps';
  return [{ ...plan, verb, changes, ...(campaign && { campaign }) }];
}

/** Whether anything of a campaign is declared otherwise than before. */
export function isAnother(before: Properties, after: Properties): boolean {
  return hashOf(before) !== hashOf(after) || settingChanges(before, after).length > 0;
}

function settingChanges(old: Properties, declared: Properties): Change[] {
  return SETTINGS.flatMap((attribute): Change[] => {
    const [before, after] = [old[attribute], declared[attribute]].map((value) => value === undefined ? undefined : String(value));
    return before === after ? [] : [{ attribute, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
  });
}

function hashOf({ Source: source }: Properties): string {
  return isMembers(source) ? String(source.Hash) : '';
}
