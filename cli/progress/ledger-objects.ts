import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { LedgerKind, ledgerPrefix } from '../../lib/contract/contents';
import type { DeployedResource } from './resources-in-stack';

export interface ReadObject {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

const MISSING = ['NoSuchKey', 'NotFound'];
const REFUSED = ['AccessDenied', 'AccessDeniedException', 'NoSuchBucket'];

/** What the ledger's bucket has of one resource. */
export class LedgerObjects {
  /** What couldn't be read, and why. */
  public readonly notRead: string[] = [];

  constructor(private readonly client: S3Client, private readonly place: Pick<DeployedResource, 'stackId' | 'logicalResourceId' | 'bucket'>) {
    if (place.bucket === undefined) this.notRead.push('the bucket of the ledger isn\'t in the stack yet, or the template doesn\'t tell its name: give it by --ledger');
  }

  /**
   * The object; nothing if it isn't there or may not be read.
   *
   * @throws what else AWS says
   */
  public async read(kind: LedgerKind, name: string): Promise<ReadObject | undefined> {
    const { stackId, logicalResourceId, bucket: Bucket } = this.place;
    if (Bucket === undefined) return undefined;
    const Key = `${ledgerPrefix(kind, stackId.split('/').at(-1) ?? '')}${logicalResourceId}/${name}`;
    try {
      const { Body, LastModified } = await this.client.send(new GetObjectCommand({ Bucket, Key }));
      return { text: await Body?.transformToString() ?? '', modified: LastModified?.getTime() ?? 0 };
    } catch (thrown) {
      const { name: exception, message } = thrown as Error;
      if (MISSING.includes(exception)) return undefined;
      if (!REFUSED.includes(exception)) throw thrown;
      this.notRead.push(`s3://${Bucket}/${Key}: ${message || exception}`);
      return undefined;
    }
  }
}

/** Nothing of what isn't JSON. */
export function parsedObject(read: ReadObject | undefined): unknown {
  if (read === undefined) return undefined;
  try {
    return JSON.parse(read.text) ?? undefined;
  } catch {
    return undefined;
  }
}
