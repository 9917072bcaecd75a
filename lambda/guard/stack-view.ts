import { accountInArn } from './arn';
import type { Owned } from './ownership';
import { quoted, shown } from './wording';

/** The resource that asks. */
export interface Asker {
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly resourceType: string;
  /** The whole physical resource id that the event is about, if it has one. */
  readonly physicalResourceId?: string;
  /** When CloudFormation made the event, in milliseconds since 1970, in whole seconds; missing if its signed URL doesn't tell. */
  readonly signed?: number;
}

/** The account of the stack, from its ARN. */
export function accountOf({ stackId }: Pick<Asker, 'stackId'>): string {
  return accountInArn(stackId);
}

/** A resource of the stack that holds an entity. */
export interface Holder extends Owned {
  readonly logicalResourceId: string;
  /** When its status changed last, in milliseconds since 1970. */
  readonly changed: number;
  /** Where its construct is in the app, if the template was read and says so. */
  readonly constructPath?: string;
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
  /**
   * Only other resources count. The asker itself may hold the entity through an earlier delivery of the same event, or before a replacement that is rolled
   * back.
   */
  readonly amongOthers?: true;
  /** Resources that are being created get a moment to say what they hold: one of them may be about to take the entity over. */
  readonly onceCreated?: true;
  /** The entity is deleted if nobody holds it. So no list may leave out a holder, and no list of an earlier operation counts. The status is told as well. */
  readonly forSure?: true;
  /** Whether the holder stays with what it holds. */
  readonly stays?: true;
  /**
   * When the entity was made, in milliseconds since 1970, if that is known. An older list doesn't tell who has made it. Resources that were in progress at that
   * time haven't said yet what they have made.
   */
  readonly madeAt?: number;
  /** Nothing that was read before counts. */
  readonly anew?: true;
}

/** A resource that may have made an entity: it was in progress at that time, and still is. */
export interface Maker {
  readonly logicalResourceId: string;
  /** What it is declared with in this operation, if that is known. */
  readonly declared?: Declared;
}

/** What was asked for; nothing of the rest. */
export interface StackView {
  readonly status?: string;
  readonly holder?: Holder;
  /** The possible makers of an entity that nobody holds, if the time of its creation is known. */
  readonly makers?: readonly Maker[];
  /** Whether the holder stays, and how that is known. Only there if it was asked for, and if the holder isn't the asker. */
  readonly staying?: Staying;
  /** The stack has begun another operation since the event was made, so that nobody waits for it any more. */
  readonly isOvertaken?: true;
}

/** What the own stack says of an entity that may come from a Create without an answer. */
export interface OrphanView {
  /** When the operation began, in milliseconds since 1970, if that is known. */
  readonly began?: number;
  /** Whether another resource of the stack has it, whatever becomes of that one. */
  readonly isHeld: boolean;
  /** The stack has begun another operation since the event was made. The entity may come from that operation. */
  readonly isOvertaken?: true;
}

/** What the template that was read declares a resource with; functions of CloudFormation are left as they stand. */
type Declared = Readonly<Record<string, unknown>>;

/** What the template of the stack says of a holder. */
export type Staying =
  /** It is the template of the operation under way, since the asker is in it. */
  | { readonly template: 'NEW'; readonly stays: boolean; readonly declared: Declared }
  /** It is the template from before. What this very operation has created or updated stays; whether anything else does isn't known. */
  | { readonly template: 'OLD'; readonly stays: boolean; readonly declared: Declared }
  | { readonly template: 'UNREADABLE'; readonly stays?: never };

/** The statuses of a stack that is going away as a whole, so that no other resource of it will keep anything. */
const GOING_AWAY: readonly string[] = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

export function isGoingAway({ status }: StackView): boolean {
  return GOING_AWAY.some((going) => going === status);
}

/** Whether all creates and updates are over, so that nothing changes hands any more. */
export function isSettled(status: string): boolean {
  return status.endsWith('_CLEANUP_IN_PROGRESS') || !status.endsWith('_IN_PROGRESS');
}

/**
 * Whether an update is being undone. The obstacle that stopped the update may stop the rollback too. A rollback that failed would leave a stack that can't be
 * updated any more.
 */
export function isUndoingUpdate({ status }: StackView): boolean {
  return status?.startsWith('UPDATE_ROLLBACK_') === true;
}

/** Whether a create or an update is being undone. */
export function isRollingBack({ status }: StackView): boolean {
  return status?.includes('ROLLBACK') === true;
}

/** What a failed look was for, in messages. */
export function lookingForHolderOf(entity: string): string {
  return `looking whether another resource of the stack holds ${entity}`;
}

/** What a failed look was for, in messages. */
export const LOOKING_FOR_ROLLBACK = 'looking whether the stack is being rolled back';

/** A resource of the stack as messages name it: what CloudFormation's console shows, and where it is in the app. */
export function titleOfHolder({ logicalResourceId, constructPath }: Holder): string {
  return constructPath === undefined ? quoted(logicalResourceId) : `${quoted(logicalResourceId)}, construct ${shown(constructPath)}`;
}
