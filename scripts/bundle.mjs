// Bundles what runs outside the construct library: the Lambda functions and the sandbox, each into one file of assets/.
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => `${root}/${path}`;

await rm(at('assets'), { recursive: true, force: true });

// Node 22 is the oldest runtime a function is compiled for. The ES modules of the SDK shake better than its CommonJS ones.
await build({
  absWorkingDir: root,
  entryPoints: ['lambda/identity-store/index.ts'],
  outfile: 'assets/identity-store/index.js',
  bundle: true,
  platform: 'node',
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  // A function has no other credentials than those in its environment.
  alias: { '@aws-sdk/credential-provider-node': at('lambda/sdk/environment-credentials.ts') },
  logLevel: 'warning',
});

const sandbox = 'assets/sandbox/cdk-org-guard.js';
await build({
  absWorkingDir: root,
  entryPoints: ['sandbox/main.ts'],
  outfile: sandbox,
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'inline',
  logLevel: 'warning',
});
await chmod(at(sandbox), 0o755);
