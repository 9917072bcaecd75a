import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseSeed } from '../../../sandbox/seed/parse';
import { InProcess } from '../../support/in-process';

const [, page = ''] = /\n## The seed\n([^]*?)\n## /.exec(readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'sandbox.md'), 'utf8')) ?? [];

/** The members of an object of a seed, as the refusal of another one lists them. */
function membersOf(seed: object): string[] {
  try {
    parseSeed(JSON.stringify(seed));
  } catch (refusal) {
    return /, only (.*)$/.exec((refusal as Error).message)?.[1]?.split(', ') ?? [];
  }
  return [];
}

test('the example of the page is planted', () => {
  const [, example = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  const { sandbox } = new InProcess({ seed: parseSeed(example) });
  expect(sandbox.identityStores.all.map(({ identityStoreId, region }) => [identityStoreId, region])).toEqual([['d-1234567890', 'eu-central-1']]);
});

test.each<[string, object]>([
  ['the seed', { another: 1 }],
  ['an identity store', { identityStores: { 'd-1234567890': { another: 1 } } }],
  ['the switches', { switches: { another: 1 } }],
])('the page names every member of %s', (_title, seed) => {
  const members = membersOf(seed);
  expect(members.length).toBeGreaterThan(3);
  expect(members.filter((member) => !page.includes(`\`${member}\``))).toEqual([]);
});
