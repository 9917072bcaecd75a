import { Plan, StackPlan, totalsOf } from '../../rehearsal/plan';
import { factsOfCampaign } from './campaign-words';
import { factsOf, renamingsInWords } from './contents-words';
import { endOf, pathOf } from './explanations';
import { headline, nameOf, origin, totalsInWords } from './headline';
import { paintWith } from './paint';
import { printable, sentence } from './printable';
import { LineOptions, resourceLines } from './resource-lines';
import { campaignsOf, contentsOf, placedIn, sectionsOf } from './sections';
import type { Terminal } from './terminal';
import { capitalized, counted, finished, inFigures } from './wording';
import { wrapped } from './wrap';

/** Below it nothing could be laid out; a narrower terminal breaks the lines by itself. */
const NARROWEST = 40;

const LONGEST_SENTENCE = 110;

/** Between counts, so that none is torn from what it counts. */
const AT_COUNTS = /(?<=[,.;:]) /;

export interface TextOptions extends Terminal {
  /** Tells also what is kept, ids, and the attributes of what is created or deleted. */
  readonly isVerbose?: boolean;
}

/** A plan for a person at a terminal. */
export function planText(plan: Plan, { width, hasColour, isVerbose = false }: TextOptions): string {
  const options = { width: Math.max(NARROWEST, width), paint: paintWith(hasColour), isVerbose };
  const parts = [
    headlineOf(plan, options),
    ...plan.stacks.flatMap((stack) => unplanned(stack, options)),
    ...sections(plan, options),
    ...asItIs(plan, options),
    ...contentsList(plan, options),
    ...campaignList(plan, options),
    ...stackList(plan, options),
    ...remarks(plan, options),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headlineOf(plan: Plan, { width, paint }: LineOptions): string[] {
  const { caller: { arn, account } } = plan.made.snapshot;
  return [
    ...wrapped(headline(plan), width, AT_COUNTS).map((line) => paint('bold', line)),
    ...wrapped(origin(plan.made, printable(`${arn} (account ${account})`)), Math.min(width, LONGEST_SENTENCE)).map((line) => paint('faint', line)),
  ];
}

function unplanned(stack: StackPlan, { width, paint }: LineOptions): string[][] {
  if (stack.noPlan === undefined) return [];
  return [[
    ...wrapped(`! No plan of ${nameOf(stack)}:`, width).map((line) => paint('red', line)),
    ...indented(capitalized(finished(sentence(stack.noPlan))), width, '  ', '  '),
  ]];
}

function sections(plan: Plan, options: LineOptions): string[][] {
  return sectionsOf(plan)
    .filter(({ title }) => options.isVerbose || title !== 'Kept')
    .map(({ title, meaning, count, resources }) => [...heading(`${title} (${inFigures(count)})`, options, meaning), ...resourceLines(resources, options)]);
}

function asItIs({ stacks }: Plan, options: LineOptions): string[][] {
  const lines = stacks.flatMap((stack) => {
    if (!stack.asItIs) return [];
    const leftBehind = placedIn(stack, stack.asItIs.leftBehind);
    return [...indented(endOf(stack.stackName, stack.asItIs), options.width, '  ', '  '), ...resourceLines(leftBehind, options)];
  });
  return lines.length === 0 ? [] : [[...heading('Deployed as it is now', options), ...lines]];
}

function contentsList(plan: Plan, options: LineOptions): string[][] {
  const all = contentsOf(plan);
  if (all.length === 0) return [];
  return [[...heading('Contents', options), ...all.flatMap(({ stack, resource, contents }) => [
    ...indented(printable(pathOf(resource, stack)), options.width, '  ', '    '),
    ...[...factsOf(contents), ...renamingsInWords(contents)].flatMap((fact) => indented(sentence(fact), options.width, '    ', '    ')),
  ])]];
}

function campaignList(plan: Plan, options: LineOptions): string[][] {
  const all = campaignsOf(plan, options.isVerbose);
  if (all.length === 0) return [];
  return [[...heading('Campaigns of invitations', options), ...all.flatMap(({ stack, resource, campaign }) => [
    ...indented(printable(pathOf(resource, stack)), options.width, '  ', '    '),
    ...factsOfCampaign(campaign, resource).flatMap((fact) => indented(fact, options.width, '    ', '      ')),
  ])]];
}

function stackList({ stacks }: Plan, options: LineOptions): string[][] {
  const planned = stacks.filter(({ noPlan }) => noPlan === undefined);
  if (planned.length === 0) return [];
  return [[...heading('Stacks', options), ...planned.flatMap((stack) => indented(inShort(stack), options.width, '  ', '    ', AT_COUNTS))]];
}

function inShort(stack: StackPlan): string {
  const others = stack.others === 0 ? '' : `; ${counted(stack.others, 'resource')} of other kinds, not rehearsed`;
  return `${nameOf(stack)}${stack.isNew ? ', new' : ''}: ${totalsInWords(totalsOf([stack]))}${others}`;
}

function remarks(plan: Plan, options: LineOptions): string[][] {
  if (plan.remarks.length === 0) return [];
  return [[...heading('Remarks', options), ...plan.remarks.flatMap((remark) => indented(finished(sentence(remark)), options.width, '  * ', '    '))]];
}

function heading(title: string, { paint, width }: LineOptions, meaning?: string): string[] {
  return [paint('bold', title), ...(meaning === undefined ? [] : indented(meaning, width, '  ', '  ').map((line) => paint('faint', line)))];
}

function indented(text: string, width: number, first: string, others: string, blanks?: RegExp): string[] {
  return wrapped(text, Math.min(width, LONGEST_SENTENCE) - others.length, blanks).map((line, index) => `${index === 0 ? first : others}${line}`);
}
