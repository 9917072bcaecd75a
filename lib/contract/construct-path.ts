/** Where CDK writes in the metadata of a resource which construct it comes from. */
const CONSTRUCT_PATH = 'aws:cdk:path';

/** The path of the construct that people have declared, without what stands for its resource in it; nothing of metadata that doesn't tell. */
export function constructPathIn(metadata: unknown): string | undefined {
  const path = (metadata as { readonly [CONSTRUCT_PATH]?: unknown } | null | undefined)?.[CONSTRUCT_PATH];
  return typeof path === 'string' ? path.replace(/(\/(Resource|Default))+$/, '') : undefined;
}
