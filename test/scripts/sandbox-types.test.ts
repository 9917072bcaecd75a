import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../../scripts/root';
import { LIMITS } from '../../scripts/sandbox-types/limits';
import { sandboxTypesPage } from '../../scripts/sandbox-types/page';

test('the page of the sandbox\'s types is up to date', () => {
  expect(readFileSync(path.join(ROOT, 'docs', 'sandbox-types.md'), 'utf8')).toBe(sandboxTypesPage());
});

test.each(LIMITS.map(({ test: name }) => name))('the test of a limit exists: %s', (name) => {
  expect(readFileSync(path.join(ROOT, 'test', 'sandbox', 'cloudformation', 'limits.test.ts'), 'utf8')).toContain(`'${name}'`);
});
