// Bundles what runs outside the construct library: the Lambda functions and the sandbox, each into one file of assets/.
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import cdk from 'aws-cdk-lib';
import { build } from 'esbuild';
import { wordsOf } from './words-of-functions.mjs';

const { FileSystem } = cdk;
const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (path) => `${root}/${path}`;

/** The folders of the functions, and whose reasons and errors each can meet. */
const FUNCTIONS = [
  { name: 'contents', words: ['contents', 'identity-store', 's3', 'states', 'events'] },
  { name: 'identity-store', words: ['identity-store'] },
  { name: 'organizations', words: ['organizations', 'sts'] },
];

// A function has no other credentials than those in its environment.
const alias = { '@aws-sdk/credential-provider-node': at('lambda/sdk/environment-credentials.ts') };

await rm(at('assets'), { recursive: true, force: true });

// Node 22 is the oldest runtime a function is compiled for. The ES modules of the SDK shake better than its CommonJS ones.
const functions = await Promise.all(FUNCTIONS.map(({ name, words }) => build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: [`lambda/${name}/index.ts`],
  outfile: `assets/${name}/index.js`,
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

const sandboxFile = 'assets/sandbox/cdk-org-guard.js';
const sandbox = await build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: ['cli/main.ts'],
  outfile: sandboxFile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'inline',
  logLevel: 'warning',
});
await chmod(at(sandboxFile), 0o755);
// By these the functions are known when an app of somebody else has them as assets.
const fingerprints = Object.fromEntries(FUNCTIONS.map(({ name }) => [name, FileSystem.fingerprint(at(`assets/${name}`))]));
await writeFile(at('assets/functions.json'), `${JSON.stringify(fingerprints, undefined, 2)}\n`);
await writeLicences('assets/THIRD-PARTY-LICENCES.txt', [...functions, sandbox]);

/** What is bundled is shipped without its own package, so its licence has to come along. */
async function writeLicences(target, results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap((input) => /^.*?node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+)/.exec(input)?.[0] ?? []));
  const sections = [];
  for (const directory of [...packages].sort()) {
    const { name, version, license } = JSON.parse(await readFile(at(`${directory}/package.json`), 'utf8'));
    const file = (await readdir(at(directory))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(at(`${directory}/${file}`), 'utf8') : `Licence: ${license}`;
    sections.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  await writeFile(at(target), sections.join(`\n${'-'.repeat(80)}\n\n`));
}
