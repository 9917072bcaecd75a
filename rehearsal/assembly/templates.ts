import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import { NESTED_STACK } from '../../sandbox/cloudformation/nested-stacks';
import type { Json } from '../../sandbox/cloudformation/template';
import { parseStructure } from '../../sandbox/cloudformation/template-text';
import type { AssemblyTemplate, NestedTemplate } from './assembly';
import type { AssetFile } from './asset-files';
import { ManifestPaths, nestedScopeAt, OUTERMOST } from './construct-paths';
import { readIn } from './manifest';

const CONSTRUCT_PATH = 'aws:cdk:path';

interface Resource {
  readonly Type?: unknown;
  readonly Properties?: { readonly TemplateURL?: unknown };
  readonly Metadata?: { readonly [CONSTRUCT_PATH]?: unknown };
}

/** Reads a template of an assembly, with those of the nested stacks. */
export class Templates {
  constructor(private readonly directory: string, private readonly assets: readonly AssetFile[], private readonly paths: ManifestPaths) {}

  /** @throws UnusableAssembly */
  public read(file: string): AssemblyTemplate {
    return this.readWithin(OUTERMOST, file);
  }

  private readWithin(scope: string | undefined, file: string): AssemblyTemplate {
    const template = readIn(this.directory, file, () => readFileSync(path.resolve(this.directory, file), 'utf8'));
    const { Resources = {} } = readIn(this.directory, file, () => parseStructure(template) as { readonly Resources?: Readonly<Record<string, Resource>> });
    const resources = Object.entries(Resources).filter(([, resource]) => isMembers(resource as Json));
    const constructPaths = new Map(resources.flatMap(([logicalId, { Metadata }]) => {
      const constructPath = Metadata?.[CONSTRUCT_PATH] ?? this.paths.pathOf(logicalId, scope);
      return typeof constructPath === 'string' ? [[logicalId, constructPath] as const] : [];
    }));
    const nestedTemplates = new Map(resources.flatMap(([logicalId, resource]) => {
      const nested = this.nestedTemplate(resource, nestedScopeAt(constructPaths.get(logicalId) ?? ''));
      return nested ? [[logicalId, nested] as const] : [];
    }));
    return { template, nestedTemplates, constructPaths };
  }

  private nestedTemplate({ Type, Properties }: Resource, scope: string | undefined): NestedTemplate | undefined {
    if (Type !== NESTED_STACK) return undefined;
    const texts = textsIn(Properties?.TemplateURL);
    const asset = this.assets.find(({ objectKey }) => texts.some((text) => text.endsWith(`/${objectKey}`)));
    return asset && { ...this.readWithin(scope, asset.file), objectKey: asset.objectKey };
  }
}

/** The texts that a URL is put together of. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' ? [value] : [];
}
