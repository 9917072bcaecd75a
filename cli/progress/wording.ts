import type { ContentsPhase, ContentsStatus } from '../../lib/contract/contents-status';
import { counted, inFigures } from '../plan/wording';
import { timeOf } from './lines';
import type { ContentsProgress } from './read-contents';

const DOES: Readonly<Record<ContentsStatus['requestType'], string>> = { Create: 'creates', Update: 'updates', Delete: 'cleans up' };

const PHASES: Readonly<Record<ContentsPhase, string>> = { CHECKING: 'checks', ENTITIES: 'users and groups', MEMBERSHIPS: 'memberships', REMOVALS: 'removals' };

/** How contents are, in a few words. */
export function headline({ condition, status }: ContentsProgress): string {
  switch (condition) {
    case 'STARTING': return 'an event came; the function has yet to tell of it';
    case 'RUNNING': return status ? `${DOES[status.requestType]}: ${PHASES[status.phase]}` : 'runs';
    case 'CHANGING': return `${status ? 'done; ' : ''}the stack is being deployed`;
    case 'WELL': return `at rest${since(status)}`;
    case 'OWING': return `at rest${since(status)}, but not all who are to leave have left`;
    case 'FAILED': return `failed${status?.code === undefined ? '' : `: ${status.code}`}`;
    case 'SILENT': return `not at its end, and silent${since(status)}`;
    case 'UNKNOWN': return 'nothing is known';
  }
}

function since(status: ContentsStatus | undefined): string {
  return status ? ` since ${timeOf(status.updated)}` : '';
}

/** How much of it is done, from 0 to 1. Nothing to do counts as done. */
export function shareOf({ rows, removals }: Pick<ContentsStatus, 'rows' | 'removals'>): number {
  const toDo = rows.toDo + removals.toDo;
  return toDo === 0 ? 1 : Math.min(1, (rows.done + rows.failed + removals.done + removals.failed) / toDo);
}

/** What is done of all, for example `3,100 of 5,000 rows`. */
export function countsOf({ rows, removals }: ContentsStatus): string[] {
  return [
    ...(rows.toDo > 0 || removals.toDo === 0 ? [`${inFigures(rows.done)} of ${counted(rows.toDo, 'row')}`] : []),
    ...(removals.toDo > 0 ? [`${inFigures(removals.done)} of ${counted(removals.toDo, 'removal')}`] : []),
  ];
}

/** How fast it goes on, and how long that takes, if that can be told. */
export function paceOf(status: ContentsStatus): string[] {
  const { rows, removals, requestsPerSecond, tasksPerSecond } = status;
  const left = rows.toDo - rows.done - rows.failed + removals.toDo - removals.done - removals.failed;
  return [
    ...(requestsPerSecond > 0 ? [`${requestsPerSecond.toFixed(1)} requests a second`] : []),
    ...(tasksPerSecond > 0 && left > 0 ? [`about ${durationOf(left / tasksPerSecond)} left`] : []),
  ];
}

const MINUTE = 60;
const HOUR = 3600;

function durationOf(seconds: number): string {
  if (seconds < MINUTE) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / MINUTE);
  return seconds < HOUR ? `${minutes} min` : `${Math.floor(minutes / MINUTE)} h ${minutes % MINUTE} min`;
}
