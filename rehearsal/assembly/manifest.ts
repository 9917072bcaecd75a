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
  // A new version of the schema comes with nearly each of aws-cdk-lib. What is read here has been the same in all of them.
  return readIn(directory, 'manifest.json', () => Manifest.loadAssemblyManifest(file, { skipVersionCheck: true, skipEnumCheck: true }));
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
