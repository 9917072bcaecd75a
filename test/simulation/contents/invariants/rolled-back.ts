import { isOf } from '../../ledger';
import { declares, isByContents, removalOf } from '../removals';
import type { Change } from '../../ledger';
import type { Delivery } from '../../deliveries';
import type { Group, Membership, User } from '../../../../sandbox/identity-store/entities';
import { isRecognizable } from './recognizable';
import type { ContentsInvariant } from './invariant';

/** What an update has brought is gone again once it is rolled back. */
export const rolledBack: ContentsInvariant = {
  name: 'rolled back',
  holds: 'after a rollback nobody is in a group whom the failed deployment has put there; after that of the first creation nothing is there that it has made.',
  afterDeployment(run, { status, started, stack, before, declared, events }) {
    const isFirst = status === 'ROLLBACK_COMPLETE';
    if (!isFirst && status !== 'UPDATE_ROLLBACK_COMPLETE') return [];
    const isDenied = run.events.some(({ started: at, faults }) => at >= started && faults.some((fault) => fault.includes('ACCESS_DENIED')));
    const isUnanswered = events.some(({ reason = '' }) => /did not receive a response|CONTENTS_ABANDONED/.test(reason));
    if (isDenied || isUnanswered) return [];
    const names = new Map([...run.ledger.all].flatMap(({ id, value }): [string, string][] => {
      const name = (value as Partial<User>).UserName ?? (value as Partial<Group>).DisplayName;
      return name === undefined ? [] : [[id, name]];
    }));
    const isRenamedByOthers = ({ GroupId, MemberId }: Membership): boolean => [GroupId, MemberId.UserId].some((id) => run.ledger.touchedByOthers(id, stack.id));
    const isProviderOwned = (value: object): boolean => (value as Partial<User>).ExternalIds !== undefined;
    return [...run.ledger.all].filter(({ kind, value }) => kind === 'GroupMembership' || (isFirst && !isProviderOwned(value))).flatMap(({ id, kind, value }) => {
      const creation = run.ledger.creation(id);
      if (!creation || creation.at < started || !isByContents(creation.author) || !isOf(creation.author, stack.id)) return [];
      if (!isRecognizable(run, stack.id, creation)) return [];
      const change = { ...creation, before: { kind, id, value: value as Membership } } as Change & { author: Delivery };
      const removal = removalOf(change, names, { declared, before, started, rollback: true });
      if (!isFirst && before && (declares(before, removal) || isRenamedByOthers(value as Membership))) return [];
      return [`${kind} ${id} of ${removal.user ?? names.get(id)} in ${removal.group} is still there`];
    });
  },
};
