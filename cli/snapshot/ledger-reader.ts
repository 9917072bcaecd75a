import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { LedgerKind, ledgerPrefix } from '../../lib/contract/contents';
import { allOf } from './steps';

/** Where a ledger is. */
export interface LedgerPlace {
  readonly bucket: string;
  readonly stackId: string;
  readonly logicalId: string;
}

/**
 * Reads objects of a ledger. Each is listed before it is read: whoever may only list under a prefix isn't told of an object that it isn't there.
 */
export class LedgerReader {
  /** What was read, in Base64, by key. */
  public readonly objects: Record<string, string> = {};

  constructor(private readonly client: S3Client, private readonly place: LedgerPlace) {}

  /**
   * Reads the objects of a kind whose names are wanted.
   *
   * @param beginning of their names, where nothing else may be listed
   * @returns the last of them
   */
  public async read(kind: LedgerKind, isWanted: (name: string) => boolean, beginning = ''): Promise<Buffer | undefined> {
    const { bucket, stackId, logicalId } = this.place;
    const prefix = `${ledgerPrefix(kind, stackId.split('/').at(-1) ?? '')}${logicalId}/`;
    const found = await allOf(paginateListObjectsV2({ client: this.client }, { Bucket: bucket, Prefix: prefix + beginning }), ({ Contents }) => Contents);
    let last: Buffer | undefined;
    for (const key of found.flatMap(({ Key }) => Key ?? []).filter((each) => isWanted(each.slice(prefix.length)))) {
      last = await this.bytesOf(key);
      this.objects[key] = last.toString('base64');
    }
    return last;
  }

  private async bytesOf(Key: string): Promise<Buffer> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.place.bucket, Key }));
    return Buffer.from(await Body?.transformToByteArray() ?? []);
  }
}

/** What a JSON document has; nothing of what is none. */
export function documentIn(bytes: Buffer | undefined): object | undefined {
  try {
    const document: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}
