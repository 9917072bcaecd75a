import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { program } from '../../cli/program';
import { CATALOGUE } from '../../lambda/reasons/catalogue';
import { codeBlocks, textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

const PAGE = 'docs/troubleshooting.md';

/** Statuses of CloudFormation, which no source of ours says. */
const STATUSES = ['UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED'];

const SOURCES = ['cli', 'lambda', 'lib', 'sandbox'].flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'))).join('\n').replaceAll('\\\'', '\'');

/** Whether the sources warn of it by its name, or say its fixed parts. */
function isSaid(text: string): boolean {
  const [, warning] = /^cdk-org-guard:(\w+)$/.exec(text) ?? [];
  if (warning !== undefined) return SOURCES.includes(`'${warning}'`);
  return text in CATALOGUE || STATUSES.includes(text) || text.split('…').every((part) => SOURCES.includes(part.trim()));
}

const SYMPTOMS = textOf(PAGE).split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what you see'))
  .map((line) => line.slice(2).split(' | ')[0] ?? '');

test.each(SYMPTOMS.flatMap((symptom) => [...symptom.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)))('somebody can see this: %s', (text) => {
  expect(isSaid(text)).toBe(true);
});

test.each(codeBlocks(PAGE).filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n')))('is a command: %s', (line) => {
  const [verb = '', ...words] = line.replace(/ *#.*$/, '').replace(/^npx cdk-org-guard /, '').split(' ');
  const command = program('', []).commands.find((each: Command) => each.name() === verb);
  expect(command).toBeDefined();
  const options = command?.options.flatMap(({ short, long }) => [short, long]);
  expect(words.filter((word) => word.startsWith('-') && !options?.includes(word))).toEqual([]);
});
