import { ArtifactMetadataEntryType } from '@aws-cdk/cloud-assembly-schema';
import { entriesOf, Metadata } from './metadata';

/** The construct that a nested stack is in the template of the stack around it. */
const NESTED_STACK_RESOURCE = /^((?:.*\/)?([^/]+))\.NestedStack\/\2\.NestedStackResource$/;

/** The stack itself, not one that is nested in it. */
export const OUTERMOST = '';

/** What the manifest tells of the paths of constructs: for a stack with all that is nested in it, whose logical ids may be the same. */
export class ManifestPaths {
  /** By the path of the nested stack, or by the stack itself, and by logical id. */
  private readonly paths = new Map<string, Map<string, string>>();

  constructor(metadata: Metadata) {
    const entries = entriesOf(metadata, ArtifactMetadataEntryType.LOGICAL_ID).map(({ constructPath, data }) => ({ constructPath, logicalId: String(data) }));
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
