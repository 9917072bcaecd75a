import type { ContentsStatus } from '../../lib/contract/contents-status';
import type { WantedEvent } from './ledger-reading';

/**
 * How contents are. `STARTING`: an event came, and no call of the function has told of it yet. `CHANGING`: nothing is to do, but the stack is still being
 * deployed. `OWING`: all is done, but that somebody has still to leave. `SILENT`: it isn't at its end, and nothing was heard of it for long.
 */
export const CONDITIONS = ['STARTING', 'RUNNING', 'CHANGING', 'WELL', 'OWING', 'FAILED', 'SILENT', 'UNKNOWN'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What is known of contents. */
export interface Facts {
  readonly isStackChanging: boolean;
  readonly wanted?: WantedEvent | undefined;
  readonly status?: ContentsStatus | undefined;
  /** The status of the workflow's execution for the newest event, if there is one. */
  readonly execution?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Longer than a call of the function can take, in milliseconds. */
const LONG = 20 * 60_000;

const ABORTED = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export function conditionOf(facts: Facts): Condition {
  const condition = conditionOfRun(facts);
  return facts.isStackChanging && !isUnderWay(condition) ? 'CHANGING' : condition;
}

function isUnderWay(condition: Condition): boolean {
  return condition === 'STARTING' || condition === 'RUNNING';
}

function conditionOfRun({ wanted, status, execution = '', now, isStackChanging }: Facts): Condition {
  if (!wanted && !status) return isStackChanging ? 'STARTING' : 'UNKNOWN';
  const isCurrent = status !== undefined && (!wanted || status.requestId === wanted.requestId);
  if (isCurrent && status.state === 'FAILED') return 'FAILED';
  if (isCurrent && status.state === 'DONE') return status.owed > 0 ? 'OWING' : 'WELL';
  if (ABORTED.includes(execution)) return 'FAILED';
  if (isCurrent && status.state === 'RUNNING') return execution !== 'RUNNING' && now - status.updated > LONG ? 'SILENT' : 'RUNNING';
  if (wanted?.answer && wanted.goesOn !== true) return wanted.answer.status === 'SUCCESS' ? 'WELL' : 'FAILED';
  return isStackChanging || execution === 'RUNNING' || !status ? 'STARTING' : silentAfter(status, now);
}

function silentAfter({ updated }: ContentsStatus, now: number): Condition {
  return now - updated > LONG ? 'SILENT' : 'STARTING';
}
