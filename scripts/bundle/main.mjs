// Bundles what runs outside the construct library: the Lambda functions and the sandbox, each into one file of assets/.
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cdk from 'aws-cdk-lib';
import { build } from 'esbuild';
import { billOfMaterials } from './bill-of-materials.mjs';
import { bundledPackages, licencesOf } from './bundled-packages.mjs';
import { removeOthers, writeChanged } from './changed-files.mjs';
import { wordsOf } from './words-of-functions.mjs';

const { FileSystem } = cdk;
const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (path) => join(root, path);

const sandboxFile = at('assets/sandbox/cdk-org-guard.js');
const fingerprintsFile = at('assets/functions.json');
const licencesFile = at('assets/THIRD-PARTY-LICENCES.txt');
const materialsFile = at('assets/cdk-org-guard.cdx.json');

/** The folders of the functions, and whose reasons and errors each can meet. */
const FUNCTIONS = [
  { name: 'campaign', words: ['campaign', 'contents', 'organizations', 'sts', 's3', 'events'] },
  { name: 'contents', words: ['contents', 'identity-store', 's3', 'states', 'events'] },
  { name: 'identity-store', words: ['identity-store'] },
  { name: 'organizations', words: ['organizations', 'sts'] },
];

// A function has no other credentials than those in its environment.
const alias = { '@aws-sdk/credential-provider-node': at('lambda/sdk/environment-credentials.ts') };

// Node 22 is the oldest runtime a function is compiled for. The ES modules of the SDK shake better than its CommonJS ones.
const functions = await Promise.all(FUNCTIONS.map(({ name, words }) => build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: [`lambda/${name}/index.ts`],
  outfile: `assets/${name}/index.js`,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  alias,
  plugins: [wordsOf(words)],
  logLevel: 'warning',
})));

const sandbox = await build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: ['cli/main.ts'],
  outfile: sandboxFile,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'inline',
  // The bundle names the files that it is made of; a linked node_modules would be named by where it really is.
  preserveSymlinks: true,
  logLevel: 'warning',
});

const results = [...functions, sandbox];
const outputs = results.flatMap(({ outputFiles }) => outputFiles);
await removeOthers(at('assets'), [...outputs.map(({ path }) => path), fingerprintsFile, licencesFile, materialsFile]);
for (const { path, contents } of outputs) await writeChanged(path, contents);
await chmod(sandboxFile, 0o755);
// By these the functions are known when an app of somebody else has them as assets.
const fingerprints = Object.fromEntries(FUNCTIONS.map(({ name }) => [name, FileSystem.fingerprint(at(`assets/${name}`))]));
await writeChanged(fingerprintsFile, `${JSON.stringify(fingerprints, undefined, 2)}\n`);
const own = await json('package.json');
const packages = await bundledPackages(root, results, own.bundledDependencies);
await writeChanged(licencesFile, licencesOf(packages));
await writeChanged(materialsFile, billOfMaterials(own, packages, await json('package-lock.json')));

async function json(file) {
  return JSON.parse(await readFile(at(file), 'utf8'));
}
