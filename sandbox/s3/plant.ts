import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { SeedError } from '../seed/shape';
import type { Buckets } from './buckets';
import { plainContent } from './plain-content';
import type { SeededBucket } from './seed';

/**
 * Makes the buckets of a seed, with what is in them.
 *
 * @throws SeedError for a name that no bucket has
 */
export function plantBuckets(seeded: Readonly<Record<string, SeededBucket>>, buckets: Buckets, { account, region: own }: Environment): void {
  for (const [name, { region = own, versioned = false, objects = {} }] of Object.entries(seeded)) {
    const bucket = refusing(`buckets.${name}`, () => buckets.create({ name, account, region }));
    if (versioned) bucket.versioning = 'Enabled';
    for (const [key, content] of Object.entries(objects)) {
      bucket.put(key, plainContent(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))));
    }
  }
}

function refusing<Value>(place: string, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof ServiceError ? new SeedError(`${place}: ${thrown.message}`) : thrown;
  }
}
