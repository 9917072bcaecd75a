import path from 'node:path';
import { buildSync } from 'esbuild';

/**
 * The command that runs an app of `test/e2e/fixtures`, in one file of JavaScript: loading the library from its sources would take most of the time of each of
 * the hundreds of `cdk` commands.
 */
export function fixtureApp(name: string): string {
  // Where the library finds its assets as from its sources. Other processes of the tests may be writing theirs.
  const outfile = path.join('cdk.out', 'apps', `${name}-${process.pid}.js`);
  buildSync({
    entryPoints: [`test/e2e/fixtures/${name}.ts`], outfile, bundle: true, platform: 'node', target: 'node20', external: ['aws-cdk-lib', 'constructs'], logLevel: 'error',
  });
  return `node ${outfile}`;
}
