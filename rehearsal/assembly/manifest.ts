import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { AssemblyManifest, Manifest } from '@aws-cdk/cloud-assembly-schema';
import { UnusableAssembly } from './unusable-assembly';

/**
 * Reads the manifest of an assembly, or of a stage within one.
 *
 * @throws UnusableAssembly
 */
export function manifestIn(directory: string): AssemblyManifest {
  const file = path.join(directory, 'manifest.json');
  if (!isDirectory(directory)) throw new UnusableAssembly(`there is no directory ${directory}: run cdk synth, or name the directory that it has written`);
  if (!existsSync(file)) throw new UnusableAssembly(`${directory} is no cloud assembly, as it has no manifest.json: name the directory that cdk synth has written`);
  const manifest = readIn(directory, 'manifest.json', () => Manifest.loadAssemblyManifest(file, { skipVersionCheck: true }));
  if (majorOf(manifest.version) > majorOf(Manifest.version())) {
    throw new UnusableAssembly(`${directory} is written in version ${manifest.version} of the cloud assembly schema, and this version of cdk-org-guard knows up to `
      + `${Manifest.version()}: install a newer one`);
  }
  return manifest;
}

/**
 * Does what needs a file of an assembly to be as it should.
 *
 * @throws UnusableAssembly that names the file
 */
export function readIn<Read>(directory: string, file: string, read: () => Read): Read {
  try {
    return read();
  } catch (thrown) {
    throw new UnusableAssembly(`${path.resolve(directory, file)} can't be read: ${(thrown as Error).message}. Run cdk synth again`);
  }
}

function isDirectory(directory: string): boolean {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
