import type { AwsError } from '../errors/aws-error';
import type { Unanswered } from './unanswered';
import type { Failure } from './failure';
import { again, Attempt, repeat, Schedule, settled, Tries } from './repeat';
import { CallFailed, CallResult, Done, done, Missing, Result } from './result';
import type { Session } from './session';

/** What to say of a conflict with something that isn't found. */
export type Unresolved = (conflict: AwsError, tries: Tries) => Failure;

/** What stands in the way of a create. */
export type Finding<Found> =
  | { readonly kind: 'FOUND'; readonly found: Found }
  | { readonly kind: 'NOTHING'; readonly unresolved: Unresolved }
  | Failure;

/** What is particular to creating one kind of entity. */
export interface Creation<Found, Made> {
  /** The retries after a conflict with something that isn't found, or that can't be taken over yet. */
  readonly schedule: Schedule;
  /**
   * @param unanswered gets every attempt whose effect nobody knows
   */
  create(unanswered: Unanswered[]): Promise<CallResult<Made> | Failure>;
  /** Looks for what a create conflicts with. */
  find(conflict: AwsError): Promise<Finding<Found>>;
  /** Looks for what one of the attempts without an answer has made all the same. */
  findOwn(unanswered: readonly Unanswered[]): Promise<Made | undefined>;
  /** Takes over what was there, says why not, or tries again what may pass. */
  takeOver(found: Found, unanswered: readonly Unanswered[], conflict: AwsError): Promise<Attempt<Result<Made>>>;
  /** Why nothing could be created, or what is there all the same. */
  notCreated(result: Missing | CallFailed): Promise<Result<Made>>;
}

/**
 * Creates an entity, without looking for it first. After a conflict the existing entity is looked for, and taken over if it may be. If it isn't found, the
 * create is repeated. If the create fails in the end, a last look shows whether one of its attempts has made the entity all the same.
 *
 * @param unanswered attempts of an earlier call of the function, of which it doesn't know the effect; gets those of this one, too
 */
export function createOrTakeOver<Found, Made>(
  session: Session, creation: Creation<Found, Made>, unanswered: Unanswered[] = [],
): Promise<Result<Made>> {
  return repeat<Result<Made>>(session, creation.schedule, async () => {
    const created = await creation.create(unanswered);
    switch (created.kind) {
      case 'DONE':
      case 'REFUSED': return settled(created);
      case 'CONFLICT': return meet(creation, unanswered, created.error);
      case 'MISSING':
      case 'FAILED': return settled(await findOwn(session, creation, unanswered) ?? await creation.notCreated(created));
    }
  });
}

async function meet<Found, Made>(
  creation: Creation<Found, Made>, unanswered: readonly Unanswered[], conflict: AwsError,
): Promise<Attempt<Result<Made>>> {
  const finding = await creation.find(conflict);
  switch (finding.kind) {
    case 'FOUND': return creation.takeOver(finding.found, unanswered, conflict);
    case 'NOTHING': return again((tries) => finding.unresolved(conflict, tries));
    case 'REFUSED': return settled(finding);
  }
}

async function findOwn<Found, Made>(
  session: Session, creation: Creation<Found, Made>, unanswered: readonly Unanswered[],
): Promise<Done<Made> | undefined> {
  if (unanswered.length === 0) return undefined;
  session.allowLastLook();
  const made = await creation.findOwn(unanswered);
  return made === undefined ? undefined : done(made);
}
