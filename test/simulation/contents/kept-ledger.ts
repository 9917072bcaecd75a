import { gunzipSync } from 'node:zlib';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Bucket } from '../../../sandbox/s3/bucket';
import type { Buckets } from '../../../sandbox/s3/buckets';
import { LOGICAL_ID } from './templates';

/** What the ledger says of an entry, as far as the simulation looks at it. */
export interface KeptEntry {
  readonly kind: 'user' | 'group' | 'membership';
  readonly key: string;
  readonly id: string;
  readonly ownership: 'created' | 'adopted' | 'foreign';
  readonly state: 'declared' | 'released' | 'owed';
}

/** The ledger of the contents, read as it lies in its bucket. */
export interface KeptLedger {
  readonly entries: readonly KeptEntry[];
  readonly lastSequence: number;
  /** Of the newest event. */
  readonly wanted: { readonly requestId: string; readonly sequence: number; readonly answer?: object };
}

/** Reads the ledger; nothing if there is none yet. */
export function keptLedger(buckets: Buckets, { id, resources }: Stack): KeptLedger | undefined {
  const name = [...resources.values()].find(({ type }) => type === 'AWS::S3::Bucket')?.physicalId;
  const bucket = name === undefined ? undefined : buckets.find(name);
  const keyOf = (kind: string, file: string): string => `${kind}/${id.split('/').at(-1)}/${LOGICAL_ID}/${file}`;
  const head = bucket && contentOf(bucket, keyOf('head', 'head.json'));
  if (!bucket || !head) return undefined;
  const { entries: number, lastSequence, wanted } = JSON.parse(head.toString('utf8')) as { entries: number } & Omit<KeptLedger, 'entries'>;
  const list = number === 0 ? undefined : contentOf(bucket, keyOf('ledger', `${number % 2}.jsonl.gz`));
  const lines = list ? gunzipSync(list).toString('utf8').split('\n').filter((line) => line !== '') : [];
  return { entries: lines.map((line) => JSON.parse(line) as KeptEntry), lastSequence, wanted };
}

function contentOf(bucket: Bucket, key: string): Buffer | undefined {
  const bytes = bucket.current(key)?.content?.bytes;
  return bytes && Buffer.from(bytes);
}
