import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Annotations } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { compressed } from './compressed';

/** What the lines of a file say, and a hash that is the same for everything that declares the same. */
export interface FileLines {
  readonly name: string;
  readonly text: Buffer;
  readonly hash: string;
}

/**
 * Lines as an asset of the app. What declares the same is the same asset, also where the versions of zlib differ.
 *
 * @param what is in it, which the synthesis tells with its size
 */
export function compressedFile(scope: Construct, id: string, { name, text, hash }: FileLines, what: string): Asset {
  const directory = mkdtempSync(path.join(tmpdir(), `cdk-org-guard-${name}-`));
  const file = path.join(directory, `${name}.jsonl.gz`);
  const bytes = compressed(text);
  // Names of people are in it.
  writeFileSync(file, bytes, { mode: 0o600 });
  const asset = new Asset(scope, id, { path: file, assetHash: hash });
  // Without staging the app refers to the file where it is.
  if (!scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT)) rmSync(directory, { recursive: true });
  Annotations.of(scope).addInfo(`${what}, in a file of ${sized(bytes.length)}`);
  return asset;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function sized(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1000)} kB`;
}
