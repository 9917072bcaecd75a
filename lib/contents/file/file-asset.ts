import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Annotations } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { compressed } from './compressed';
import { ContentsLines } from './lines';

/** The file as an asset of the app. What declares the same is the same asset, also where the versions of zlib differ. */
export function contentsFile(scope: Construct, id: string, { header: { users, groups, memberships }, text, hash }: ContentsLines): Asset {
  const directory = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-contents-'));
  const file = path.join(directory, 'contents.jsonl.gz');
  const bytes = compressed(text);
  // Names of people are in it.
  writeFileSync(file, bytes, { mode: 0o600 });
  const asset = new Asset(scope, id, { path: file, assetHash: hash });
  // Without staging the app refers to the file where it is.
  if (!scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT)) rmSync(directory, { recursive: true });
  Annotations.of(scope).addInfo(`${counted(users, 'user')}, ${counted(groups, 'group')} and ${counted(memberships, 'membership')}, in a file of ${sized(bytes.length)}`);
  return asset;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function sized(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1000)} kB`;
}
