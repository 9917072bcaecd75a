import {
  ArtifactManifest, ArtifactMetadataEntryType, ArtifactType, AssemblyManifest, AssetManifestProperties, AwsCloudFormationStackProperties, BootstrapRole,
} from '@aws-cdk/cloud-assembly-schema';
import type { AssemblyStack, LookupRole } from './assembly';
import { assetFilesIn, contentsFilesOf, functionAssetsOf } from './asset-files';
import { ManifestPaths } from './construct-paths';
import { entriesOf, metadataOf } from './metadata';
import { Templates } from './templates';
import { UnusableAssembly } from './unusable-assembly';

/** An assembly, or the part of one that a stage is. */
export interface AssemblyDirectory {
  readonly directory: string;
  readonly manifest: AssemblyManifest;
  readonly isTopLevel: boolean;
}

const ENVIRONMENT = /^aws:\/\/([^/]+)\/([^/]+)$/;
const UNKNOWN = { account: 'unknown-account', region: 'unknown-region' };

/**
 * Reads a stack with its templates.
 *
 * @throws UnusableAssembly
 */
export function readStack(id: string, artifact: ArtifactManifest, { directory, manifest, isTopLevel }: AssemblyDirectory): AssemblyStack {
  const properties = artifact.properties as AwsCloudFormationStackProperties | undefined;
  const [, account, region] = ENVIRONMENT.exec(artifact.environment ?? '') ?? [];
  if (properties?.templateFile === undefined || account === undefined || region === undefined) {
    throw new UnusableAssembly(`the manifest in ${directory} says of the stack ${id} no template or no environment: run cdk synth again`);
  }
  const dependencies = (artifact.dependencies ?? []).map((dependency) => {
    const other = manifest.artifacts?.[dependency];
    if (!other) throw new UnusableAssembly(`the stack ${id} in ${directory} depends on ${dependency}, which isn't there: run cdk synth again`);
    return { ...other, id: dependency };
  });
  const assets = dependencies.filter(({ type }) => type === ArtifactType.ASSET_MANIFEST)
    .flatMap((dependency) => assetFilesIn(directory, (dependency.properties as AssetManifestProperties).file));
  const metadata = metadataOf(artifact, directory);
  return {
    ...new Templates(directory, assets, new ManifestPaths(metadata)).read(properties.templateFile),
    hierarchicalId: artifact.displayName ?? id,
    stackName: properties.stackName ?? id,
    isTopLevel,
    ...(account !== UNKNOWN.account && { account }),
    ...(region !== UNKNOWN.region && { region }),
    dependencies: dependencies.filter(({ type }) => type === ArtifactType.AWS_CLOUDFORMATION_STACK).map(({ displayName, id: other }) => displayName ?? other),
    errors: entriesOf(metadata, ArtifactMetadataEntryType.ERROR).map(({ constructPath, data }) => `${constructPath}: ${String(data)}`),
    parameters: properties.parameters ?? {},
    tags: properties.tags ?? {},
    terminationProtection: properties.terminationProtection ?? false,
    ...(properties.lookupRole && { lookupRole: lookupRoleOf(properties.lookupRole) }),
    functionAssets: functionAssetsOf(assets),
    contentsFiles: contentsFilesOf(assets),
  };
}

function lookupRoleOf({ arn, assumeRoleExternalId, requiresBootstrapStackVersion }: BootstrapRole): LookupRole {
  return {
    arn,
    ...(assumeRoleExternalId !== undefined && { externalId: assumeRoleExternalId }),
    ...(requiresBootstrapStackVersion !== undefined && { minimumBootstrapVersion: requiresBootstrapStackVersion }),
  };
}
