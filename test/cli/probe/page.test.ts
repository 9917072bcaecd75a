import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Experiment } from '../../../cli/probe/experiment';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../../cli/probe/experiments';
import { OPEN_QUESTIONS } from '../../../cli/probe/open-questions';
import { textOf } from '../../../scripts/documentation/code-blocks';
import { ROOT } from '../../../scripts/root';

const EXPERIMENTS: readonly Experiment<never>[] = [...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS];

const PAGE = textOf('docs/probe.md');

/** Each fact that nobody could confirm, what settles it, and what depends on it, as rows of the page. */
const SETTLED = EXPERIMENTS.map(({ name, facts, switches, code }) => row(facts.join('; '), `\`${name}\``, inCode(switches.map((each) => each.name)), inCode(code)));

const OPEN = OPEN_QUESTIONS.map(({ facts, switches, why, code }) =>
  row(facts.join('; ') || 'quotas and rates', why, inCode(switches.flatMap(({ names }) => names)), inCode(code)));

test('the page has a row for each experiment and for each open question, and no others', () => {
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| not known |'));
  expect(rows).toEqual([...SETTLED, ...OPEN]);
});

test.each([...new Set([...EXPERIMENTS, ...OPEN_QUESTIONS].flatMap(({ code }) => code))])('%s, which goes by something that isn\'t known, is there', (file) => {
  expect(existsSync(path.join(ROOT, file))).toBe(true);
});

/** Of the tables of switches in the page of the sandbox: the name of each switch, and what confirms it. */
const CONFIRMED = tablesOfSwitches(textOf('docs/sandbox.md')).flatMap((cells) => namesIn(cells[0] ?? '').map((name): [string, string] => [name, cells.at(-1) ?? '']));

test('the page of the sandbox says of every switch which experiment confirms it, or that none does', () => {
  const ofExperiments = EXPERIMENTS.flatMap(({ name: experiment, switches }) => switches.map(({ name }): [string, string] => [name, `\`${experiment}\``]));
  const open = OPEN_QUESTIONS.flatMap(({ switches }) => switches.flatMap(({ names }) => names.map((name): [string, string] => [name, 'none yet'])));
  expect([...CONFIRMED].sort()).toEqual([...ofExperiments, ...open].sort());
});

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function inCode(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.map((word) => `\`${word}\``).join(', ');
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

function tablesOfSwitches(page: string): string[][] {
  const tables = [...page.matchAll(/^\| switch \|.*\| confirmed by \|\n\|[-|]+\n((?:\|.*\n)+)/gm)].map(([, rows = '']) => rows);
  return tables.flatMap((rows) => rows.trimEnd().split('\n')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}
