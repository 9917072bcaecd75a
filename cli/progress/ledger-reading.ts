import type { S3Client } from '@aws-sdk/client-s3';
import { ContentsStatus, REPORT, STATUS, STATUS_FORMAT } from '../../lib/contract/contents-status';
import { HEAD } from '../../lib/contract/ledger-names';
import { LedgerObjects, parsedObject, ReadObject } from './ledger-objects';
import type { DeployedResource } from './resources-in-stack';

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

/**
 * Reads how far contents are.
 *
 * @throws what AWS says, if it is anything else than that an object isn't there or may not be read
 */
export async function readLedger(client: S3Client, contents: DeployedResource): Promise<LedgerReading> {
  const objects = new LedgerObjects(client, contents);
  const wanted = wantedIn(await objects.read('head', HEAD));
  const status = statusIn(await objects.read('report', STATUS));
  const hasFailures = status !== undefined && Object.keys(status.failedByCode).length > 0;
  const report = hasFailures ? await objects.read('report', REPORT) : undefined;
  // The report of an earlier event is still there until there is another one.
  const isOwn = status?.requestType === 'Delete' || (report !== undefined && report.modified >= (status?.started ?? 0) - CLOCKS);
  return { ...(wanted && { wanted }), ...(status && { status }), ...(report && isOwn && { report: report.text }), notRead: objects.notRead };
}

/** How far apart the clocks of a function and of S3, which tells whole seconds, may be, in milliseconds. */
const CLOCKS = 2_000;

function wantedIn(head: ReadObject | undefined): WantedEvent | undefined {
  const wanted = (parsedObject(head) as { readonly wanted?: WantedEvent } | undefined)?.wanted;
  return typeof wanted?.requestId === 'string' ? wanted : undefined;
}

/** Nothing of a newer version. */
function statusIn(read: ReadObject | undefined): ContentsStatus | undefined {
  const status = parsedObject(read) as Partial<ContentsStatus> | undefined;
  return status?.format === STATUS_FORMAT ? status as ContentsStatus : undefined;
}
