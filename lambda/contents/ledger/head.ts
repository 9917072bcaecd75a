import type { StoreProperties } from '../../../lib/contract/identity-store';
import type { Answer } from '../../custom-resource/answer';

export const LEDGER_FORMAT = 1;

/** The one object of a ledger that is overwritten, and always by compare-and-swap: so only one writer at a time goes on. */
export interface Head {
  readonly format: typeof LEDGER_FORMAT;
  readonly store: StoreProperties;
  /** With which the keys of entries are made. */
  readonly secret: string;
  /** The newest event. Whoever works for another one stops. */
  readonly wanted: Wanted;
  /** The requests of earlier events, newest first, so that a late delivery of one of them is known. */
  readonly past: readonly string[];
  /** The highest sequence that was ever given: none is given twice. */
  readonly lastSequence: number;
  /** The number of the newest list of entries. */
  readonly entries: number;
  /** The number with which this ledger began: there is no list of it. Pieces of a journal of an earlier one, which was lost, have lower ones. */
  readonly beginning: number;
  /** The sequence of the first Create since there were no contents: what has been brought since goes if it is taken back. */
  readonly creating?: number;
  /** What the entries follow. */
  readonly version?: Version;
  /** What a rollback may go back to. */
  readonly former?: Version;
  /** The files that are kept, newest first: what was declared before. */
  readonly files: readonly KeptFile[];
}

export interface Wanted {
  readonly requestId: string;
  readonly requestType: string;
  /** When CloudFormation made the event, in milliseconds since 1970. */
  readonly signed: number;
  /** The sequence of what this event brings. */
  readonly sequence: number;
  /** What was answered, so that another delivery of the event answers the same. */
  readonly answer?: Answer;
  /** Whether something is left to do that CloudFormation doesn't wait for. */
  readonly goesOn?: true;
  /** Whether CloudFormation's clean-up has said that the update has succeeded, so that those may leave whom it has left out. */
  readonly mayRemove?: true;
}

/** The copy of a file, under one of a few names. */
export interface KeptFile {
  readonly sequence: number;
  readonly slot: number;
}

/** The contents that a Create or an Update has brought. */
export interface Version {
  readonly sequence: number;
  readonly physicalResourceId: string;
  /** Of what was declared: source, scope and store. */
  readonly hash: string;
  /** The sequence of the event that has followed its file last, and so of the copy of it. The id may be of an earlier one. */
  readonly followed: number;
  /** When the event was made that brought it, in milliseconds since 1970. */
  readonly signed: number;
  /** Of what a Create has brought, since which sequence that goes if it is taken back. */
  readonly created?: number;
  /** The keys of the groups whose members were compared with the file. */
  readonly exclusive: readonly string[];
}

/** How many requests of the past are remembered, and the files of how many. */
const REMEMBERED = 8;
const SLOTS = 4;

/** The head with another event in it as the newest. */
export function wanting(head: Head, { requestId, requestType, signed }: Pick<Wanted, 'requestId' | 'requestType' | 'signed'>): Head {
  if (head.wanted.requestId === requestId) return head;
  const sequence = head.lastSequence + 1;
  return {
    ...head,
    wanted: { requestId, requestType, signed, sequence },
    past: [head.wanted.requestId, ...head.past].slice(0, REMEMBERED),
    lastSequence: sequence,
    // A Create that failed may be repeated, with what it has brought.
    ...(requestType === 'Create' && { creating: head.version ? sequence : head.creating ?? sequence }),
    ...(requestType !== 'Delete' && { files: withFile(head.files, sequence) }),
  };
}

/** Files take turns at a few names, so that nothing has to be deleted. */
function withFile(files: readonly KeptFile[], sequence: number): readonly KeptFile[] {
  const kept = files.slice(0, SLOTS - 1);
  const slot = Array.from({ length: SLOTS }, (_, index) => index).find((index) => !kept.some((file) => file.slot === index)) ?? 0;
  return [{ sequence, slot }, ...kept];
}

export function isHead(value: unknown): value is Head {
  return typeof value === 'object' && value !== null && (value as Partial<Head>).format === LEDGER_FORMAT
    && typeof (value as Partial<Head>).secret === 'string' && typeof (value as Partial<Head>).wanted === 'object';
}
