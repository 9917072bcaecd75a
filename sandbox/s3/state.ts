import type { Bucket } from './bucket';
import type { Buckets } from './buckets';

/** A bucket as a person reads of it: how much is in it, not what. */
export interface BucketState {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly versioning: string;
  /** Those that are there now. */
  readonly objects: number;
  /** All that are kept, delete markers included. */
  readonly versions: number;
  readonly bytes: number;
}

/** Of the buckets that somebody made: those for assets are everywhere. */
export function stateOfBuckets({ made }: Buckets): BucketState[] {
  return made.map(stateOf);
}

function stateOf(bucket: Bucket): BucketState {
  const { name, account, region, versioning = 'Off' } = bucket;
  const versions = bucket.keys.flatMap((key) => bucket.versionsOf(key));
  return {
    name, account, region, versioning,
    objects: bucket.keys.filter((key) => bucket.current(key)?.content).length,
    versions: versions.length,
    bytes: versions.reduce((sum, { content }) => sum + (content?.bytes.length ?? 0), 0),
  };
}
