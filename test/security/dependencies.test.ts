import { readFileSync } from 'node:fs';

/** What is installed to build the package, and what gets into it. */

interface Locked {
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly peer?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> };
const installed = Object.entries(packages).filter(([path]) => path !== '');

/** They are never run, see docs/decisions/0005: what each would do, and why it isn't needed. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  'node_modules/@parcel/watcher': 'builds from source where no binary is published; nothing here watches files with it',
  'node_modules/@swc/core': 'checks for the binary, which comes as an optional package for the platform',
  'node_modules/esbuild': 'links the binary, which comes as an optional package for the platform',
  'node_modules/unrs-resolver': 'looks for the binary, which comes as an optional package for the platform',
};

const ALLOWED_LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

test('the package depends on nothing at run time but its peers and the reader of tables that it brings along', () => {
  expect(Object.keys(manifest.dependencies ?? {})).toEqual(['csv-parse']);
  expect(manifest.bundledDependencies).toEqual(['csv-parse']);
  expect(manifest).not.toHaveProperty('optionalDependencies');
  expect(Object.keys(manifest.peerDependencies ?? {})).toEqual(['aws-cdk-lib', 'constructs']);
});

test('every version is exact', () => {
  const { dependencies = {}, devDependencies = {}, overrides = {} } = manifest;
  const overridden = Object.entries<string | Record<string, string>>(overrides)
    .flatMap(([name, version]): [string, string][] => typeof version === 'string' ? [[name, version]] : Object.entries(version));
  const versions = [...Object.entries({ ...dependencies, ...devDependencies }), ...overridden];
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every package is locked with the hash of its content', () => {
  // What comes inside the archive of another package has no archive of its own.
  const withoutHash = installed.filter(([, { integrity, inBundle }]) => inBundle !== true && !/^sha512-/.test(integrity ?? ''));
  expect(withoutHash).toEqual([]);
});

test('packages with install scripts are known, and the scripts are not run', () => {
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual(Object.keys(INSTALL_SCRIPTS));
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('what is bundled has a licence that allows it', () => {
  const titles = readFileSync('assets/THIRD-PARTY-LICENCES.txt', 'utf8').split(/^-{80}$/m).map((section) => section.trim().split('\n')[0] ?? '');
  const bundled = titles.map((title) => /^(\S+) (\S+) \((.+)\)$/.exec(title)?.slice(1) ?? [title]);
  expect(bundled.length).toBeGreaterThan(10);
  expect(bundled.filter(([, , licence = '']) => !ALLOWED_LICENCES.includes(licence))).toEqual([]);
});
