import type { Template } from 'aws-cdk-lib/assertions';

/** A template for snapshots: without what changes with the code of the functions and with the bootstrap. */
export function withoutAssetHashes(template: Template): unknown {
  const { Parameters: _parameters, Rules: _rules, ...json } = template.toJSON();
  return JSON.parse(JSON.stringify(json).replace(/[0-9a-f]{64}\.zip/g, 'HASH.zip'));
}
