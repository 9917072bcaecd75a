import { HEAD } from '../../../lib/contract/ledger-names';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { done, Result } from '../../guard/result';
import type { Session } from '../../guard/session';
import { Head, isHead, LEDGER_FORMAT } from './head';
import type { LedgerObjects } from './ledger-objects';

const UNREADABLE = 'not one that this version can read';

/** The head as it was read. */
export interface StoredHead {
  /** Nothing if what is there is no head. */
  readonly head?: Head;
  readonly entityTag: string;
}

/**
 * The head, or nothing if there is none. What is no head is `lost`; that of a newer version is refused.
 */
export async function readHead(session: Session, objects: LedgerObjects): Promise<Result<(StoredHead & { readonly lost: Failure }) | undefined>> {
  const read = await objects.find(session, 'head', HEAD);
  if (read.kind !== 'DONE') return callFailure(read, 'reading the ledger of the contents');
  if (!read.output) return done(undefined);
  const { body, entityTag } = read.output;
  const head = parsedHead(body);
  const lost = failure('LEDGER_LOST', { ledger: objects.uriOf('head', HEAD), problem: UNREADABLE });
  if (isHead(head)) return done({ head, entityTag, lost });
  const format = (head as { readonly format?: unknown } | undefined)?.format;
  return typeof format === 'number' && format > LEDGER_FORMAT ? lost : done({ entityTag, lost });
}

export function parsedHead(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) ?? undefined;
  } catch {
    return undefined;
  }
}
