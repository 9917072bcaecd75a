import type { CampaignCondition } from '../../../lib/contract/campaign-status';
import type { Settings } from '../settings';

export const CAMPAIGN_FORMAT = 1;

/** The one object of a campaign's ledger that is overwritten, and always by compare-and-swap. Times are in milliseconds since 1970. */
export interface Head {
  readonly kind: 'campaign';
  readonly format: typeof CAMPAIGN_FORMAT;
  /** With which the keys of rows are made. */
  readonly secret: string;
  /** The newest event of CloudFormation. */
  readonly wanted: Wanted;
  /** The requests of earlier events, newest first. */
  readonly past: readonly string[];
  readonly settings: Settings;
  /** The hash of the roster, of which a copy is kept under this name. */
  readonly roster: string;
  /** The place of the list of entries; nothing until there is one. */
  readonly entries?: number;
  /** Who works with the campaign. */
  readonly turn?: Turn;
  /** The place that was given last to somebody who may write entries. */
  readonly lastPlace: number;
  /** Whether the campaign is deleted. */
  readonly isDeleted?: true;
  /** How many failures of the own side there were since something went well. */
  readonly failures: number;
  readonly pause?: Pause;
  /** What was told last. */
  readonly condition?: { readonly is: CampaignCondition; readonly code?: string };
  /** Until when there is certainly nothing to do. */
  readonly restsUntil?: number;
  /** When all accounts were listed; nothing if that is to be done. */
  readonly accountsListed?: number;
}

export interface Wanted {
  readonly requestId: string;
  /** When CloudFormation made the event. */
  readonly signed: number;
}

/** Why nobody is invited for now: for something that passes by itself, or until the next deployment. */
export interface Pause {
  readonly kind: 'WAIT' | 'STOP';
  readonly code: string;
  readonly until?: number;
}

export interface Turn {
  readonly holder: string;
  /** Its own place for entries. */
  readonly place: number;
  /** When it has certainly ended. */
  readonly until: number;
}

/** How many requests of the past are remembered. */
const REMEMBERED = 8;

/** Places take turns. Whoever comes late would have to be overtaken by all others to write into one that is in use again. */
const PLACES = 8;

export function isHead(value: unknown): value is Head {
  const { kind, format } = (value ?? {}) as Partial<Head>;
  return kind === 'campaign' && format === CAMPAIGN_FORMAT;
}

/** The next place that nobody has used for a while. */
export function nextPlace({ lastPlace, entries }: Pick<Head, 'lastPlace' | 'entries'>): number {
  const next = (lastPlace + 1) % PLACES;
  return next === entries ? (next + 1) % PLACES : next;
}

/** Whether an event came late: another one came since. */
export function isOvertaken({ wanted, past }: Head, { requestId, signed }: Wanted): boolean {
  return past.includes(requestId) || (wanted.requestId !== requestId && wanted.signed > signed);
}

/** The requests of the past, once there is another event. */
export function pastWith({ wanted, past }: Head, { requestId }: Wanted): readonly string[] {
  return wanted.requestId === requestId ? past : [wanted.requestId, ...past].slice(0, REMEMBERED);
}
