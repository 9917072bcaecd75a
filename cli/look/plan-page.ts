import type { Plan } from '../../rehearsal/plan';
import { headline, origin } from '../plan/headline';
import { campaignsOf, contentsOf } from '../plan/sections';
import { finished } from '../plan/wording';
import { drawMatrix } from './draw/matrix';
import { markup, named } from './draw/markup';
import { page } from './draw/page';
import { drawPlan, drawPlannedCampaigns, drawPlannedContents, drawPlannedStacks, drawTotals } from './draw/plan';
import { accessInPlan } from './model/access';
import { matrixOf } from './model/matrix';

/** What a deployment would do, as a page. */
export function planPage(plan: Plan): string {
  const { account, arn } = plan.made.snapshot.caller;
  const access = accessInPlan(plan);
  return page({
    title: plan.isDrift ? 'What differs from what is deployed' : 'What a deployment would do',
    origin: named(origin(plan.made, `${arn} (account ${account})`)),
    lead: markup`<p class="headline">${headline(plan)}</p>${plan.stacks.length > 0 && drawTotals(plan)}`,
    parts: [
      ...(plan.stacks.length > 0 ? [{ id: 'resources', title: 'Resource by resource', content: drawPlan(plan) }] : []),
      ...(access.marks.length > 0 ? [{ id: 'groups', title: 'Who gets and who loses access', content: drawMatrix(matrixOf(access), 'Who gets and who loses access') }] : []),
      ...(contentsOf(plan).length > 0 ? [{ id: 'contents', title: 'Contents', content: drawPlannedContents(plan) }] : []),
      ...(campaignsOf(plan).length > 0 ? [{ id: 'campaigns', title: 'Campaigns of invitations', content: drawPlannedCampaigns(plan) }] : []),
      ...(plan.stacks.length > 0 ? [{ id: 'stacks', title: 'Stacks', content: drawPlannedStacks(plan) }] : []),
      ...(plan.remarks.length > 0 ? [{ id: 'remarks', title: 'Remarks', content: markup`<ul>${plan.remarks.map((remark) => markup`<li>${finished(remark)}</li>`)}</ul>` }] : []),
    ],
  });
}
