import { CATALOGUE } from '../../../lambda/reasons/catalogue';
import { homepage } from '../../../package.json';
import type { ContentsPlan, UnitEntries } from '../../../rehearsal/contents/contents-plan';
import { Change, KNOWN_LATER, Plan, ResourcePlan, StackPlan, totalsOf, VERBS } from '../../../rehearsal/plan';
import { factsOfCampaign } from '../../plan/campaign-words';
import { detailsOfEntries, entriesInWords, factsOf, moreRowsInWords, namesInWords, renamingsInWords } from '../../plan/contents-words';
import { becauseOf, consequenceOf, countOf, endOf, holdersOf, openRefusalOf, otherwiseOf, pathOf } from '../../plan/explanations';
import { nameOf, totalsInWords } from '../../plan/headline';
import { MARKS } from '../../plan/marks';
import { saidOf } from '../../plan/masked';
import { campaignsOf, contentsOf, IMPORTANT, PlacedResource, placedIn, Section, sectionsOf } from '../../plan/sections';
import { capitalized, counted, finished, inFigures } from '../../plan/wording';
import { Markup, markup, named } from './markup';

/** Longer lists are folded, unless they are important. */
const LONGEST_LIST = 20;

/** Their attributes are all new, all gone, or as they were. */
const WHOLE = ['creates', 'deletes', 'keeps', 'leaves'];

/** How many there are of each verb. */
export function drawTotals({ totals }: Plan): Markup {
  return markup`<ul class="totals" aria-label="Totals">${VERBS.filter((verb) => totals[verb] > 0).map((verb) =>
    markup`<li class="${MARKS[verb].tone}"><span class="sign">${MARKS[verb].sign}</span> <b>${inFigures(totals[verb])}</b> <span>${verb}</span></li>`)}</ul>`;
}

/** What would come of every resource: what stops the deployment or takes something away first. */
export function drawPlan(plan: Plan): Markup {
  const unplanned = plan.stacks.filter(({ noPlan }) => noPlan !== undefined);
  return markup`
${unplanned.map((stack) => markup`<div class="notice bad"><h3>No plan of ${named(nameOf(stack))}</h3><p>${capitalized(finished(stack.noPlan ?? ''))}</p></div>`)}
${sectionsOf(plan).map(drawSection)}
${plan.stacks.some(({ asItIs }) => asItIs) && markup`<h3>Deployed as it is now</h3>${plan.stacks.map(drawEnd)}`}`;
}

/** What there is of each stack. */
export function drawPlannedStacks({ stacks }: Plan): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Stacks of the plan"><table class="list">
<thead><tr><th scope="col">stack</th><th scope="col">in</th><th scope="col">resources</th><th scope="col" class="figure">of other kinds, not rehearsed</th></tr></thead>
<tbody>${stacks.map((stack) => markup`
<tr><th scope="row">${named(stack.stackName)}${stack.isNew && ' (new)'}</th><td class="place">${stack.account}, ${stack.region}</td><td>${
  stack.noPlan === undefined ? totalsInWords(totalsOf([stack])) : 'no plan'}</td><td class="figure">${inFigures(stack.others)}</td></tr>`)}</tbody></table></div>`;
}

function drawSection({ title, meaning, count, resources }: Section): Markup {
  const isOpen = IMPORTANT.includes(title) || (resources.length <= LONGEST_LIST && title !== 'Kept');
  return markup`<details class="section"${isOpen && markup` open`}><summary><h3>${title} <span class="number">${inFigures(count)}</span></h3></summary>
${meaning !== undefined && markup`<p class="hint">${meaning}</p>`}
${byStack(resources).map(([stack, placed]) => markup`<h4>${named(stack.stackName)} <span class="faint">${stack.account}, ${stack.region}</span></h4>
<ul class="resources">${placed.map(drawResource)}</ul>`)}</details>`;
}

function byStack(resources: readonly PlacedResource[]): (readonly [StackPlan, readonly PlacedResource[]])[] {
  return [...new Set(resources.map(({ stack }) => stack))].map((stack) => [stack, resources.filter((each) => each.stack === stack)]);
}

function drawResource({ stack, resource, entries }: PlacedResource): Markup {
  if (entries) return drawEntries(stack, resource, entries);
  const { entity: { kind, name, id }, changes, contents } = resource;
  const verb = contents && contents.refused.count > 0 ? 'refused' : resource.verb;
  const { sign, tone } = MARKS[verb];
  return markup`
<li class="${tone}"><div class="what"><span class="sign">${sign}</span> <span class="verb">${verb}</span> <span class="entity">${kind} <b>${named(name)}</b></span> <span class="faint path">${named(pathOf(resource, stack))}</span></div>
${drawReason(resource)}${contents && drawRows(contents)}${sentencesOf(resource, stack).map((sentence) => markup`<p>${sentence}</p>`)}${
  id !== undefined && ['lost', 'deletes', 'replaces', 'leaves'].includes(verb) && markup`<p class="faint">id ${id}</p>`}${
  changes.length > 0 && !WHOLE.includes(verb) && drawChanges(changes)}</li>`;
}

function drawEntries(stack: StackPlan, resource: ResourcePlan, entries: UnitEntries): Markup {
  const { sign, tone } = MARKS[entries.verb];
  return markup`
