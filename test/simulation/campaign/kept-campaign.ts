import { gunzipSync } from 'node:zlib';
import type { Entry } from '../../../lambda/campaign/ledger/entry';
import type { Head } from '../../../lambda/campaign/ledger/head';
import { RowKeys } from '../../../lambda/campaign/row-keys';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Buckets } from '../../../sandbox/s3/buckets';
import { accountIdOf, addressOf } from './declared';
import type { PlannedRow } from './plan';
import { campaignId } from './templates';

/** The ledger of the campaign, read as it lies in its bucket. */
export class KeptCampaign {
  private readonly keys: RowKeys;

  private constructor(public readonly head: Head, private readonly entries: ReadonlyMap<string, Entry>, public readonly texts: readonly string[]) {
    this.keys = new RowKeys(head.secret);
  }

  /** Reads the ledger; nothing if there is none. */
  public static read(buckets: Buckets, { id, resources }: Stack): KeptCampaign | undefined {
    const name = [...resources.values()].find(({ type }) => type === 'AWS::S3::Bucket')?.physicalId;
    const bucket = name === undefined ? undefined : buckets.find(name);
    const place = `${id.split('/').at(-1)}/${campaignId()}/`;
    const contentOf = (key: string): Buffer | undefined => {
      const bytes = bucket?.current(key)?.content?.bytes;
      return bytes && Buffer.from(bytes);
    };
    const text = contentOf(`head/${place}head.json`)?.toString('utf8');
    if (text === undefined) return undefined;
    const head = JSON.parse(text) as Head;
    const list = head.entries === undefined ? undefined : contentOf(`ledger/${place}${head.entries}.jsonl.gz`);
    const written = list ? gunzipSync(list).toString('utf8') : '';
    const lines = written.split('\n').filter((line) => line !== '').slice(1).map((line) => JSON.parse(line) as Entry);
    const status = contentOf(`report/${place}status.json`)?.toString('utf8') ?? '';
    return new KeptCampaign(head, new Map(lines.map((entry) => [entry.key, entry])), [text, written, status]);
  }

  public entryOf({ account, by }: PlannedRow): Entry | undefined {
    return this.entries.get(by === 'ID' ? this.keys.ofAccount(accountIdOf(account)) : this.keys.ofEmail(addressOf(account)));
  }
}
