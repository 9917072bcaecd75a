import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

const ASSET_HASH = /[0-9a-f]{64}/g;
const BOOTSTRAP = { Parameters: 'BootstrapVersion', Rules: 'CheckBootstrapVersion' } as const;

/**
 * The template of a stack for a snapshot: without what changes with every version of this library, which is the hash of the code of its
 * functions, and without what the CDK adds for its bootstrap.
 */
export function withoutAssetHashes(stack: Stack): Record<string, unknown> {
  const template = Template.fromStack(stack).toJSON();
  for (const [section, name] of Object.entries(BOOTSTRAP)) {
    const { [name]: _bootstrap, ...others } = template[section] as Record<string, unknown> ?? {};
    if (Object.keys(others).length > 0) template[section] = others;
    else delete template[section];
  }
  return JSON.parse(JSON.stringify(template).replace(ASSET_HASH, 'HASH')) as Record<string, unknown>;
}
