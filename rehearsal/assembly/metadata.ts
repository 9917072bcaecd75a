import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ArtifactManifest, ArtifactMetadataEntryType, MetadataEntry } from '@aws-cdk/cloud-assembly-schema';
import { readIn } from './manifest';

/** What an artifact tells of constructs, by their paths. */
export type Metadata = Readonly<Record<string, readonly MetadataEntry[]>>;

/** An entry with the path of its construct, without the slash before it. */
export interface EntryOfConstruct {
  readonly constructPath: string;
  readonly data: unknown;
}

/** The metadata of an artifact, which newer versions of CDK write into a file of its own. */
export function metadataOf({ metadata = {}, additionalMetadataFile: file }: ArtifactManifest, directory: string): Metadata {
  if (file === undefined) return metadata;
  const additional = readIn(directory, file, () => JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Metadata);
  return { ...additional, ...Object.fromEntries(Object.entries(metadata).map(([each, entries]) => [each, [...additional[each] ?? [], ...entries]])) };
}

export function entriesOf(metadata: Metadata, wanted: ArtifactMetadataEntryType): EntryOfConstruct[] {
  return Object.entries(metadata).flatMap(([constructPath, entries]) => entries.filter(({ type }) => type === wanted)
    .map(({ data }) => ({ constructPath: constructPath.replace(/^\//, ''), data })));
}
