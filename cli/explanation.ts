import { homepage } from '../package.json';
import { Treatment, TREATMENTS } from '../lambda/errors/treatment';
import { CATALOGUE, CatalogueEntry } from '../lambda/reasons/catalogue';
import { RESULTS } from './results';

const COLUMNS = 100;

/** A code and the colon after it, as a message begins, whatever stands before that. */
const BEGINNING = /\b([A-Za-z]+(?:_[A-Za-z]+)*): /g;

const NAME = /\w+/g;

/** A word of a sentence, and not a name of AWS or of this library. */
const PLAIN = /^[A-Z]?[a-z]+$/;

/** Names that are in a text, in capitals. */
type Names = readonly string[];

/**
 * What is known of a code, a result, an exception or a reason, of several of them, or of a message that begins with a code or has them in it.
 *
 * @returns nothing if nothing is known
 */
export function explanationOf(text: string): string | undefined {
  const beginning = [...text.matchAll(BEGINNING)].map(([, code = '']) => code.toUpperCase()).find(isCode);
  const names = beginning === undefined ? namesIn(text) : [beginning];
  const paragraphs = [
    ...names.filter(isCode).map((code) => explained(code, CATALOGUE[code as keyof typeof CATALOGUE])),
    ...names.filter((name) => Object.hasOwn(RESULTS, name)).map((result) => wrapped(`${result} (in a function's log). ${RESULTS[result]}`)),
    ...answersNamed(names).map(treated),
  ];
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
}

/** All that can be explained by its name alone. */
export function listed(): string {
  return [
    ...codes(), '', 'What a function\'s log says beside them:', '', ...Object.keys(RESULTS).sort(), '', 'npx cdk-org-guard explain CODE tells what one of them means.',
  ].join('\n');
}

/** Codes and results that the unknown one is a part of, or that are a part of it. */
export function suggestion(unknown: string): string {
  const alike = [...codes(), ...Object.keys(RESULTS)].filter((code) => code.includes(unknown.toUpperCase()) || unknown.toUpperCase().includes(code));
  return alike.length === 0 ? '; without a code all are listed' : `; perhaps ${alike.join(', ')}`;
}

/** In a text of several words plain ones are just words. */
function namesIn(text: string): Names {
  const words = text.match(NAME) ?? [];
  return [...new Set(words.filter((word) => words.length === 1 || !PLAIN.test(word)).map((word) => word.toUpperCase()))];
}

/** An exception with the reason that stands beside it; else all of the exception; else whatever has the reason. */
function answersNamed(names: Names): readonly Treatment[] {
  const has = (name: string): boolean => names.includes(name.toUpperCase());
  const ofException = TREATMENTS.filter(({ exception }) => has(exception));
  const exact = ofException.filter(({ detail }) => has(detail));
  if (exact.length > 0) return exact;
  return ofException.length > 0 ? ofException : TREATMENTS.filter(({ detail }) => has(detail));
}

/** What becomes of an answer of AWS. */
function treated({ service, exception, detail, treatment }: Treatment): string {
  return wrapped(`${exception}${detail === '' ? '' : ` ${detail}`} (${service}). ${capitalized(treatment)}.`);
}

function codes(): string[] {
  return Object.keys(CATALOGUE).sort();
}

function isCode(name: string): boolean {
  return Object.hasOwn(CATALOGUE, name);
}

function explained(code: string, { happened, cause, remedy }: CatalogueEntry): string {
  const paragraphs = [`What happened. ${capitalized(happened)}. (What stands in braces is filled in.)`, `Why. ${cause}`, `What to do. ${remedy}.`];
  return [code, ...paragraphs.map(wrapped), `${homepage}/blob/main/docs/reasons.md#${code.toLowerCase()}`].join('\n\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > COLUMNS) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
