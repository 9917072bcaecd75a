import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { BuildOptions, build } from 'esbuild';
import { WORK } from '../paths';
import type { FunctionName } from './function-names';
import { ROOT } from '../../scripts/root';

/** Something that can be loaded instead of a function of the library. */
export interface StartSubject {
  readonly name: string;
  /** What it is, for the page. */
  readonly description: string;
  /** What is loaded, one after the other. */
  readonly files: readonly string[];
}

const HANDLERS = path.join(ROOT, 'node_modules', 'aws-cdk-lib', 'custom-resource-handlers', 'dist', 'custom-resources');
const AWS_CUSTOM_RESOURCE = path.join(HANDLERS, 'aws-custom-resource-handler', 'index.js');

const CLIENTS: Readonly<Record<FunctionName, readonly string[]>> = {
  'identity-store': ['lambda/identity-store/clients.ts', 'lambda/sdk/stack-calls.ts'],
  organizations: ['lambda/organizations/clients.ts', 'lambda/sdk/stack-calls.ts'],
};

/** As the library's own functions are bundled (scripts/bundle/main.mjs). */
const BEST: BuildOptions = {
  target: 'node22', mainFields: ['module', 'main'], minify: true, legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': path.join(ROOT, 'lambda/sdk/environment-credentials.ts') },
};

/** The function of the library and everything it is compared with, ready to be loaded. */
export async function startSubjects(name: FunctionName): Promise<readonly StartSubject[]> {
  const imports = await importsOf(name);
  const [client = ''] = /@aws-sdk\/client-[a-z]+/.exec(imports) ?? [];
  return [
    { name: 'function', description: `\`assets/${name}/index.js\``, files: [path.join(ROOT, 'assets', name, 'index.js')] },
    {
      name: 'clients', description: 'a file that only imports the same clients and commands, `esbuild --bundle --platform=node`',
      files: [await bundled(`${name}-clients`, imports, {})],
    },
    { name: 'clients-minified', description: 'the same with `--minify`', files: [await bundled(`${name}-clients-minified`, imports, { minify: true })] },
    {
      name: 'clients-best', description: 'the same as the library\'s functions are bundled: `--main-fields=module,main`, `--target=node22`, minified, credentials from the environment only',
      files: [await bundled(`${name}-clients-best`, imports, BEST)],
    },
    {
      name: 'hand-signed', description: 'one signed request with `node:https` and `node:crypto`, without SDK',
      files: [await bundled(`${name}-hand-signed`, 'export { createGroup } from \'./bench/subjects/hand-signed-request\';', { minify: true })],
    },
    { name: 'aws-custom-resource', description: 'the handler of `AwsCustomResource` as shipped; it loads the SDK at its first event', files: [AWS_CUSTOM_RESOURCE] },
    {
      name: 'aws-custom-resource-with-client', description: `the same, and \`${client}\`, not bundled, as it lies in the image of Lambda`,
      files: [AWS_CUSTOM_RESOURCE, require.resolve(client)],
    },
  ];
}

/** The import declarations of the library's own wiring, with every name exported so that nothing is left out. */
async function importsOf(name: FunctionName): Promise<string> {
  const sources = await Promise.all(CLIENTS[name].map((file) => readFile(path.join(ROOT, file), 'utf8')));
  return sources.flatMap((source) => source.match(/^import \{[^}]*\} from '@aws-sdk\/[^']+';$/gm) ?? [])
    .map((declaration) => declaration.replace(/^import/, 'export'))
    .join('\n');
}

async function bundled(name: string, contents: string, options: BuildOptions): Promise<string> {
  const outfile = path.join(WORK, 'start', `${name}.js`);
  await build({
    absWorkingDir: ROOT, stdin: { contents, resolveDir: ROOT, loader: 'ts' }, outfile, bundle: true, platform: 'node', logLevel: 'error', ...options,
  });
  return outfile;
}

/** A program that loads files and prints how many milliseconds that took. */
export async function timer(): Promise<string> {
  const file = path.join(WORK, 'start', 'timer.js');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `const files = process.argv.slice(2);
const started = performance.now();
for (const file of files) require(file);
process.stdout.write(String(performance.now() - started));
`);
  return file;
}
