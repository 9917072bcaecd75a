import { isGoingAway, isRollingBack, isUndoingUpdate } from '../../guard/stack-view';
import type { Head } from '../ledger/head';
import type { VersionId } from '../ledger/version-id';

/** What a Delete knows. */
export interface DeletionFacts {
  /** What the id of the event says, if it is one of contents. */
  readonly id: VersionId | undefined;
  readonly head: Pick<Head, 'version'>;
  /** Whether CloudFormation has an id of the contents by now, though the event has none. */
  readonly isCreatedSince: boolean;
  /** Whether the update has left something out that is to leave. */
  readonly isOwing: boolean;
  /** Of the root stack; nothing if it can't be read. */
  readonly status: string | undefined;
  /** When the operation of the stack began, in milliseconds since 1970, if that is known. */
  readonly began: number | undefined;
  readonly isDestroyed: boolean;
}

/**
 * What a Delete does. `PAY`: the update has succeeded, and what it left out leaves. `UNDO`: the creation of the contents is taken back. `DESTROY`: the
 * construct or the stack goes, and what the contents have created goes with it. `REPEAT`: nothing, since CloudFormation creates the contents again after a
 * Create that failed, on a stack without rollback. `KEEP`: nothing.
 */
export type ContentsDeletion = 'PAY' | 'UNDO' | 'DESTROY' | 'REPEAT' | 'KEEP';

export function decideContentsDeletion({ id, head, isCreatedSince, isOwing, status, began, isDestroyed }: DeletionFacts): ContentsDeletion {
  const { version } = head;
  const isUndone = isCreationUndone(head, status, began);
  const isGone = status !== undefined && isGoingAway({ status });
  if (!id && status === 'UPDATE_IN_PROGRESS') return 'REPEAT';
  // CloudFormation never learned what that Create has made. But another one may have succeeded since.
  if (!id) return !isCreatedSince || isGone || isUndone ? 'UNDO' : 'KEEP';
  // A stack that goes may have kept the id of before a rollback that failed.
  const isOther = version !== undefined && id.sequence !== version.sequence && status !== 'DELETE_IN_PROGRESS';
  if (isOther) return isOwing && isCleaningUp(status) ? 'PAY' : 'KEEP';
  if (isUndone) return 'UNDO';
  return isDestroyed && status !== undefined ? 'DESTROY' : 'KEEP';
}

/** CloudFormation's Delete of what an update has replaced. Only then is it certain that the update isn't rolled back. */
export function isCleaningUp(status: string | undefined): boolean {
  return status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' || status === 'UPDATE_COMPLETE';
}

/** Whether the operation that created the contents is rolled back. */
function isCreationUndone({ version }: DeletionFacts['head'], status: string | undefined, began: number | undefined): boolean {
  if (status === undefined || version?.created === undefined || !isRollingBack({ status })) return false;
  if (isUndoingUpdate({ status })) return began !== undefined && version.signed >= began - SECOND;
  return isGoingAway({ status });
}

/** The time in a signed URL has whole seconds. */
const SECOND = 1000;
