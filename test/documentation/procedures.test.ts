import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

/** The pages with what people do step by step. */
const PAGES = ['docs/operations.md', 'docs/migration.md'];

/** What a section says that no machine of ours can try. */
const BY_HAND = /^Tried by hand on \d{4}-\d{2}-\d{2}, /m;

interface Section {
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

/** Words in bold, or a status, with which a paragraph or an item of a list begins. */
const LEAD = /(?:\n\n|^(?:\d+\.|-) )(?:\*\*([^*]+)\*\*|`([A-Z_]+)`:)/gm;

function sectionsOf(page: string): Section[] {
  return textOf(page).split(/^## /m).slice(1).map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return { page, heading, text: lines.join('\n').replace(/^```[^]*?^```$/gm, '') };
  });
}

function leadsOf({ page, heading, text }: Section): { page: string; heading: string; lead: string }[] {
  return [...text.matchAll(LEAD)].map(([, words, status]) => ({ page, heading, lead: (words ?? status ?? '').replace(/[.:]$/, '') }));
}

const sources = readdirSync(path.join(ROOT, 'test', 'e2e')).filter((name) => name.endsWith('.e2e.ts'))
  .map((name) => readFileSync(path.join(ROOT, 'test', 'e2e', name), 'utf8'));

/** The names of what is declared by such words in the scenarios with the real `cdk` command. */
function namesAfter(words: RegExp): string[] {
  const declared = new RegExp(`${words.source}'((?:[^'\\\\]|\\\\.)*)'`, 'gm');
  return sources.flatMap((source) => [...source.matchAll(declared)].map(([, name = '']) => name.replaceAll('\\\'', '\'')));
}

const groups = namesAfter(/^describe\(/);
const names = namesAfter(/(?:^ *test\(|^ *\]\)\()/).map((name) => name.toLowerCase());

const sections = PAGES.flatMap(sectionsOf);
const leads = sections.filter(({ text }) => !BY_HAND.test(text)).flatMap(leadsOf);

test('there are procedures to check', () => {
  expect(sections.length).toBeGreaterThanOrEqual(10);
  expect(leads.map(({ lead }) => lead)).toEqual(expect.arrayContaining(['To another stack', 'UPDATE_ROLLBACK_FAILED', 'Then put the guarded construct in its place']));
});

test.each(sections)('$page: "$heading" is tried with the real cdk command, or says when it was tried by hand', ({ heading, text }) => {
  expect(groups.includes(heading) || BY_HAND.test(text)).toBe(true);
});

test.each(leads)('$page: "$lead" is in the name of a scenario', ({ lead }) => {
  expect(names.filter((name) => name.includes(lead.toLowerCase()))).not.toEqual([]);
});
