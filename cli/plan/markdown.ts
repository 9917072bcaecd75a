import { Plan, StackPlan, totalsOf } from '../../rehearsal/plan';
import { factsOfCampaign } from './campaign-words';
import { code, escaped } from './escape';
import { factsOf, renamingsInWords } from './contents-words';
import { countOf, pathOf } from './explanations';
import { Block, fitted } from './fitted';
import { headline, origin, totalsInWords } from './headline';
import { resourceRow, row, tableHead } from './markdown-rows';
import { campaignsOf, contentsOf, IMPORTANT, placedIn, Section, sectionsOf } from './sections';
import { capitalized, finished, inFigures } from './wording';

/** The first line, by which a comment is found again. */
export const MARKER = '<!-- cdk-org-guard plan -->';

/** GitHub takes 65,536 for a comment; some are left for what others put around it. */
const MOST_CHARACTERS = 60_000;

/** Longer lists are folded. */
const LONGEST_LIST = 20;

export interface MarkdownOptions {
  /** Shows also what the template doesn't declare: values of before, ids, messages with such, who has read. */
  readonly showsValues?: boolean;
}

/** A plan for a comment on a pull request. */
export function planMarkdown(plan: Plan, { showsValues = false }: MarkdownOptions = {}): string {
  return fitted([
    title(plan, showsValues),
    ...unplanned(plan),
    ...sectionsOf(plan).filter(({ title: name }) => name !== 'Kept').map((section) => sectionBlock(section, showsValues)),
    ...asItIs(plan, showsValues),
    ...contentsList(plan, showsValues),
    ...campaignList(plan),
    ...stackList(plan),
    ...remarks(plan),
  ], MOST_CHARACTERS);
}

function title(plan: Plan, showsValues: boolean): Block {
  const { account, arn } = plan.made.snapshot.caller;
  const caller = showsValues ? `${arn} (account ${account})` : `account ${account}`;
  return { before: `${MARKER}\n### ${plan.isDrift ? 'Drift' : 'Deployment plan'}\n\n**${escaped(headline(plan))}**\n\n${escaped(origin(plan.made, caller))}\n`, rows: [], after: '' };
}

function unplanned({ stacks }: Plan): Block[] {
  const rows = stacks.flatMap((stack) => stack.noPlan === undefined ? [] : [row(stackName(stack), escaped(capitalized(finished(stack.noPlan))))]);
  return listed('No plan', rows, tableHead('stack', 'because'));
}

function sectionBlock({ title: name, meaning, count, resources }: Section, showsValues: boolean): Block {
  const explained = meaning === undefined ? '' : `${meaning}\n\n`;
  const head = `${explained}${tableHead('', 'resource', '')}`;
  const rows = resources.map((resource) => resourceRow(resource, showsValues));
  const counted = `${name} (${inFigures(count)})`;
  return rows.length <= LONGEST_LIST ? open(counted, rows, head) : folded(counted, rows, head, IMPORTANT.includes(name));
}

function asItIs({ stacks }: Plan, showsValues: boolean): Block[] {
  const rows = stacks.flatMap((stack) => {
    if (!stack.asItIs) return [];
    const { status, leftBehind, dependsOnOrder } = stack.asItIs;
    const left = `${leftBehind.length === 0 ? 'nothing is left behind' : `left behind: ${inFigures(countOf(leftBehind))}`}${dependsOnOrder ? ', more or less' : ''}`;
    return [row(stackName(stack), `ends as ${code(status)}`, left), ...placedIn(stack, leftBehind).map((placed) => resourceRow(placed, showsValues))];
  });
  return listed('Deployed as it is now', rows, tableHead('', '', ''));
}

function contentsList(plan: Plan, showsValues: boolean): Block[] {
  const rows = contentsOf(plan).map(({ stack, resource, contents }) =>
    row(code(pathOf(resource, stack)), [...factsOf(contents), ...showsValues ? renamingsInWords(contents) : []].map(escaped).join('<br>')));
  return listed('Contents', rows, tableHead('contents', ''));
}

function campaignList(plan: Plan): Block[] {
  const rows = campaignsOf(plan).map(({ stack, resource, campaign }) =>
    row(code(pathOf(resource, stack)), factsOfCampaign(campaign, resource).map(escaped).join('<br>')));
  return listed('Campaigns of invitations', rows, tableHead('campaign', ''));
}

function stackList({ stacks }: Plan): Block[] {
  const rows = stacks.filter(({ noPlan }) => noPlan === undefined).map((stack) =>
    row(stackName(stack), escaped(totalsInWords(totalsOf([stack]))), stack.others === 0 ? '' : inFigures(stack.others)));
  return listed('Stacks', rows, tableHead('stack', 'resources', 'of other kinds, not rehearsed'));
}

function remarks(plan: Plan): Block[] {
  return listed('Remarks', plan.remarks.map((remark) => `- ${escaped(finished(remark))}\n`), '');
}

function listed(name: string, rows: readonly string[], head: string): Block[] {
  if (rows.length === 0) return [];
  return [rows.length <= LONGEST_LIST ? open(name, rows, head) : folded(name, rows, head, false)];
}

function open(name: string, rows: readonly string[], head: string): Block {
  return { before: `\n#### ${name}\n\n${head}`, rows, after: '' };
}

function folded(name: string, rows: readonly string[], head: string, isOpen: boolean): Block {
  return { before: `\n<details${isOpen ? ' open' : ''}><summary>${name}</summary>\n\n${head}`, rows, after: '\n</details>\n' };
}

function stackName({ stackName: name, account, region, isNew }: StackPlan): string {
  return `${code(name)}${isNew ? ' (new)' : ''}<br>${code(`${account}, ${region}`)}`;
}
