import type { Owned } from './ownership';

/** The resource that asks. */
export interface Asker {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly resourceType: string;
}

/** The account of the stack, from its ARN. */
export function accountOf({ stackId }: Pick<Asker, 'stackId'>): string {
  return stackId.split(':')[4] ?? '';
}

/** A resource of the stack that holds an entity. */
export interface Holder extends Owned {
  readonly logicalResourceId: string;
  /** When its status changed last, in milliseconds since 1970. */
  readonly changed: number;
}

/** What a resource wants to know of its own stack. Nothing else is looked at. */
export interface Question {
  /** What the stack is doing. While it goes away as a whole nobody holds anything, and nobody is looked for. */
  readonly status?: true;
  /** Which resource of the asker's type holds an entity. */
  readonly holder?: HolderQuestion;
}

export interface HolderQuestion {
  /** The service's id of the entity. */
  readonly id: string;
  /** Only other resources count: the asker may hold it by an earlier delivery of the same event, or before a replacement that is rolled back. */
  readonly amongOthers?: true;
  /** Resources that are being created get a moment to say what they hold: one of them may be about to take the entity over. */
  readonly onceCreated?: true;
  /** Nobody counts only if two lists in a row are the same: a list that gets shorter while its pages are read can leave out what it has. */
  readonly forSure?: true;
  /** Whether the holder stays with what it holds. */
  readonly stays?: true;
}

/** What was asked for; nothing of the rest. */
export interface StackView {
  readonly status?: string;
  readonly holder?: Holder;
  /** What this very operation has created or updated is in its template, and so isn't the old one of a renamed construct. */
  readonly holderStays?: boolean;
}

/** The statuses of a stack that is going away as a whole, so that no other resource of it will keep anything. */
const GOING_AWAY: readonly string[] = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

export function isGoingAway({ status = '' }: StackView): boolean {
  return GOING_AWAY.includes(status);
}

/**
 * Whether an update is being undone. A resource that can't be brought back then, because of what was in the way of the update as well, would
 * leave the stack in a state in which it can't be updated any more.
 */
export function isUndoingUpdate({ status = '' }: StackView): boolean {
  return status.startsWith('UPDATE_ROLLBACK_');
}

/** Whether a create or an update is being undone. */
export function isRollingBack({ status = '' }: StackView): boolean {
  return status.includes('ROLLBACK');
}

/** What a failed look was for, in messages. */
export function lookingForHolderOf(entity: string): string {
  return `looking whether another resource of the stack holds ${entity}`;
}
