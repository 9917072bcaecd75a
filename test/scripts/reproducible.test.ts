import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { scripts } from '../../package.json';
import { mistakesIn } from '../../scripts/package/tarball';
import { differencesBetween, filesIn } from '../../scripts/reproducible/archive';
import { ROOT } from '../../scripts/root';

/** npm's own step before it packs isn't run here: packages run no scripts. */
const MODES = 'scripts/file-modes/main.mjs';

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-reproducible-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Surroundings {
  readonly name: string;
  readonly umask: string;
  readonly hasFixedModes: boolean;
  readonly text?: string;
}

/** The tarball of a small package that has a command, a page with a long path, and the library's own step before it is packed. */
function packed({ name, umask, hasFixedModes, text = 'text' }: Surroundings): Uint8Array {
  const directory = path.join(folder, name);
  const page = `docs/${'a-long-path/'.repeat(12)}page.md`;
  const before = process.umask(Number.parseInt(umask, 8));
  try {
    mkdirSync(path.join(directory, path.dirname(page)), { recursive: true });
    writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0', bin: { small: './small.js' }, files: ['docs'] }));
    for (const file of ['small.js', page]) writeFileSync(path.join(directory, file), text);
    utimesSync(path.join(directory, page), 1_000, umask === '022' ? 1_000 : 2_000);
    mkdirSync(path.join(directory, 'scripts'));
    cpSync(path.join(ROOT, 'scripts', 'file-modes'), path.join(directory, 'scripts', 'file-modes'), { recursive: true });
    if (hasFixedModes) execFileSync(process.execPath, [MODES], { cwd: directory });
    execFileSync('npm', ['pack', '--silent', '--offline'], { cwd: directory });
  } finally {
    process.umask(before);
  }
  return readFileSync(path.join(directory, 'small-1.0.0.tgz'));
}

test('a package has the same bytes whoever checked it out, and when', () => {
  const one = packed({ name: 'one', umask: '022', hasFixedModes: true });
  expect(differencesBetween(one, packed({ name: 'other', umask: '077', hasFixedModes: true }))).toEqual([]);
  const modes = [...filesIn(one)].map(([file, { mode }]) => [path.basename(file), mode]);
  expect(modes.sort()).toEqual([['package.json', '000644'], ['page.md', '000644'], ['small.js', '000755']]);
});

test('what differs between two packages is told by file', () => {
  const one = packed({ name: 'as-it-is', umask: '022', hasFixedModes: false });
  const other = packed({ name: 'otherwise', umask: '077', hasFixedModes: false, text: 'other' });
  expect(differencesBetween(one, other).map((difference) => difference.replace(/[^ ]*\//, '').replace(/[0-9a-f]{64}/g, 'DIGEST'))).toEqual([
    'page.md has another mode: 000644, 000600',
    'page.md has another content: DIGEST, DIGEST',
    'package.json has another mode: 000644, 000600',
    'small.js has another mode: 000755, 000711',
    'small.js has another content: DIGEST, DIGEST',
  ]);
});

test.each([scripts.package, scripts['package:all']])('the library is packed so, and only once it is built: %s', (command) => {
  expect(command.split(' && ').slice(0, 2)).toEqual(['npm run --silent build', `node ${MODES}`]);
});

test('what nobody has listed isn\'t packed, and what is listed is', () => {
  const files = [
    'package.json', 'README.md', 'LICENSE', '.jsii', 'docs/plan.md', 'examples/python/app.py', 'build/index.js', 'assets/contents/index.js', 'docs/schemas/plan.schema.json',
    'assets/functions.json', 'assets/sandbox/cdk-org-guard.js', 'assets/THIRD-PARTY-LICENCES.txt', 'assets/cdk-org-guard.cdx.json', 'node_modules/csv-parse/package.json',
  ];
  expect(mistakesIn(files)).toEqual([]);
  const others = ['.env', 'build/index.ts', 'assets/other/index.js', 'docs/look/page.html', 'node_modules/other/index.js'];
  expect(mistakesIn([...files, ...others])).toEqual(others.map((file) => `${file} isn't listed`));
  expect(mistakesIn(files.filter((file) => !file.startsWith('assets/contents/')))).toEqual([
    'nothing is there of ^assets\\/(campaign|contents|identity-store|organizations)\\/index\\.js$',
  ]);
});
