import type { ResourcePlan, Verb } from '../../rehearsal/plan';
import { changeLines } from './change-lines';
import { becauseOf, consequenceOf, holdersOf, messageOf, openRefusalOf, otherwiseOf, pathOf } from './explanations';
import { MARKS } from './marks';
import type { Paint } from './paint';
import { printable, sentence } from './printable';
import type { PlacedResource } from './sections';
import { finished } from './wording';
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
  const entityWidth = widest(resources.map(({ resource }) => entityOf(resource)), Math.floor(room * 0.6));
  const blocks = resources.map((placed) => [...firstLines(placed, room, entityWidth, options.paint), ...detailsOf(placed, options)]);
  const isLong = resources.some(({ resource: { reason } }) => reason !== undefined);
  return blocks.flatMap((lines, index) => isLong && index > 0 ? ['', ...lines] : lines);
}

/** The path stands in a column of its own, or below where it doesn't fit. */
function firstLines({ stack, resource }: PlacedResource, room: number, entityWidth: number, paint: Paint): string[] {
  const { sign, word, tone } = MARKS[resource.verb];
  const entity = entityOf(resource);
  const path = printable(pathOf(resource, stack));
  const begin = `${INDENT}${paint(tone, `${sign} ${padded(word, WORD_WIDTH)}`)}${GAP}`;
  const indent = ' '.repeat(INDENT.length + 2 + WORD_WIDTH + GAP.length);
  if (columnsOf(entity) <= entityWidth && entityWidth + GAP.length + columnsOf(path) <= room) {
    return [`${begin}${padded(entity, entityWidth)}${GAP}${paint('faint', path)}`];
  }
  const [first = '', ...more] = wrapped(entity, room);
  return [`${begin}${first}`, ...more.map((line) => `${indent}${line}`), ...wrapped(path, room).map((line) => `${indent}${paint('faint', line)}`)];
}

function detailsOf({ stack, resource }: PlacedResource, { width, paint, isVerbose }: LineOptions): string[] {
  const { verb, entity, changes, reason, dependsOn, unknown = [] } = resource;
  const sentenceWidth = Math.min(width, LONGEST_SENTENCE) - DETAIL.length;
  const said = (text: string): string[] => text === '' ? [] : wrapped(text, sentenceWidth);
  const lines = [
    ...(entity.id !== undefined && (isVerbose || WITH_ID.includes(verb)) ? wrapped(`id ${printable(entity.id)}`, sentenceWidth).map((line) => paint('faint', line)) : []),
    ...(reason?.code !== undefined ? [paint('bold', printable(reason.code))] : []),
    ...(reason ? said(messageOf(reason)) : []),
    ...(reason?.remedy !== undefined ? said(`What to do: ${finished(sentence(reason.remedy))}`) : []),
    ...(resource.mayBeRefused ? said(openRefusalOf(resource.mayBeRefused)) : []),
    ...(resource.heldBy ? said(holdersOf(resource.heldBy)) : []),
    ...(dependsOn ? said(becauseOf(dependsOn, stack)) : []),
    ...unknown.flatMap((why) => said(`Not known: ${finished(sentence(why))}`)),
    ...(resource.otherwise ?? []).flatMap((otherwise) => said(otherwiseOf(otherwise))),
    ...said(consequenceOf(resource)),
    ...(isVerbose || !WHOLE.includes(verb) ? changeLines(changes, width - DETAIL.length, paint) : []),
  ];
  return lines.map((line) => `${DETAIL}${line}`);
}

function entityOf({ entity: { kind, name } }: ResourcePlan): string {
  return printable(`${kind} ${name}`.trimEnd());
}
