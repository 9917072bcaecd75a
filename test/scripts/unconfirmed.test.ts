import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Experiment } from '../../cli/probe/experiment';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../cli/probe/experiments';
import { OPEN_QUESTIONS } from '../../cli/probe/open-questions';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../cli/probe/stack/experiments';
import { UNCONFIRMED } from '../../rehearsal/unconfirmed';
import { pages, textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';
import { unconfirmedPage } from '../../scripts/unconfirmed/page';

const EXPERIMENTS: readonly Experiment<never>[] = [...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS, ...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS];

/** What no source told when all of them were read again, in November 2026. */
const ASKED = [
  'case and blanks in look-ups', 'delete of what is missing', 'whether `userName` updates', 'spelling inside documents', 'fraction of CreatedAt', 'form of CreatedBy',
  'ExternalIds by origin', 'message and Reason of a duplicate name, e-mail, both', 'atomicity of an update', 'lag from create to look-up and to membership',
  'the resource in the denial of DescribeAccount for an account that isn\'t a member, and of inviting with tags',
  'rate of DescribeStacks', 'rate of ListStackResources', 'whether deleted resources are listed',
  'how many events CloudFormation sends at once on create, update, clean-up and delete', 'whether GetTemplate during an update gives the new template',
  'which id a rollback after a replacement has', 'statuses that a nested stack\'s Delete sees when the root fails',
  'seconds until a new policy works, in a cold and in a warm instance', 'whether accepting by direct transfer is authorised as LeaveOrganization',
  'which AllFeatures handshake the management account accepts', 'whether `--express` waits for the answers of custom resources',
];

/** Of the page, the cells of its rows. */
const ROWS = unconfirmedPage().split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));

test('the page of what isn\'t confirmed is up to date', () => {
  expect(textOf('docs/unconfirmed.md')).toBe(unconfirmedPage());
});

test.each(ASKED)('has a row about this: %s', (fact) => {
  expect(ROWS.filter(([facts = '']) => facts.split('; ').includes(fact))).toHaveLength(1);
});

test('has a row for every switch, with the value that a plan tries as well', () => {
  const tried = ROWS.filter(([name = '', , , value]) => /^`\w+\.\w+`$/.test(name) && value !== 'no other').map(([name]) => name);
  const inPlans = UNCONFIRMED.flatMap(({ switches }) => Object.entries(switches).flatMap(([service, values]) => Object.keys(values as object).map((name) => `\`${service}.${name}\``)));
  expect(tried.toSorted()).toEqual(inPlans.toSorted());
});

test.each([...new Set([...EXPERIMENTS, ...OPEN_QUESTIONS].flatMap(({ code }) => code))])('%s, which goes by something that isn\'t known, is there', (file) => {
  expect(existsSync(path.join(ROOT, file))).toBe(true);
});

test('whatever a page marks as UNCONFIRMED has a row', () => {
  const others = pages().filter((page) => !['CHANGELOG.md', 'docs/unconfirmed.md'].includes(page));
  const marked = others.map((page): [string, number] => [page, textOf(page).match(/\bUNCONFIRMED\b/g)?.length ?? 0]);
  const told = new Map<string, number>();
  const marks = [...EXPERIMENTS, ...OPEN_QUESTIONS].flatMap((each) => Object.entries(each.marks ?? {}));
  for (const [page, times] of marks) told.set(page, (told.get(page) ?? 0) + times);
  expect(Object.fromEntries(marked.filter(([, times]) => times > 0))).toEqual(Object.fromEntries(told));
});

/** Of the tables of switches in the page of the sandbox: the name of each switch, and what confirms it. */
const CONFIRMED = tablesOfSwitches(textOf('docs/sandbox.md')).flatMap((cells) => namesIn(cells[0] ?? '').map((name): [string, string] => [name, cells.at(-1) ?? '']));

test('the page of the sandbox says of every switch which experiment confirms it, or that none does', () => {
  const ofExperiments = EXPERIMENTS.flatMap(({ name: experiment, switches }) => switches.map(({ name }): [string, string] => [name, `\`${experiment}\``]));
  const open = OPEN_QUESTIONS.flatMap(({ switches }) => switches.flatMap(({ names }) => names.map((name): [string, string] => [name, 'none yet'])));
  expect([...CONFIRMED].sort()).toEqual([...ofExperiments, ...open].sort());
});

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

function tablesOfSwitches(page: string): string[][] {
  const tables = [...page.matchAll(/^\| switch \|.*\| confirmed by \|\n\|[-|]+\n((?:\|.*\n)+)/gm)].map(([, rows = '']) => rows);
  return tables.flatMap((rows) => rows.trimEnd().split('\n')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}