<li class="${tone}"><div class="what"><span class="sign">${sign}</span> <span class="verb">${entries.verb}</span> <span class="entity"><b>${named(entriesInWords(entries))}</b></span> <span class="faint path">${named(pathOf(resource, stack))}</span></div>
<p>${named(namesInWords(entries))}</p>${detailsOfEntries(entries).map((detail) => markup`<p>${named(detail)}</p>`)}</li>`;
}

/** The rows that are refused, the first of them. */
function drawRows(contents: ContentsPlan): Markup | undefined {
  if (contents.refused.count === 0) return undefined;
  return markup`<ul>${contents.refused.rows.map(({ kind, row, code, message }) => markup`<li>${kind} ${String(row)}: ${drawCode(code)} ${finished(message)}</li>`)}</ul>${
    moreRowsInWords(contents).map((more) => markup`<p>${more}</p>`)}`;
}

/** What is to be known of contents as a whole. */
export function drawPlannedContents(plan: Plan): Markup {
  return markup`<ul class="resources">${contentsOf(plan).map(({ stack, resource, contents }) => markup`
<li><p><b>${named(pathOf(resource, stack))}</b></p>${
  [...factsOf(contents), ...renamingsInWords(contents)].map((fact) => markup`<p>${named(fact)}</p>`)}</li>`)}</ul>`;
}

/** What campaigns of invitations do from now on. */
export function drawPlannedCampaigns(plan: Plan): Markup {
  return markup`<ul class="resources">${campaignsOf(plan).map(({ stack, resource, campaign }) => markup`
<li><p><b>${named(pathOf(resource, stack))}</b></p>${factsOfCampaign(campaign, resource).map((fact) => markup`<p>${named(fact)}</p>`)}</li>`)}</ul>`;
}

function drawReason({ reason }: ResourcePlan): Markup | undefined {
  if (!reason) return undefined;
  const { message, remedy } = saidOf(reason);
  return markup`<p>${reason.code !== undefined && markup`${drawCode(reason.code)} `}${message}</p>${remedy !== undefined && markup`<p><b>What to do.</b> ${remedy}</p>`}`;
}

/** A code of the catalogue leads to where it is explained. */
function drawCode(code: string): Markup {
  if (!Object.hasOwn(CATALOGUE, code)) return markup`<b>${code}</b>`;
  return markup`<a href="${homepage}/blob/main/docs/reasons.md#${code.toLowerCase()}"><b>${code}</b></a>`;
}

function sentencesOf(resource: ResourcePlan, stack: StackPlan): string[] {
  const { mayBeRefused, heldBy, dependsOn, unknown = [], otherwise = [] } = resource;
  const consequence = consequenceOf(resource);
  return [
    ...(mayBeRefused ? [openRefusalOf(mayBeRefused)] : []),
    ...(heldBy ? [holdersOf(heldBy)] : []),
    ...(dependsOn ? [becauseOf(dependsOn, stack)] : []),
    ...unknown.map((why) => `Not known: ${finished(why)}`),
    ...otherwise.map((each) => otherwiseOf(each, resource)),
    ...(consequence === '' ? [] : [consequence]),
  ];
}

/** The old and the new values side by side. */
function drawChanges(changes: readonly Change[]): Markup {
  return markup`<table class="changes"><thead><tr><th scope="col">attribute</th><th scope="col">now</th><th scope="col">then</th></tr></thead>
<tbody>${changes.map(({ attribute, before, after }) => markup`
<tr><th scope="row">${named(attribute)}</th><td>${before === undefined ? markup`<span class="faint">not set</span>` : markup`<del>${named(before)}</del>`}</td><td>${drawAfter(after)}</td></tr>`)}</tbody></table>`;
}

function drawAfter(after: string | undefined): Markup {
  if (after === undefined) return markup`<span class="faint">removed</span>`;
  return after === KNOWN_LATER ? markup`<span class="faint">known after deployment</span>` : markup`<ins>${named(after)}</ins>`;
}

function drawEnd(stack: StackPlan): Markup | undefined {
  if (!stack.asItIs) return undefined;
  const { leftBehind } = stack.asItIs;
  return markup`<p>${endOf(stack.stackName, stack.asItIs)}</p>${leftBehind.length > 0 && markup`<details class="rest"><summary>Left behind <span class="number">${counted(countOf(leftBehind), 'change')}</span></summary>
<ul class="resources">${placedIn(stack, leftBehind).map(drawResource)}</ul></details>`}`;
}
