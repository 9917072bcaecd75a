import { monthlyDollars } from '../figures';
import type { CampaignResult } from '../measures/campaign';
import { costsOf, PRICES, Usage } from '../subjects/prices';
import { number, table } from './format';

export function campaignSection({ model, logAround, invitationsPerDay, months }: CampaignResult): string {
  const names = Object.keys(PRICES) as (keyof Usage)[];
  const costs = months.map(({ usage }) => costsOf(usage));
  return `\`InvitationCampaign\` without metrics, with the schedule that is declared, from its deployment on: it invites ${invitationsPerDay} accounts a day, of whom six in ten accept, one declines
and the others don't answer, invites those again, and tags and places everybody who joins. Requests, events and bytes are counted, and so are the seconds of the functions, each of whose
calls begins in a new environment (${number(model.coldStartMilliseconds)} ms) and waits ${number(model.callMilliseconds)} ms for each answer of AWS. Time is virtual.

${table(
  ['used in a month', ...months.map(({ accounts }) => `of ${accounts} accounts`), 'US dollars', ...months.map(({ accounts }) => `costs for ${accounts}`)],
  names.map((name) => {
    const { what, each, dollars, source } = PRICES[name];
    return [what, ...months.map(({ usage }) => number(usage[name])), `[${dollars}](${source}) for ${number(each)}`, ...costs.map((cost) => number(cost[name]))];
  }),
)}

${months.map((month) => `**${month.accounts} accounts cost ${number(monthlyDollars(month))} US dollars a month**`).join(', ')}, at the prices of us-east-1 and without what is free each month. Calls to
Organizations, CloudFormation and STS cost nothing. With each call Lambda writes ${number(logAround)} bytes into the log beside the line of the function; what the bucket keeps at the end counts for the whole month.
Once everybody is at the end, a run is one read of S3 on most hours.`;
}
