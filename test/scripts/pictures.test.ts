import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { planPage } from '../../cli/look/plan-page';
import { snapshotPage } from '../../cli/look/snapshot-page';
import { deployedExamples } from '../../scripts/pictures/examples';
import { digestOf, PICTURES } from '../../scripts/pictures/pictures';
import { ROOT } from '../../scripts/root';

function documented(file: string): string {
  return readFileSync(path.join(ROOT, 'docs', 'look', file), 'utf8');
}

test('the pages in the documentation are what the command draws of the deployed examples, and the pictures are of these pages', async () => {
  const { snapshot, plan } = await deployedExamples();
  const pages = { directory: snapshotPage(snapshot), plan: planPage(plan) };
  expect({ directory: documented('directory.html'), plan: documented('plan.html') }).toEqual(pages);
  expect(JSON.parse(documented('pictures.json'))).toMatchObject({ directory: digestOf(pages.directory), plan: digestOf(pages.plan) });
});

test('the documentation shows the pictures that there are', () => {
  const shown = [...readFileSync(path.join(ROOT, 'docs', 'look.md'), 'utf8').matchAll(/look\/([\w-]+\.png)/g)].map(([, file]) => file);
  expect(shown.sort()).toEqual(PICTURES.map(({ file }) => file).sort());
  expect(PICTURES.filter(({ file }) => !existsSync(path.join(ROOT, 'docs', 'look', file)))).toEqual([]);
});
