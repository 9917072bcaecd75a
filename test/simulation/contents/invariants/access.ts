import type { Delivery } from '../../deliveries';
import { declares, isExclusive, Removal, retained } from '../removals';
import type { Contents } from '../declared';
import type { ContentsRun } from '../run';
import type { ContentsInvariant } from './invariant';

/** Who is in a group and is to stay there, by what was deployed last with success, is never taken out; and others only leave a group that is exclusive. */
export const access: ContentsInvariant = {
  name: 'access',
  holds: 'nobody loses a membership before the clean-up of a successful update, nor then if the file has a row for it.',
  afterAll(run) {
    return run.removals.filter(({ change }) => change.kind === 'GroupMembership').flatMap((removal) => {
      const objection = objectionTo(run, removal);
      return objection === undefined || countsAsNew(run, removal.change.author) ? [] : [`${removal.change.id} of ${removal.user} in ${removal.group} is removed in ${removal.change.stackStatus}: ${objection}`];
    });
  },
};

function objectionTo(run: ContentsRun, removal: Removal): string | undefined {
  const { change: { id, stackStatus }, deploying: { declared, before, started, rollback } } = removal;
  const created = run.ledger.creation(id)?.at ?? -Infinity;
  switch (stackStatus) {
    case 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS':
    case 'UPDATE_COMPLETE':
      return declared ? inTheFile(declared, removal) : notDestroyed(run, removal);
    case 'CREATE_IN_PROGRESS':
    case 'UPDATE_IN_PROGRESS':
      return inTheFile(rollback ? before : declared, removal);
    case 'ROLLBACK_IN_PROGRESS':
    case 'UPDATE_ROLLBACK_IN_PROGRESS':
    case 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS':
      return created >= started ? inTheFile(before, removal, run.plan.identityStore.lookupsIgnoreCase) : 'it was there before';
    case 'UPDATE_FAILED':
      // The function can't know that CloudFormation has given it up.
      return rollback ? 'the update has failed' : inTheFile(declared, removal);
    case 'DELETE_IN_PROGRESS':
      return undefined;
    default: return 'nothing is deployed then';
  }
}

/** Whether an event is delivered once more after another one. Only the date in its URL could tell that it isn't the newest. */
function countsAsNew(run: ContentsRun, { event: { RequestId }, started }: Delivery): boolean {
  const first = run.events.findIndex(({ event }) => event.RequestId === RequestId);
  const isLate = !run.plan.switches.datedAnswerUrl
    && run.events.slice(first).some((other) => other.event.RequestId !== RequestId && other.started < started);
  if (isLate) run.excused.add('an event came late whose URL doesn\'t tell when it was made');
  return isLate;
}

function inTheFile(contents: Contents | undefined, removal: Removal, lookupsIgnoreCase = true): string | undefined {
  return contents && declares(contents, removal, lookupsIgnoreCase) ? 'the file has a row for it' : undefined;
}

/** The construct has gone. */
function notDestroyed(run: ContentsRun, removal: Removal): string | undefined {
  const contents = retained(run, removal.deploying);
  return contents && declares(contents, removal) ? 'the contents are retained' : undefined;
}

/** For whom a group is exclusive, so that whoever is in it may be taken out. */
export function isOfExclusiveGroup({ group, deploying: { declared, before } }: Removal): boolean {
  return [declared, before].some((contents) => contents && isExclusive(contents, group));
}
