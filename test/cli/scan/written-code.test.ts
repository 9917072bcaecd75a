import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { textLiteral } from '../../../cli/scan/typescript/literal';
import { ROOT } from '../../../scripts/root';
import { anyText } from '../../support/any-text';
import { scanOf } from '../../support/scanned';
import { oddText, worlds } from '../../simulation/scans/worlds';

test('a literal is the text that it was made of, in characters that can be seen', () => {
  fc.assert(fc.property(fc.oneof(oddText, anyText(40)), (text) => {
    const literal = textLiteral(text);

    expect(new Function(`return ${literal};`)()).toBe(text);
    expect(literal).not.toMatch(/(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
  }));
});

const APPS = 40;

test(`the code of ${APPS} apps passes the rules of this project and compiles strictly`, () => {
  mkdirSync(path.join(ROOT, 'cdk.out'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, 'cdk.out', 'scanned-'));
  try {
    fc.sample(fc.tuple(worlds, fc.constantFrom(undefined, 'memberships' as const)), { numRuns: APPS, seed: 3 }).forEach(([world, own], index) => {
      const { stacks, files: { kept } } = scanOf(world, own ? { own } : {});
      if (stacks.length === 0) return;
      const app = path.join(folder, `app${index}`);
      mkdirSync(app);
      for (const [name, text] of Object.entries(kept)) writeFileSync(path.join(app, name), text);
    });
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*/*.ts'] }));
    expect(run('eslint', '--no-ignore', '--rule', 'max-lines: off', folder)).toBe('');
    expect(run('tsc', '--noEmit', '-p', folder)).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What a tool of the project says. */
function run(tool: string, ...words: readonly string[]): string {
  try {
    return execFileSync(path.join(ROOT, 'node_modules', '.bin', tool), words, { cwd: ROOT, encoding: 'utf8' });
  } catch (thrown) {
    return (thrown as { readonly stdout: string }).stdout;
  }
}
