import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { SeedError } from '../seed/shape';
import type { StoredLedger } from '../seed/snapshot';
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

/** Puts down the ledgers of contents and campaigns, each in its bucket. */
export function plantLedgers(ledgers: readonly StoredLedger[], buckets: Buckets): void {
  for (const { bucket: name, account, region, objects } of ledgers) {
    const bucket = buckets.find(name) ?? refusing(`the bucket ${name} of a ledger`, () => buckets.create({ name, account, region }));
    bucket.versioning = 'Enabled';
    for (const [key, content] of Object.entries(objects)) bucket.put(key, plainContent(Buffer.from(content, 'base64')));
  }
}

function refusing<Value>(place: string, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof ServiceError ? new SeedError(`${place}: ${thrown.message}`) : thrown;
  }
}
