import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { transformSync } from '@swc/core';
import * as cdk from 'aws-cdk-lib';
import * as constructs from 'constructs';
import * as library from '../../lib';
import { assetFilesIn, contentsFilesOf } from '../../rehearsal/assembly/asset-files';
import type { StackToDeploy } from '../../rehearsal/rehearse';
import { removeDescriptions } from './remove-descriptions';
import { ownDirectory } from './synthesized';

/** A stack of an app that scan has written. */
export interface WrittenStack extends StackToDeploy {
  readonly warnings: readonly string[];
  /** The files of its contents, by what they are called in their bucket. */
  readonly contentsFiles: ReadonlyMap<string, Uint8Array>;
}

/** Runs the code of an app in this process, and gives its stacks in the order of their deployment. */
export function runWrittenApp(files: Readonly<Record<string, string>>): WrittenStack[] {
  const apps: cdk.App[] = [];
  class App extends cdk.App {
    constructor() {
      super({ analyticsReporting: false, treeMetadata: false, outdir: OUTPUT });
      apps.push(this);
    }
  }
  const directory = ownDirectory();
  for (const [name, text] of Object.entries(files)) if (!name.endsWith('.ts')) writeFileSync(path.join(directory, name), text);
  const modules = new Map<string, unknown>([['node:path', path], ['aws-cdk-lib', { ...cdk, App }], ['cdk-org-guard', library], ['constructs', constructs]]);
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known !== undefined) return known;
    const exported = {};
    modules.set(name, exported);
    const { code } = transformSync(files[`${name.replace(/^\.\//, '')}.ts`] as string, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, swcrc: false,
    });
    new Function('require', 'exports', '__dirname', code)(load, exported, directory);
    return exported;
  };
  load('./app');
  removeDescriptions(OUTPUT);
  const assembly = (apps[0] as cdk.App).synth();
  return assembly.stacksRecursively.map(({ stackName, template, environment, messages, id }) => ({
    stackName,
    contentsFiles: new Map([...contentsFilesOf(assetFilesIn(assembly.directory, `${id}.assets.json`))].map(([key, file]) => [key, readFileSync(file)])),
    account: environment.account,
    region: environment.region,
    template: JSON.stringify(template),
    warnings: messages.filter(({ entry: { type } }) => type === 'aws:cdk:warning').map(({ entry }) => String(entry.data)),
  }));
}

/** One for all, so that the code of the functions is hashed and copied once. */
const OUTPUT = ownDirectory();
