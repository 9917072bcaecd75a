import type { NotRead, Snapshot } from '../../sandbox/seed/snapshot';
import { toMinutes } from '../plan/headline';
import { counted, finished, inFigures } from '../plan/wording';
import { drawCampaigns } from './draw/campaigns';
import { drawContents } from './draw/contents';
import { drawManagement } from './draw/management';
import { drawMatrix } from './draw/matrix';
import { Markup, markup, named } from './draw/markup';
import { drawOrganization } from './draw/organization';
import { page, PagePart } from './draw/page';
import { accessInStore } from './model/access';
import { campaignsIn } from './model/campaigns';
import { contentsIn } from './model/contents';
import { Holders } from './model/holders';
import { managementOf } from './model/management';
import { matrixOf } from './model/matrix';
import { shownOrganization } from './model/organization';

/** What is there, as a page. */
export function snapshotPage(snapshot: Snapshot): string {
  const { identityStores, missingStores = [], organization, stacks, notRead, reading } = snapshot;
  const holders = new Holders(snapshot);
  const contents = contentsIn(snapshot);
  const campaigns = campaignsIn(snapshot);
  return page({
    title: 'What is there',
    origin: markup`Read ${toMinutes(reading.endedAt)} as ${named(reading.caller.arn)} in ${reading.region}${reading.endpoint !== undefined && markup` at ${named(reading.endpoint)}`}, by cdk-org-guard ${reading.version}.`,
    lead: markup`${snapshot.isRedacted && markup`<p class="notice">It is redacted: names, addresses and what else is personal are replaced, equal ones by equal ones.</p>`}${
      missingStores.map(({ identityStoreId, region }) => markup`<p class="notice">There is no identity store ${identityStoreId} in ${region}.</p>`)}${
      notRead.length > 0 && drawNotRead(notRead)}${drawFigures(snapshot)}`,
    parts: [
      ...identityStores.map((store, index): PagePart => {
        const title = identityStores.length === 1 ? 'Who is in which group' : `Who is in which group of ${store.identityStoreId}`;
        return { id: `groups-${index + 1}`, title, content: drawMatrix(matrixOf(accessInStore(store, holders, notRead)), title) };
      }),
      ...(organization ? [{ id: 'organization', title: 'The organization', content: drawOrganization(shownOrganization(organization, reading.endedAt)) }] : []),
      ...(identityStores.length > 0 || stacks.length > 0 ? [{ id: 'stacks', title: 'What the stacks own', content: drawManagement(managementOf(snapshot, holders)) }] : []),
      ...(contents.length > 0 ? [{ id: 'contents', title: 'Contents', content: drawContents(contents) }] : []),
      ...(campaigns.length > 0 ? [{ id: 'campaigns', title: 'Campaigns of invitations', content: drawCampaigns(campaigns) }] : []),
    ],
  });
}

function drawFigures({ identityStores, organization, stacks, notRead }: Snapshot): Markup {
  const sum = (of: 'users' | 'groups' | 'memberships'): number => identityStores.reduce((total, store) => total + store[of].length, 0);
  const lacking = (what: string): string => (notRead.some((each) => each.what.startsWith(`${what} of `)) ? ', and what could not be read' : '');
  const figures: readonly (readonly [number, string])[] = [
    ...(identityStores.length > 0 ? (['users', 'groups', 'memberships'] as const).map((what): readonly [number, string] => [sum(what), `${what}${lacking(what)}`]) : []),
    ...(organization ? [[organization.accounts.length, 'accounts'], [organization.organizationalUnits.length, 'organizational units']] as const : []),
    [stacks.length, 'stacks of this library'],
  ];
  return markup`<ul class="totals" aria-label="How many there are">${figures.map(([count, what]) => markup`<li><b>${inFigures(count)}</b> <span>${what}</span></li>`)}</ul>`;
}

function drawNotRead(notRead: readonly NotRead[]): Markup {
  return markup`<div class="notice bad"><p>${counted(notRead.length, 'thing')} could not be read, so that nothing is known of it:</p><ul>${
    notRead.map(({ what, why }) => markup`<li>${what}: ${finished(why)}</li>`)}</ul></div>`;
}
