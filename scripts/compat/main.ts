/**
 * Compares the public API, as it is built, with that of the last release: nothing that was there may be gone or want more. First makes sure
 * that it would be noticed.
 *
 * `npm run compat -- --write` makes the built API the one to compare with, after a release or a break that the changelog says.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { commandLine } from '../command-line';
import { ROOT } from '../root';

const RELEASED = path.join(ROOT, 'test', 'api', 'released.json');
/** In the repository, so that the assemblies of dependencies are found. */
const SCRATCH = path.join(ROOT, 'cdk.out', 'compat');

type Assembly = { types: Record<string, { kind: string; properties?: { name: string; immutable?: boolean; type: object; docs?: object }[] }> };

/** What an assembly says besides the API. */
const BESIDES = ['locationInModule', 'symbolId', 'readme', 'author', 'metadata', 'fingerprint', 'description', 'homepage', 'keywords', 'bin', 'submodules', 'targets', 'contributors'];

function built(): Assembly {
  return JSON.parse(gunzipSync(readFileSync(path.join(ROOT, '.jsii.gz'))).toString()) as Assembly;
}

/** Of the documentation only how stable something is. */
function apiOf(assembly: Assembly): Assembly {
  return JSON.parse(JSON.stringify(assembly, (key, value: unknown) => {
    if (BESIDES.includes(key)) return undefined;
    if (key !== 'docs') return value;
    const { stability, deprecated } = value as { stability?: string; deprecated?: string };
    return { stability, deprecated };
  })) as Assembly;
}

/** The API with one more property that a user could have set, as if that had been released and then removed. */
function withAnotherProperty(api: Assembly): Assembly {
  const changed = structuredClone(api);
  const props = changed.types['cdk-org-guard.GroupProps'];
  if (props?.kind !== 'interface') throw new Error('GroupProps is no interface any more');
  props.properties?.push({ ...props.properties[0] as { name: string; type: object }, name: 'removedProperty' });
  return changed;
}

/** Whether everything of an API is still there. */
function isKept(api: Assembly, name: string): { kept: boolean; output: string } {
  const directory = path.join(SCRATCH, name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), readFileSync(path.join(ROOT, 'package.json')));
  writeFileSync(path.join(directory, '.jsii'), JSON.stringify(api));
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'jsii-diff', directory, ROOT, '--error-on', 'all'], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  return { kept: status === 0, output: stdout + stderr };
}

function compare(): boolean {
  const released = JSON.parse(readFileSync(RELEASED, 'utf8')) as Assembly;
  const broken = isKept(withAnotherProperty(released), 'broken');
  if (broken.kept || !/removedProperty.*removed|removed.*removedProperty/i.test(broken.output)) {
    console.error(`a removed property isn't noticed:\n${broken.output}`);
    return false;
  }
  const { kept, output } = isKept(released, 'released');
  console.log(kept ? 'Everything of the released API is still there; a removed property would be noticed.' : output);
  return kept;
}

const { write } = commandLine('npm run compat --').option('--write', 'take the API as it is for the released one', false).parse().opts<{ readonly write: boolean }>();
if (write) writeFileSync(RELEASED, `${JSON.stringify(apiOf(built()), null, 1)}\n`);
try {
  process.exitCode = compare() ? 0 : 1;
} finally {
  // jsii-docgen would take these assemblies for the library's.
  rmSync(SCRATCH, { recursive: true, force: true });
}
