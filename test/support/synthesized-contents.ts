import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ContentsSource, IdentityStore, IdentityStoreContents, IdentityStoreContentsProps, IIdentityStore } from '../../lib';
import type { ContentsLine, ContentsProperties } from '../../lib/contract/contents';
import { STORE } from './ids';
import { ownDirectory } from './synthesized';

export const CONTENTS = 'Custom::IdentityStoreContents';

export const USERS = 'userName,displayName,givenName,familyName,email\n';
export const ADA_ROW = 'ada,Ada Lovelace,Ada,Lovelace,ada@example.com\n';

/** Tables by the names of their files. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files into a directory of their own, and gives their paths. */
export function written(files: Files): { readonly directory: string; readonly paths: Readonly<Record<string, string>> } {
  const directory = ownDirectory();
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(path.join(directory, name), content);
    return [name.split('.')[0] as string, path.join(directory, name)] as const;
  });
  return { directory, paths: Object.fromEntries(paths) };
}

export function peopleStack(): Stack {
  return new Stack(new App({ outdir: ownDirectory() }), 'People');
}

export function storeIn(stack: Stack, id = STORE): IIdentityStore {
  return stack.node.tryFindChild(`Directory${id}`) as IIdentityStore | undefined ?? IdentityStore.fromIdentityStoreId(stack, `Directory${id}`, id);
}

/** Declares contents with an empty source unless another one is given. */
export function contents(stack: Stack, props: Partial<IdentityStoreContentsProps> = {}, id = 'Contents'): IdentityStoreContents {
  return new IdentityStoreContents(stack, id, { identityStore: storeIn(stack), source: ContentsSource.inline({}), ...props });
}

/** The properties of the resource in the template. */
export function propertiesIn(stack: Stack): ContentsProperties {
  const [resource] = Object.values(Template.fromStack(stack).findResources(CONTENTS)) as { Properties: ContentsProperties }[];
  return resource?.Properties as ContentsProperties;
}

/** The bytes of the file that the resource in the template names. */
export function bytesOf(stack: Stack, { Key }: ContentsProperties['Source']): Buffer {
  return readFileSync(path.join((stack.node.root as App).outdir, `asset.${Key}`));
}

export function linesOf(bytes: Buffer): ContentsLine[] {
  return gunzipSync(bytes).toString().trimEnd().split('\n').map((line) => JSON.parse(line) as ContentsLine);
}

export function linesIn(stack: Stack): ContentsLine[] {
  return linesOf(bytesOf(stack, propertiesIn(stack).Source));
}

/** What the synthesis says of a source in files, which have no directory in it; nothing if it has nothing to say. */
export function refusalOf(
  files: Files, source: (paths: Readonly<Record<string, string>>) => ContentsSource, props: Partial<IdentityStoreContentsProps> = {},
): string | undefined {
  const { directory, paths } = written(files);
  try {
    contents(peopleStack(), { source: source(paths), ...props });
  } catch (error) {
    return (error as Error).message.replaceAll(`${directory}/`, '').replaceAll(process.cwd(), '<here>');
  }
  return undefined;
}
