import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { LedgerKind, ledgerPrefix } from '../../lib/contract/contents';
import { ContentsStatus, REPORT, STATUS, STATUS_FORMAT } from '../../lib/contract/contents-status';
import { HEAD } from '../../lib/contract/ledger-names';
import type { DeployedContents } from './contents-in-stack';

/** What of a ledger's head is of interest: the newest event, and what CloudFormation was told about it. */
export interface WantedEvent {
  readonly requestId: string;
  readonly requestType: string;
  readonly answer?: { readonly status?: unknown };
  /** Whether something is left to do that CloudFormation doesn't wait for. */
  readonly goesOn?: unknown;
}

/** What the ledger's bucket has of contents. */
export interface LedgerReading {
  readonly wanted?: WantedEvent;
  readonly status?: ContentsStatus;
  readonly report?: string;
  /** What couldn't be read, and why. */
  readonly notRead: readonly string[];
}

const MISSING = ['NoSuchKey', 'NotFound'];
const REFUSED = ['AccessDenied', 'AccessDeniedException', 'NoSuchBucket'];

/**
 * Reads how far contents are.
 *
 * @throws what AWS says, if it is anything else than that an object isn't there or may not be read
 */
export async function readLedger(client: S3Client, { stackId, logicalResourceId, bucket }: DeployedContents): Promise<LedgerReading> {
  if (bucket === undefined) return { notRead: ['the bucket of the ledger isn\'t in the stack yet, or the template doesn\'t tell its name: give it by --ledger'] };
  const notRead: string[] = [];
  const read = async (kind: LedgerKind, name: string): Promise<ReadObject | undefined> => {
    const key = `${ledgerPrefix(kind, stackId.split('/').at(-1) ?? '')}${logicalResourceId}/${name}`;
    try {
      return await readObject(client, bucket, key);
    } catch (thrown) {
      const { name: exception, message } = thrown as Error;
      if (MISSING.includes(exception)) return undefined;
      if (!REFUSED.includes(exception)) throw thrown;
      notRead.push(`s3://${bucket}/${key}: ${message || exception}`);
      return undefined;
    }
  };
  const wanted = wantedIn((await read('head', HEAD))?.text);
  const status = statusIn((await read('report', STATUS))?.text);
  const hasFailures = status !== undefined && Object.keys(status.failedByCode).length > 0;
  const report = hasFailures ? await read('report', REPORT) : undefined;
  // The report of an earlier event is still there until there is another one.
  const isOwn = status?.requestType === 'Delete' || (report !== undefined && report.modified >= (status?.started ?? 0) - CLOCKS);
  return { ...(wanted && { wanted }), ...(status && { status }), ...(report && isOwn && { report: report.text }), notRead };
}

/** How far apart the clocks of a function and of S3, which tells whole seconds, may be, in milliseconds. */
const CLOCKS = 2_000;

interface ReadObject {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

async function readObject(client: S3Client, Bucket: string, Key: string): Promise<ReadObject> {
  const { Body, LastModified } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { text: await Body?.transformToString() ?? '', modified: LastModified?.getTime() ?? 0 };
}

function wantedIn(text: string | undefined): WantedEvent | undefined {
  const wanted = (parsed(text) as { readonly wanted?: WantedEvent } | undefined)?.wanted;
  return typeof wanted?.requestId === 'string' ? wanted : undefined;
}

/** Nothing of a newer version. */
function statusIn(text: string | undefined): ContentsStatus | undefined {
  const status = parsed(text) as Partial<ContentsStatus> | undefined;
  return status?.format === STATUS_FORMAT ? status as ContentsStatus : undefined;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
