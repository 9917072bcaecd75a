import type { UnitEntries } from '../../rehearsal/contents/contents-plan';
import type { ResourcePlan, Verb } from '../../rehearsal/plan';
import { changeLines } from './change-lines';
import { detailsOfEntries, entriesInWords, moreRowsInWords, namesInWords, rowInWords } from './contents-words';
import { becauseOf, consequenceOf, holdersOf, messageOf, openRefusalOf, otherwiseOf, pathOf } from './explanations';
import { MARKS } from './marks';
import type { Paint } from './paint';
import { printable, sentence } from './printable';
import type { PlacedResource } from './sections';
import { counted, finished } from './wording';
import { columnsOf, padded, wrapped } from './wrap';

const INDENT = '  ';
const DETAIL = '      ';
const GAP = '  ';

/** Sentences over the whole of a wide terminal are hard to read. */
const LONGEST_SENTENCE = 110;

const WORD_WIDTH = Math.max(...Object.values(MARKS).map(({ word }) => word.length));

/** Those of which a person looks up the entity before it is gone. */
const WITH_ID: readonly Verb[] = ['lost', 'deletes', 'replaces', 'leaves'];

/** Those whose attributes are all new, or all gone. */
const WHOLE: readonly Verb[] = ['creates', 'deletes', 'keeps', 'leaves'];

export interface LineOptions {
  readonly width: number;
  readonly paint: Paint;
  /** With ids, and with the attributes of what is created or deleted as a whole. */
  readonly isVerbose: boolean;
}

/** Resources below each other: sign, verb, entity, path of the construct, and what there is to say of it. */
export function resourceLines(resources: readonly PlacedResource[], options: LineOptions): string[] {
  const { width } = options;
  const room = width - INDENT.length - 2 - WORD_WIDTH - GAP.length;
  const widest = (texts: readonly string[], most: number): number => Math.max(0, ...texts.map(columnsOf).filter((each) => each <= most));
  const entityWidth = widest(resources.map(entityOf), Math.floor(room * 0.6));
  const blocks = resources.map((placed) => [...firstLines(placed, room, entityWidth, options.paint), ...detailsOf(placed, options)]);
  const isLong = resources.some(({ resource: { reason } }) => reason !== undefined);
  return blocks.flatMap((lines, index) => isLong && index > 0 ? ['', ...lines] : lines);
}

/** The path stands in a column of its own, or below where it doesn't fit. */
function firstLines(placed: PlacedResource, room: number, entityWidth: number, paint: Paint): string[] {
  const { stack, resource, entries } = placed;
  const { sign, word, tone } = MARKS[entries?.verb ?? verbOf(resource)];
  const entity = entityOf(placed);
  const path = printable(pathOf(resource, stack));
  const begin = `${INDENT}${paint(tone, `${sign} ${padded(word, WORD_WIDTH)}`)}${GAP}`;
  const indent = ' '.repeat(INDENT.length + 2 + WORD_WIDTH + GAP.length);
  if (columnsOf(entity) <= entityWidth && entityWidth + GAP.length + columnsOf(path) <= room) {
    return [`${begin}${padded(entity, entityWidth)}${GAP}${paint('faint', path)}`];
  }
  const [first = '', ...more] = wrapped(entity, room);
  return [`${begin}${first}`, ...more.map((line) => `${indent}${line}`), ...wrapped(path, room).map((line) => `${indent}${paint('faint', line)}`)];
}

function detailsOf({ stack, resource, entries }: PlacedResource, { width, paint, isVerbose }: LineOptions): string[] {
  if (entries) return entriesLines(entries, width).map((line) => `${DETAIL}${line}`);
  const { verb, entity, changes, reason, dependsOn, unknown = [], contents } = resource;
  const sentenceWidth = Math.min(width, LONGEST_SENTENCE) - DETAIL.length;
  const said = (text: string): string[] => text === '' ? [] : wrapped(text, sentenceWidth);
  const lines = [
    ...(entity.id !== undefined && (isVerbose || WITH_ID.includes(verb)) ? wrapped(`id ${printable(entity.id)}`, sentenceWidth).map((line) => paint('faint', line)) : []),
    ...(reason?.code !== undefined ? [paint('bold', printable(reason.code))] : []),
    ...(reason ? said(messageOf(reason)) : []),
    ...(reason?.remedy !== undefined ? said(`What to do: ${finished(sentence(reason.remedy))}`) : []),
    ...(contents?.refused.rows ?? []).flatMap((row) => said(`- ${rowInWords(row)}`)),
    ...(contents ? moreRowsInWords(contents).flatMap(said) : []),
    ...(resource.mayBeRefused ? said(openRefusalOf(resource.mayBeRefused)) : []),
    ...(resource.heldBy ? said(holdersOf(resource.heldBy)) : []),
    ...(dependsOn ? said(becauseOf(dependsOn, stack)) : []),
    ...unknown.flatMap((why) => said(`Not known: ${finished(sentence(why))}`)),
    ...(resource.otherwise ?? []).flatMap((otherwise) => said(otherwiseOf(otherwise, resource))),
    ...said(consequenceOf(resource)),
    ...(isVerbose || !WHOLE.includes(verb) ? changeLines(changes, width - DETAIL.length, paint) : []),
  ];
  return lines.map((line) => `${DETAIL}${line}`);
}

function entriesLines(entries: UnitEntries, width: number): string[] {
  const sentenceWidth = Math.min(width, LONGEST_SENTENCE) - DETAIL.length;
  return [printable(namesInWords(entries)), ...detailsOfEntries(entries).map(sentence)].filter((text) => text !== '').flatMap((text) => wrapped(text, sentenceWidth));
}

/** Of contents that are refused only in rows nothing else is told in the same place. */
function verbOf({ verb, contents }: ResourcePlan): Verb {
  return (contents?.refused.count ?? 0) > 0 ? 'refused' : verb;
}

function entityOf({ resource: { entity: { kind, name }, contents }, entries }: PlacedResource): string {
  if (entries) return printable(entriesInWords(entries));
  const rows = contents?.refused.count ?? 0;
  return printable(rows > 0 ? `${counted(rows, 'row')} of ${kind} ${name}` : `${kind} ${name}`.trimEnd());
}
