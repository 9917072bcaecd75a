import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** All that the bundles are made of. */
const SOURCES = ['cli', 'lambda', 'lib', 'sandbox', 'scripts/bundle.mjs', 'package.json', 'tsconfig.json'];

let elsewhere: string;
beforeEach(() => { elsewhere = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-elsewhere-')); });
afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

test('a function is the same bytes in whatever directory it is bundled, so that its asset has the same hash', () => {
  for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(elsewhere, source), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(elsewhere, 'node_modules'));
  execFileSync(process.execPath, ['scripts/bundle.mjs'], { cwd: elsewhere });
  for (const bundle of ['identity-store', 'organizations']) {
    const file = path.join('assets', bundle, 'index.js');
    expect(readFileSync(path.join(elsewhere, file)).equals(readFileSync(path.join(ROOT, file)))).toBe(true);
  }
}, 60_000);
