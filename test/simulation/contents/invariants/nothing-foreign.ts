import type { User } from '../../../../sandbox/identity-store/entities';
import { isOf } from '../../ledger';
import type { Removal } from '../removals';
import type { ContentsRun } from '../run';
import { isOfExclusiveGroup } from './access';
import { mayBeTakenForOwn } from './ownership';
import type { ContentsInvariant } from './invariant';

/** What others have made is never deleted, but for members of exclusive groups, and memberships that were taken over on purpose. */
export const nothingForeign: ContentsInvariant = {
  name: 'nothing foreign',
  holds: 'nothing that others made is deleted, but for members of exclusive groups, and memberships that OVERWRITE took over; and nothing that a provider owns.',
  afterAll(run) {
    return run.removals.flatMap((removal) => {
      const objection = objectionTo(run, removal);
      const { kind, id } = removal.change;
      return objection === undefined ? [] : [`${kind} ${id} is deleted in ${removal.change.stackStatus}: ${objection}`];
    });
  },
};

function objectionTo(run: ContentsRun, removal: Removal): string | undefined {
  const { change: { id, kind, before, author } } = removal;
  if (kind !== 'GroupMembership' && (before?.value as Partial<User> | undefined)?.ExternalIds !== undefined && !wasTakenJustThen(run, removal)) return 'a provider owns it';
  const creation = run.ledger.creation(id);
  if (creation && isOf(creation.author, author.event.StackId)) return undefined;
  if (kind === 'GroupMembership' && (isOfExclusiveGroup(removal) || isOverwriting(run, removal))) return undefined;
  return mayBeTakenForOwn(run, id, author.event.StackId) ? undefined : 'the contents did not create it';
}

/** A provider took it over while the function was about to delete it. */
function wasTakenJustThen(run: ContentsRun, { change: { id, at } }: Removal): boolean {
  return run.ledger.of(id).some((change) => change.author === 'OTHERS' && change.at <= at && change.at >= at - 10_000);
}

/** Whether contents of the stack have taken memberships over on purpose. */
export function isOverwriting(run: ContentsRun, { change: { author } }: Removal): boolean {
  return run.events.some(({ event }) => event.StackId === author.event.StackId && event.ResourceProperties.MembershipConflictPolicy === 'OVERWRITE');
}
