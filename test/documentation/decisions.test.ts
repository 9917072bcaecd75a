import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

const FOLDER = 'docs/decisions';
const FIRST_PARTS = ['Status.', 'Chosen.', 'Why.'];

/** With each link to a decision that came later as one word. */
const STATUS = /^(?:Accepted|Accepted, changed by LINK(?: and LINK)*|Superseded by LINK)\.$/;

interface Decision {
  readonly file: string;
  readonly text: string;
}

/** A decision that a status names. */
interface Later {
  readonly number: string;
  readonly file: string;
}

const files = readdirSync(path.join(ROOT, FOLDER)).filter((name) => name !== 'README.md');
const decisions = files.map((file): Decision => ({ file, text: textOf(path.posix.join(FOLDER, file)) }));
const index = textOf(path.posix.join(FOLDER, 'README.md'));
const rows = [...index.matchAll(/^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| (.+) \|$/gm)]
  .map(([, number = '', file = '', chosen = '', status = '']) => ({ number, file, chosen, status }));

/** The words in bold that begin a paragraph. */
function partsOf({ text }: Decision): string[] {
  return [...text.matchAll(/^\n\*\*([^*]+)\*\*/gm)].map(([, words = '']) => words);
}

function statusOf({ text }: Decision): string {
  return /^\*\*Status\.\*\* (.*)$/m.exec(text)?.[1] ?? '';
}

function laterOnes(decision: Decision): Later[] {
  return [...statusOf(decision).matchAll(/\[(\d{4})\]\(([^)]+)\)/g)].map(([, number = '', file = '']) => ({ number, file }));
}

test('there are decisions to check', () => expect(decisions.length).toBeGreaterThanOrEqual(39));

test.each(decisions)('$file has a title, a status, what was chosen and why, in this order, and then the rest', (decision) => {
  const parts = partsOf(decision);
  expect(decision.file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
  expect(decision.text).toMatch(/^# \S.*\n\n\*\*Status\.\*\* .*\n\n\*\*Chosen\.\*\* \S/);
  expect(parts.slice(0, FIRST_PARTS.length)).toEqual(FIRST_PARTS);
  expect(parts.slice(FIRST_PARTS.length).filter((part) => FIRST_PARTS.includes(part))).toEqual([]);
});

test.each(decisions)('$file has a status that is known', (decision) => {
  expect(statusOf(decision).replace(/\[\d{4}\]\([^)]+\)/g, 'LINK')).toMatch(STATUS);
});

test.each(decisions.flatMap((decision) => laterOnes(decision).map((later) => ({ decision: decision.file, ...later }))))(
  '$decision names $number, which is a later page that exists', ({ decision, number, file }) => {
    expect(files).toContain(file);
    expect(file.startsWith(`${number}-`)).toBe(true);
    expect(file > decision).toBe(true);
  });

test('the index names every page once, and nothing else', () => {
  expect(rows.map(({ file }) => file).sort()).toEqual([...files].sort());
  expect(index.match(/^\| \[/gm)).toHaveLength(rows.length);
});

test.each(rows)('the index says of $number what its page says', ({ number, file, chosen, status }) => {
  expect(file.startsWith(`${number}-`)).toBe(true);
  expect(chosen).toMatch(/\.$/);
  expect(`${status}.`).toBe(statusOf({ file, text: textOf(path.posix.join(FOLDER, file)) }));
});
