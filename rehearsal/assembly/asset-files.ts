import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { AssetManifest, FileAssetPackaging } from '@aws-cdk/cloud-assembly-schema';
import { readIn } from './manifest';

/** A file or a directory of an assembly that a deployment uploads. */
export interface AssetFile {
  readonly file: string;
  /** What it is called in its bucket. */
  readonly objectKey: string;
  /** Whether functions can be made of it: a directory that is zipped, or an archive. */
  readonly isCode: boolean;
}

/** The assets of a stack that are there as files. What a command makes at deployment isn't. */
export function assetFilesIn(directory: string, manifestFile: string): AssetFile[] {
  // The package reads none that is newer than it is.
  const { files = {} } = readIn(directory, manifestFile, () => JSON.parse(readFileSync(path.join(directory, manifestFile), 'utf8')) as AssetManifest);
  const base = path.dirname(path.join(directory, manifestFile));
  return Object.values(files).flatMap(({ source, destinations }) => {
    if (source.path === undefined) return [];
    const file = path.resolve(base, source.path);
    const isCode = source.packaging === FileAssetPackaging.ZIP_DIRECTORY || path.extname(file) === '.zip';
    return Object.values(destinations).map(({ objectKey }) => ({ file, objectKey, isCode }));
  });
}

/** The assets that functions can be made of, by hash. */
export function functionAssetsOf(assets: readonly AssetFile[]): Map<string, string> {
  return new Map(assets.filter(({ isCode }) => isCode).map(({ objectKey, file }) => [path.parse(objectKey).name, file]));
}

/** The assets that can be the files of contents, by what they are called in their bucket. */
export function contentsFilesOf(assets: readonly AssetFile[]): Map<string, string> {
  return new Map(assets.filter(({ file }) => file.endsWith('.gz')).map(({ objectKey, file }) => [objectKey, file]));
}
