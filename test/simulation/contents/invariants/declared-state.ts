import type { Group, Membership, User } from '../../../../sandbox/identity-store/entities';
import { STORE } from '../../../support/ids';
import { isOf } from '../../ledger';
import { checked, exclusiveGroups, nameForm, pairOf } from '../declared';
import { attributesOf } from '../file-lines';
import { isByContents } from '../removals';
import type { ContentsRun, Deployment } from '../run';
import { isRecognizable } from './recognizable';
import type { ContentsInvariant } from './invariant';
import { wasKept } from './kept';

const SUCCEEDED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** After a deployment in peace, with every row looked at, the store is as the file says. */
export const declaredState: ContentsInvariant = {
  name: 'declared state',
  holds: 'after a successful deployment in peace every row is there as declared, exclusive groups have nobody else, and memberships whose row has gone are gone.',
  afterRetry: differences,
  afterDeployment(run, deployment) {
    const isDisturbed = run.ledger.changes.some(({ author, at }) => author === 'OTHERS' && at >= (run.deployments[0]?.started ?? 0));
    return isDisturbed ? [] : missingRows(run, deployment);
  },
};

function differences(run: ContentsRun, deployment: Deployment): readonly string[] {
  return [...missingRows(run, deployment), ...leftMembers(run, deployment)];
}

function missingRows(run: ContentsRun, { declared, status, stack, isOver }: Deployment): readonly string[] {
  if (!declared || !SUCCEEDED.includes(status) || !isOver) return [];
  const { users, groups, members } = checked(declared.file);
  const store = liveStore(run);
  const missing = [
    ...users.flatMap((row) => {
      const user = store.users.get(nameForm(row.name));
      return user && isSameUser(user, attributesOf(row)) ? [] : [`user ${row.name} is ${user ? JSON.stringify(user) : 'missing'}`];
    }),
    ...groups.flatMap((row) => {
      const group = store.groups.get(nameForm(row.name));
      const isSame = group && (row.description === undefined || row.description === group.Description);
      return isSame ? [] : [`group ${row.name} is ${group ? JSON.stringify(group) : 'missing'}`];
    }),
    ...members.flatMap((row) => (store.pairs.has(pairOf(row)) ? [] : [`${row.user} isn't in ${row.group}`])),
  ];
  const failed = failedOf(run, stack.id);
  return missing.length <= failed ? [] : missing;
}

function leftMembers(run: ContentsRun, { declared, status, stack }: Deployment): readonly string[] {
  if (!declared || !SUCCEEDED.includes(status) || failedOf(run, stack.id) > 0) return [];
  const file = checked(declared.file);
  const rows = new Set(file.members.map(pairOf));
  const exclusive = new Set([...exclusiveGroups({ ...declared, file }).keys()].map(nameForm));
  return [...liveStore(run).pairs].filter(([pair]) => !rows.has(pair)).flatMap(([pair, { MembershipId, GroupId, MemberId }]) => {
    const creation = run.ledger.creation(MembershipId);
    const isRenamed = [GroupId, MemberId.UserId].some((id) => run.ledger.touchedByOthers(id, stack.id));
    const isOwn = creation !== undefined && isOf(creation.author, stack.id) && isByContents(creation.author)
      && isRecognizable(run, stack.id, creation) && !isRenamed && !wasKept(run, MembershipId, Infinity);
    const isIntruder = exclusive.has(pair.split('/')[0] as string);
    return isOwn || isIntruder ? [`${pair} is still there, ${isOwn ? 'made by the contents' : 'in an exclusive group'}`] : [];
  });
}

/** How many rows the last answer says have failed. */
function failedOf(run: ContentsRun, stackId: string): number {
  const last = run.events.filter(({ part, event }) => part === 'PASS' && event.StackId === stackId && event.RequestType !== 'Delete').at(-1);
  // What fails in the background is in no answer.
  if (last && run.deploying.declared?.handling === 'BACKGROUND' && run.results.get(last) !== 'AS_DECLARED') return Infinity;
  const bodies = run.events.filter(({ event }) => event.StackId === stackId && event.RequestType !== 'Delete').flatMap((delivery) => delivery.bodies);
  const { Data } = JSON.parse(bodies.at(-1) ?? '{}') as { readonly Data?: { readonly Failed?: string } };
  return Number(Data?.Failed ?? 0);
}

function liveStore(run: ContentsRun): {
  readonly users: ReadonlyMap<string, User>; readonly groups: ReadonlyMap<string, Group>; readonly pairs: ReadonlyMap<string, Membership>;
} {
  const { users, groups, memberships } = run.sandbox.identityStores.store(STORE);
  const pairs = [...memberships.values()].map((membership): [string, Membership] => {
    const { GroupId, MemberId: { UserId } } = membership;
    return [pairOf({ group: groups.get(GroupId)?.DisplayName ?? '', user: users.get(UserId)?.UserName ?? '' }), membership];
  });
  return {
    users: new Map([...users.values()].map((user) => [nameForm(user.UserName), user])),
    groups: new Map([...groups.values()].map((group) => [nameForm(group.DisplayName), group])),
    pairs: new Map(pairs),
  };
}

function isSameUser(live: User, declared: ReturnType<typeof attributesOf>): boolean {
  const isSame = (one: unknown, other: unknown): boolean => other === undefined || one === other;
  return isSame(live.DisplayName, declared.DisplayName) && isSame(live.Name?.GivenName, declared.Name?.GivenName) && isSame(live.Title, declared.Title)
    && isSame(live.Emails?.[0]?.Value?.toLowerCase(), declared.Emails?.[0]?.Value);
}
