import { HEAD, nameOfEntries } from '../../lib/contract/ledger-names';
import { eachLine } from '../../lambda/contents/file/lines';
import { Entry } from '../../lambda/contents/ledger/entry';
import { Head, isHead } from '../../lambda/contents/ledger/head';
import { parsedHead } from '../../lambda/contents/ledger/head-object';
import type { Attempt } from '../../lambda/contents/ledger/journal';
import { ledgerPrefix } from '../../lib/contract/contents';
import type { LedgerSnapshot } from '../../sandbox/seed/snapshot';

/** What a ledger says that was read, as of the last event that has come to its end. */
export interface ReadLedger {
  readonly entries: readonly Entry[];
  /** The newest event. */
  readonly wanted: Head['wanted'];
}

/** What a ledger says; nothing of one that isn't there, or that this version can't read. */
export function readLedgerIn({ stackId, logicalId, objects }: LedgerSnapshot): ReadLedger | undefined {
  const stackUuid = stackId.split('/').at(-1) ?? '';
  const bytesOf = (kind: 'head' | 'ledger', name: string): Buffer | undefined => {
    const content = objects[`${ledgerPrefix(kind, stackUuid)}${logicalId}/${name}`];
    return content === undefined ? undefined : Buffer.from(content, 'base64');
  };
  const bytes = bytesOf('head', HEAD);
  const head = bytes && parsedHead(bytes);
  if (!isHead(head)) return undefined;
  const list = bytesOf('ledger', nameOfEntries(head.entries));
  if (!list) return { entries: [], wanted: head.wanted };
  try {
    const entries: Entry[] = [];
    eachLine(list, (text) => {
      const line = JSON.parse(text) as Entry | Attempt;
      if (!('does' in line)) entries.push(line);
    });
    return { entries, wanted: head.wanted };
  } catch {
    return undefined;
  }
}
