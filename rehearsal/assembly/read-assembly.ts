import * as path from 'node:path';
import { ArtifactType, NestedCloudAssemblyProperties } from '@aws-cdk/cloud-assembly-schema';
import type { Assembly } from './assembly';
import { inDeploymentOrder } from './deployment-order';
import { manifestIn } from './manifest';
import { AssemblyDirectory, readStack } from './read-stack';
import { UnusableAssembly } from './unusable-assembly';

/** An assembly, or why there is none and what to do. */
export type AssemblyReading =
  | { readonly assembly: Assembly; readonly refused?: undefined }
  | { readonly assembly?: undefined; readonly refused: string };

/**
 * Reads a cloud assembly: the directory that `cdk synth` has written, usually `cdk.out`. Nothing is asked of AWS.
 *
 * One that lacks context is refused, because values that don't exist stand in its templates instead.
 */
export function readAssembly(directory: string): AssemblyReading {
  try {
    return { assembly: assemblyIn(directory) };
  } catch (thrown) {
    if (thrown instanceof UnusableAssembly) return { refused: thrown.message };
    throw thrown;
  }
}

function assemblyIn(directory: string): Assembly {
  const directories = withStages({ directory, manifest: manifestIn(directory), isTopLevel: true });
  const missing = new Set(directories.flatMap(({ manifest }) => manifest.missing ?? []).map(({ key }) => key));
  if (missing.size > 0) {
    throw new UnusableAssembly(`the app needs values from its accounts that cdk.context.json lacks: ${[...missing].join(', ')}. Run cdk synth with credentials, which looks `
      + 'them up');
  }
  const stacks = directories.flatMap((each) => artifactsOf(each, ArtifactType.AWS_CLOUDFORMATION_STACK).map(([id, artifact]) => readStack(id, artifact, each)));
  const ordered = inDeploymentOrder(stacks);
  if (ordered.length < stacks.length) {
    const circle = stacks.filter((stack) => !ordered.includes(stack)).map(({ hierarchicalId }) => hierarchicalId);
    throw new UnusableAssembly(`none of these stacks can be deployed before the others, because they depend on each other in a circle: ${circle.join(', ')}`);
  }
  return { stacks: ordered };
}

/** The assembly with the stages in it, and what is in these. */
function withStages(assembly: AssemblyDirectory): readonly AssemblyDirectory[] {
  const found = [assembly];
  // An array is walked with what is added meanwhile.
  for (const each of found) {
    found.push(...artifactsOf(each, ArtifactType.NESTED_CLOUD_ASSEMBLY).map(([, { properties }]) => {
      const directory = path.join(each.directory, (properties as NestedCloudAssemblyProperties).directoryName);
      return { directory, manifest: manifestIn(directory), isTopLevel: false };
    }));
  }
  return found;
}

function artifactsOf({ manifest: { artifacts = {} } }: AssemblyDirectory, type: ArtifactType): [string, (typeof artifacts)[string]][] {
  return Object.entries(artifacts).filter(([, artifact]) => artifact.type === type);
}
