import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ArtifactManifest, ArtifactMetadataEntryType, MetadataEntry } from '@aws-cdk/cloud-assembly-schema';
import { readIn } from './manifest';

type Metadata = Readonly<Record<string, readonly MetadataEntry[]>>;

/** The construct that a nested stack is in the template of the stack around it. */
const NESTED_STACK_RESOURCE = /^((?:.*\/)?([^/]+))\.NestedStack\/\2\.NestedStackResource$/;

/** The stack itself, not one that is nested in it. */
export const OUTERMOST = '';

/** What the manifest tells of the paths of constructs: for a stack with all that is nested in it, whose logical ids may be the same. */
export class ManifestPaths {
  /** By the path of the nested stack, or by the stack itself, and by logical id. */
  private readonly paths = new Map<string, Map<string, string>>();

  constructor(metadata: Metadata) {
    const entries = Object.entries(metadata).flatMap(([constructPath, ofConstruct]) => ofConstruct
      .filter(({ type }) => type === ArtifactMetadataEntryType.LOGICAL_ID)
      .map(({ data }) => ({ constructPath: constructPath.replace(/^\//, ''), logicalId: String(data) })));
    const scopes = entries.flatMap(({ constructPath }) => nestedScopeAt(constructPath) ?? []).sort((one, other) => other.length - one.length);
    for (const { constructPath, logicalId } of entries) {
      const scope = scopes.find((each) => constructPath.startsWith(`${each}/`)) ?? OUTERMOST;
      this.paths.set(scope, (this.paths.get(scope) ?? new Map<string, string>()).set(logicalId, constructPath));
    }
  }

  /** @param scope the path of the nested stack, if it is one that CDK has made, or the stack itself */
  public pathOf(logicalId: string, scope: string | undefined): string | undefined {
    return scope === undefined ? undefined : this.paths.get(scope)?.get(logicalId);
  }
}

/** The path of the nested stack whose resource has this path. */
export function nestedScopeAt(constructPath: string): string | undefined {
  return NESTED_STACK_RESOURCE.exec(constructPath)?.[1];
}

/** The metadata of an artifact, which newer versions of CDK write into a file of its own. */
export function metadataOf({ metadata = {}, additionalMetadataFile: file }: ArtifactManifest, directory: string): Metadata {
  if (file === undefined) return metadata;
  const additional = readIn(directory, file, () => JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Metadata);
  return { ...additional, ...Object.fromEntries(Object.entries(metadata).map(([each, entries]) => [each, [...additional[each] ?? [], ...entries]])) };
}
