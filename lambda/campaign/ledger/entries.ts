import type { CampaignDay } from '../../../lib/contract/campaign-status';
import { compressed, eachLine } from '../../contents/file/lines';
import type { Change, Entry } from './entry';

/** What a campaign remembers of its rows, and of what nobody has been told yet. */
export interface Entries {
  readonly byKey: Map<string, Entry>;
  /** Changes that are to be told. */
  untold: readonly Change[];
  days: readonly CampaignDay[];
}

interface FirstLine {
  readonly kind: 'entries';
  readonly untold: readonly Change[];
  readonly days: readonly CampaignDay[];
}

export function noEntries(): Entries {
  return { byKey: new Map(), untold: [], days: [] };
}

export function writtenEntries({ byKey, untold, days }: Entries): Uint8Array {
  const first: FirstLine = { kind: 'entries', untold, days };
  return compressed([first, ...byKey.values()]);
}

/** @returns nothing of what are no entries */
export function readEntries(body: Uint8Array): Entries | undefined {
  try {
    const lines: (FirstLine | Entry)[] = [];
    eachLine(body, (line) => { lines.push(JSON.parse(line) as FirstLine | Entry); });
    const [first, ...entries] = lines as [FirstLine | undefined, ...Entry[]];
    return first?.kind === 'entries' ? { byKey: new Map(entries.map((entry) => [entry.key, entry])), untold: first.untold, days: first.days } : undefined;
  } catch {
    return undefined;
  }
}
