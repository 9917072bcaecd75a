import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { planPage } from '../../cli/look/plan-page';
import { snapshotPage } from '../../cli/look/snapshot-page';
import { exampleDirectory } from '../../scripts/pictures/directory';
import { digestOf, DOCUMENTED, PICTURES } from '../../scripts/pictures/pictures';
import { examplePlan } from '../../scripts/pictures/plan';
import { ROOT } from '../../scripts/root';

const DIRECTORY = exampleDirectory(DOCUMENTED);

function documented(file: string): string {
  return readFileSync(path.join(ROOT, 'docs', 'look', file), 'utf8');
}

test.each([['directory', snapshotPage(DIRECTORY)], ['plan', planPage(examplePlan(DIRECTORY))]])('the page of a %s in the documentation is what the command draws, and its pictures are of it', (name, page) => {
  expect(documented(`${name}.html`)).toBe(page);
  expect(JSON.parse(documented('pictures.json'))).toMatchObject({ [name]: digestOf(page) });
});

test('the documentation shows the pictures that there are', () => {
  const shown = [...readFileSync(path.join(ROOT, 'docs', 'look.md'), 'utf8').matchAll(/look\/([\w-]+\.png)/g)].map(([, file]) => file);
  expect(shown.sort()).toEqual(PICTURES.map(({ file }) => file).sort());
  expect(PICTURES.filter(({ file }) => !existsSync(path.join(ROOT, 'docs', 'look', file)))).toEqual([]);
});
