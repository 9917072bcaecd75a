import { Change, Plan, PLAN_FORMAT, ResourcePlan, StackPlan, totalsOf, Verb } from '../../rehearsal/plan';
import type { Entity, Snapshot } from '../../sandbox/seed/snapshot';

/** A plan for an invented directory: one team moves to another, somebody leaves, and a few things stand in the way. */
export function inventedPlan({ identityStores, reading: { startedAt, endedAt, caller, region } }: Snapshot): Plan {
  const [store] = identityStores;
  const people = store?.users.map(({ UserName }) => String(UserName)) ?? [];
  const pairs = store?.memberships.map((membership) => pairOf(membership, store.users, store.groups)) ?? [];
  const [first = '', second = '', third = '', last = ''] = [people[0], people[1], people[2], people.at(-1)];
  const left = pairs.filter(({ user }) => user === last);
  const stacks = [
    stackOf('Groups', [
      resource('Groups/Research', 'creates', 'group', 'team-research'),
      resource('Groups/Auditors', 'adopts', 'group', 'auditors', [{ attribute: 'Description', before: 'Made by hand', after: 'May read every account' }]),
    ]),
    stackOf('People', [
      {
        ...resource('People/Second', 'refused', 'user', second),
        reason: {
          code: 'IDENTITY_MISMATCH', message: `user "${second}" already exists with the e-mail address ${second}@former.example, but ${second}@example.com is declared`,
          remedy: 'If it is the same person, declare the address that the user has or correct it in IAM Identity Center; if not, declare another userName, then deploy again',
        },
      },
      resource('People/Third', 'changes', 'user', third, [
        { attribute: 'DisplayName', before: third.replace('.', ' '), after: `${third.split('.')[0]} moreau-lindqvist` }, { attribute: 'Title', after: 'Principal engineer' },
      ]),
      { ...resource('People/Last', 'deletes', 'user', last), access: 'takes' },
      { ...membership(second, 'team-research', 'not reached'), dependsOn: ['Second'] },
    ]),
    stackOf('Memberships', [
      ...pairs.slice(0, 60).filter(({ user }) => user !== second).map(({ user, group }) => membership(user, group, 'keeps')),
      ...left.map(({ user, group }) => ({ ...membership(user, group, 'deletes'), access: 'takes' as const })),
      ...[first, third, ...people.slice(3, 7)].map((user) => ({ ...membership(user, 'team-research', 'creates'), access: 'gives' as const })),
      { ...membership(first, 'team-payments', 'deletes'), access: 'takes' },
    ]),
  ];
  return {
    format: PLAN_FORMAT,
    made: { version: '0.1.0', at: '2026-11-29T12:05:00.000Z', snapshot: { startedAt, endedAt, caller, region } },
    stacks,
    totals: totalsOf(stacks),
    remarks: ['Service control policies are not rehearsed.'],
  };
}

interface Pair {
  readonly user: string;
  readonly group: string;
}

function pairOf({ MemberId, GroupId }: Entity, users: readonly Entity[], groups: readonly Entity[]): Pair {
  const { UserId } = MemberId as { readonly UserId: string };
  const [user, group] = [users.find((each) => each.UserId === UserId), groups.find((each) => each.GroupId === GroupId)];
  return { user: String(user?.UserName), group: String(group?.DisplayName) };
}

function membership(user: string, group: string, verb: Verb): ResourcePlan {
  return resource(`Memberships/${group}/${user}`, verb, 'membership', `${user} in ${group}`);
}

function resource(path: string, verb: Verb, kind: string, name: string, changes: readonly Change[] = []): ResourcePlan {
  const types: Readonly<Record<string, string>> = { user: 'User', group: 'Group', membership: 'GroupMembership' };
  return { path, logicalId: path.split('/').slice(1).join('').replace(/\W/g, ''), type: `Custom::IdentityStore${types[kind]}`, entity: { kind, name }, verb, changes };
}

function stackOf(stackName: string, resources: readonly ResourcePlan[]): StackPlan {
  return { stackName, account: '111122220000', region: 'eu-central-1', isNew: false, resources, others: 4 };
}
