import { CATALOGUE } from '../../lambda/reasons/catalogue';
import { homepage } from '../../package.json';
import type { UnitEntries } from '../../rehearsal/contents/contents-plan';
import { Change, KNOWN_LATER, ResourcePlan } from '../../rehearsal/plan';
import { detailsOfEntries, entriesInWords, hasDeclaredNames, moreRowsInWords, namesInWords } from './contents-words';
import { code, escaped } from './escape';
import { becauseOf, consequenceOf, holdersOf, openRefusalOf, otherwiseOf, pathOf } from './explanations';
import { MARKS } from './marks';
import { MASK, maskedReason, saidOf } from './masked';
import type { PlacedResource } from './sections';
import { finished } from './wording';

const BREAK = '<br>';

/** A row of a table, whose cells are Markdown already. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** The head of a table. */
export function tableHead(...titles: readonly string[]): string {
  return `${row(...titles)}|${'---|'.repeat(titles.length)}\n`;
}

/** A resource in a row: what becomes of it, which one it is, and what there is to say of it. */
export function resourceRow(placed: PlacedResource, showsValues: boolean): string {
  if (placed.entries) return entriesRow(placed, placed.entries, showsValues);
  const { verb, contents } = placed.resource;
  const { sign, word } = MARKS[contents && contents.refused.count > 0 ? 'refused' : verb];
  return row(`${code(sign)} ${word}`, named(placed, showsValues), detailsOf(placed, showsValues).join(BREAK));
}

/** Whom the file doesn't declare only the live side has. */
function entriesRow({ stack, resource }: PlacedResource, entries: UnitEntries, showsValues: boolean): string {
  const { sign, word } = MARKS[entries.verb];
  const names = showsValues || hasDeclaredNames(entries) ? [code(namesInWords(entries))] : [];
  return row(`${code(sign)} ${word}`, [escaped(entriesInWords(entries)), code(pathOf(resource, stack))].join(BREAK), [...names, ...detailsOfEntries(entries).map(escaped)].join(BREAK));
}

/** Messages of rows quote what is there. */
function rowsOf({ contents }: ResourcePlan, showsValues: boolean): string[] {
  if (!contents) return [];
  const rows = contents.refused.rows.map((each) => `${escaped(`${each.kind} ${each.row}`)}: ${codeOf(each.code)}${showsValues ? ` ${escaped(finished(each.message))}` : ''}`);
  return [...rows, ...moreRowsInWords(contents).map(escaped)];
}

function named({ resource, stack }: PlacedResource, showsValues: boolean): string {
  const { kind, name, id } = resource.entity;
  return [name === '' ? escaped(kind) : `${escaped(kind)} ${code(name)}`, code(pathOf(resource, stack)), ...(showsValues && id !== undefined ? [`id ${code(id)}`] : [])].join(BREAK);
}

function detailsOf({ resource, stack }: PlacedResource, showsValues: boolean): string[] {
  const { verb, changes, dependsOn, unknown = [], otherwise = [] } = resource;
  const consequence = consequenceOf(resource);
  return [
    ...reasonOf(resource, showsValues),
    ...rowsOf(resource, showsValues),
    ...(resource.mayBeRefused ? [escaped(openRefusalOf(resource.mayBeRefused))] : []),
    ...(resource.heldBy ? [escaped(holdersOf(resource.heldBy))] : []),
    ...(dependsOn ? [escaped(becauseOf(dependsOn, stack))] : []),
    ...otherwise.map((each) => escaped(otherwiseOf(each, resource))),
    ...unknown.map((why) => `Not known: ${escaped(finished(why))}`),
    ...(consequence === '' ? [] : [escaped(consequence)]),
    ...(verb === 'creates' || verb === 'deletes' ? [] : changes.map((change) => changeOf(change, showsValues))),
  ];
}

function reasonOf(resource: ResourcePlan, showsValues: boolean): string[] {
  const { reason } = resource;
  if (!reason) return [];
  const { message, remedy } = showsValues ? saidOf(reason) : maskedReason(resource, reason);
  return [
    ...(reason.code === undefined ? [] : [codeOf(reason.code)]),
    escaped(message),
    ...(remedy === undefined ? [] : [`**What to do.** ${escaped(remedy)}`]),
  ];
}

/** A code of the catalogue leads to where it is explained. */
function codeOf(failure: string): string {
  const words = `**${escaped(failure)}**`;
  return Object.hasOwn(CATALOGUE, failure) ? `[${words}](${homepage}/blob/main/docs/reasons.md#${failure.toLowerCase()})` : words;
}

/** What was there is of the live side, what comes is declared. */
function changeOf({ attribute, before, after }: Change, showsValues: boolean): string {
  const shown = before === undefined || showsValues ? valueOf(before, '*not set*') : code(MASK);
  return `${code(attribute)}: ${shown} → ${valueOf(after, '*removed*')}`;
}

function valueOf(value: string | undefined, none: string): string {
  if (value === undefined) return none;
  return value === KNOWN_LATER ? '*known after deployment*' : code(value);
}
