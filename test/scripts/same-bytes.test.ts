import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { CatalogueEntry } from '../../lambda/reasons/catalogue-entry';
import { REASONS_OF_ANY_SERVICE } from '../../lambda/reasons/any-service';
import { CATALOGUE } from '../../lambda/reasons/catalogue';
import { CONTENTS_REASONS } from '../../lambda/reasons/contents';
import { IDENTITY_STORE_REASONS } from '../../lambda/reasons/identity-store';
import { ORGANIZATIONS_REASONS } from '../../lambda/reasons/organizations';
import { ROOT } from '../../scripts/root';

/** All that the bundles are made of. */
const SOURCES = ['cli', 'lambda', 'lib', 'rehearsal', 'sandbox', 'scripts/bundle', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** What is written the same in any quotation marks. */
function longestPlainPart(text: string): string {
  return text.split(/[^A-Za-z ]+/).reduce((longest, part) => part.length > longest.length ? part : longest, '');
}

test.each([
  { bundle: 'contents', reasons: { ...CONTENTS_REASONS, ...IDENTITY_STORE_REASONS, ...REASONS_OF_ANY_SERVICE } },
  { bundle: 'identity-store', reasons: { ...IDENTITY_STORE_REASONS, ...REASONS_OF_ANY_SERVICE } },
  { bundle: 'organizations', reasons: { ...ORGANIZATIONS_REASONS, ...REASONS_OF_ANY_SERVICE } },
])('the function of $bundle says what happened and what to do in its service, and leaves why to the pages', ({ bundle, reasons }) => {
  const code = readFileSync(path.join(ROOT, 'assets', bundle, 'index.js'), 'utf8');
  for (const [name, { happened, remedy, cause }] of Object.entries<CatalogueEntry>(CATALOGUE)) {
    const has = (text: string): boolean => code.includes(longestPlainPart(text));
    const isOwn = name in reasons;
    expect([name, has(happened), has(remedy), has(cause)]).toEqual([name, isOwn, isOwn, false]);
  }
});

describe('what is bundled in another directory', () => {
  let elsewhere: string;
  const bundle = (): unknown => execFileSync(process.execPath, ['scripts/bundle/main.mjs'], { cwd: elsewhere });

  /** When each file was written. */
  const written = (): [string, number][] => readdirSync(path.join(elsewhere, 'assets'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name)).map((file) => [file, statSync(file).mtimeMs]);

  beforeAll(() => {
    elsewhere = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-elsewhere-'));
    for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(elsewhere, source), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(elsewhere, 'node_modules'));
    bundle();
  });
  afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

  test.each(['contents', 'identity-store', 'organizations'])('has the same bytes for the function of %s, so that its asset has the same hash', (name) => {
    const file = path.join('assets', name, 'index.js');
    expect(readFileSync(path.join(elsewhere, file)).equals(readFileSync(path.join(ROOT, file)))).toBe(true);
  });

  // Its node_modules is a link there, and a folder on a clean checkout.
  test('names no place of this computer, so that a package that is made of it has the same bytes everywhere', () => {
    const sandbox = readFileSync(path.join(elsewhere, 'assets', 'sandbox', 'cdk-org-guard.js'), 'utf8');
    const [, ...sources] = sandbox.split(/^\/\/ (?=\S+\.[cm]?[jt]s$)/m).map((part) => part.split('\n', 1)[0] ?? '');
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((source) => !/^(cli|lambda|lib|node_modules|rehearsal|sandbox)\//.test(source))).toEqual([]);
  });

  // Checks of the gate run side by side, and each of them bundles first.
  test('is not written again if it is there, and loses what is no part of it', () => {
    const before = written();
    writeFileSync(path.join(elsewhere, 'assets', 'sandbox', 'of-before.js'), '');
    bundle();
    expect(written()).toEqual(before);
  });
});
