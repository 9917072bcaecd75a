import { ROW_STATES } from '../../../lib/contract/campaign';
import { toMinutes } from '../../plan/headline';
import { inFigures } from '../../plan/wording';
import type { ManagedCampaign } from '../model/campaigns';
import { wordsOf } from '../model/wording';
import { Markup, markup, named } from './markup';

/** How far campaigns of invitations are. */
export function drawCampaigns(all: readonly ManagedCampaign[]): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Campaigns"><table class="list">
<caption>How many accounts are in which state, as the last run of each campaign has told.</caption>
<thead><tr><th scope="col">campaign</th><th scope="col">stack</th><th scope="col">is</th><th scope="col" class="figure">accounts</th><th scope="col" class="figure">at their end</th>${
  ROW_STATES.map((state) => markup`<th scope="col" class="figure">${wordsOf(state)}</th>`)}<th scope="col">last run</th></tr></thead>
<tbody>${all.map(({ stack, name, status }) => markup`
<tr><th scope="row">${named(name)}</th><td>${named(stack.stackName)}</td>${status
  ? markup`<td>${wordsOf(status.condition)}${status.code !== undefined && markup`: ${status.code}`}</td><td class="figure">${inFigures(status.rows)}</td><td class="figure">${
    inFigures(status.rows - status.remaining)}</td>${ROW_STATES.map((state) => markup`<td class="figure">${inFigures(status.counts[state] ?? 0)}</td>`)}<td>${toMinutes(new Date(status.updated).toISOString())}</td>`
  : markup`<td colspan="${ROW_STATES.length + 4}">no run has told anything yet</td>`}</tr>`)}</tbody></table></div>`;
}
