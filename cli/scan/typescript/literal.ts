import type { Properties, Value } from '../values';

/** What can't be seen, or turns the direction of reading around, and what ends a text: in code each of these stands as an escape. */
const ESCAPED = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]|[\\']/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', '\'': '\\\'' };

/** A text as a literal that has nothing in it which can't be seen. */
export function textLiteral(text: string): string {
  return `'${text.replace(ESCAPED, (character) => NAMED[character] ?? escapesOf(character))}'`;
}

/** Longer names are cut in comments. */
const LONGEST_IN_COMMENT = 30;

/** A name as it stands in a comment: it is in one line, begins no directive, and ends no comment. */
export function nameInComment(name: string): string {
  const shown = [...name].slice(0, LONGEST_IN_COMMENT).map((character) => character.replace(ESCAPED, escapesOf)).join('');
  return `"${shown.slice(0, LONGEST_IN_COMMENT)}${shown.length > LONGEST_IN_COMMENT || [...name].length > LONGEST_IN_COMMENT ? '…' : ''}"`;
}

/** By code units, as the language has them. */
function escapesOf(character: string): string {
  if (character === '\\' || character === '\'') return character;
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** Longer objects have a line for each member. */
const LONGEST_LINE = 120;

const STEP = '  ';

/** A member of an object: its name as it is written, and its value as code. Without a value it is a shorthand. */
export type Member = readonly [name: string, code?: string];

/**
 * An object in one line if that isn't too long.
 *
 * @param indent of the line on which it begins
 * @param before how long that line is without it
 */
export function objectLiteral(members: readonly Member[], indent: string, before = 0): string {
  const written = members.map(([name, code]) => (code === undefined ? name : `${name}: ${code}`));
  const line = `{ ${written.join(', ')} }`;
  if (indent.length + before + line.length <= LONGEST_LINE && !line.includes('\n')) return line;
  return `{\n${written.map((member) => `${indent}${STEP}${member},\n`).join('')}${indent}}`;
}

/** The members that properties of a construct are written as. */
export function membersOf(properties: Properties, indent: string): Member[] {
  return Object.entries(properties).map(([name, value]): Member => [memberName(name), valueLiteral(value, `${indent}${STEP}`)]);
}

function valueLiteral(value: Value, indent: string): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map((each) => objectLiteral(membersOf(each, indent), indent)).join(', ')}]`;
  return objectLiteral(membersOf(value, indent), indent);
}

function isList(value: Value): value is readonly Properties[] {
  return Array.isArray(value);
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** In quotes only where it has to be. */
function memberName(name: string): string {
  const isNumber = /^\d/.test(name) && String(Number(name)) === name;
  return IDENTIFIER.test(name) || isNumber ? name : textLiteral(name);
}
