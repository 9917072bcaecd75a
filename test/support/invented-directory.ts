import { Entity, OrganizationSnapshot, Snapshot, SNAPSHOT_FORMAT, StackSnapshot } from '../../sandbox/seed/snapshot';
import { seededRandom } from './seeded-random';

/** How large an invented directory is. */
export interface DirectorySize {
  readonly people: number;
  /** At least 10. */
  readonly groups: number;
  readonly accounts: number;
}

const MANAGEMENT = '111122220000';
const REGION = 'eu-central-1';

const FIRST = ['ada', 'grace', 'linus', 'barbara', 'edsger', 'donald', 'alan', 'katherine', 'margaret', 'dennis', 'radia', 'tim', 'frances', 'john', 'adele', 'hedy'];
const LAST = ['berg', 'okafor', 'lindqvist', 'moreau', 'tanaka', 'novak', 'silva', 'haddad', 'kowalski', 'schmidt', 'rossi', 'nguyen', 'ivanova', 'keller', 'dubois'];
const TEAMS = ['payments', 'search', 'mobile', 'platform', 'data', 'billing', 'support', 'growth', 'security', 'design'];
const ROLES = ['on-call', 'auditors', 'administrators', 'release'];
const PROJECTS = ['north', 'south', 'west', 'east'];

/** What is there in an organization that nobody has: teams, roles across them, projects of neighbouring teams, and everyone. */
export function inventedDirectory(size: DirectorySize): Snapshot {
  const random = seededRandom(7);
  const groups = groupNames(size.groups).map((DisplayName, index): Entity => ({ GroupId: idOf('2', index), DisplayName }));
  const users = Array.from({ length: size.people }, (_, index): Entity => {
    const [first, last] = [FIRST[index % FIRST.length] ?? '', LAST[Math.floor(index * 7 / FIRST.length + index) % LAST.length] ?? ''];
    const round = Math.floor(index / (FIRST.length * LAST.length));
    return { UserId: idOf('1', index), UserName: `${first}.${last}${round === 0 ? '' : round + 1}`, DisplayName: `${first} ${last}`, Emails: [{ Value: `${first}.${last}@example.com` }] };
  });
  const memberships = users.flatMap((user, person) => groupsOf(person, size, random).map((group): Entity => ({
    MembershipId: idOf('3', person * 1000 + group), GroupId: groups[group]?.GroupId, MemberId: { UserId: user.UserId },
  })));
  return {
    format: SNAPSHOT_FORMAT,
    reading: {
      version: '0.1.0', startedAt: '2026-11-29T11:59:00.000Z', endedAt: '2026-11-29T12:00:00.000Z', region: REGION, stackRegions: [REGION],
      caller: { account: MANAGEMENT, arn: `arn:aws:sts::${MANAGEMENT}:assumed-role/Reader/ada.berg` },
    },
    identityStores: [{ identityStoreId: 'd-1234567890', region: REGION, users, groups: [...groups, { GroupId: idOf('2', 999), DisplayName: 'former-project' }], memberships }],
    organization: organizationOf(size.accounts),
    stacks: [
      stackOf('Groups', 'Custom::IdentityStoreGroup', groups.slice(0, -2), 'GroupId', 4),
      stackOf('People', 'Custom::IdentityStoreUser', users.slice(0, Math.floor(users.length * 0.8)), 'UserId', 3),
      stackOf('Memberships', 'Custom::IdentityStoreGroupMembership', memberships.slice(0, Math.floor(memberships.length * 0.7)), 'MembershipId', 6),
    ],
    notRead: [],
  };
}

/** Half of the groups are teams; the last one is everyone. */
function groupNames(count: number): string[] {
  const numbered = (names: readonly string[], prefix: string, length: number): string[] => Array.from({ length }, (_, index) =>
    `${prefix}${names[index % names.length]}${index < names.length ? '' : `-${Math.floor(index / names.length) + 1}`}`);
  const [teams, roles] = [Math.floor(count / 2), Math.floor(count / 5)];
  return [...numbered(TEAMS, 'team-', teams), ...numbered(ROLES, '', roles), ...numbered(PROJECTS, 'project-', count - teams - roles - 1), 'everyone'];
}

/** A few are in no group. */
function groupsOf(person: number, { groups, people }: DirectorySize, random: () => number): number[] {
  const [teams, roles] = [Math.floor(groups / 2), Math.floor(groups / 5)];
  const projects = groups - teams - roles - 1;
  if (random() < 0.04) return [];
  const team = Math.floor(person * teams / people);
  return [
    team,
    ...(random() < 0.2 ? [teams + Math.floor(random() * roles)] : []),
    ...(random() < 0.4 ? [teams + roles + Math.floor((team + random()) * projects / (teams + 1))] : []),
    groups - 1,
  ];
}

function organizationOf(count: number): OrganizationSnapshot {
  const unit = (Id: string, Name: string, ParentId: string) => ({ Id, Name, ParentId });
  const units = [
    unit('ou-ab12-workloads', 'Workloads', 'r-ab12'), unit('ou-ab12-production', 'Production', 'ou-ab12-workloads'), unit('ou-ab12-test', 'Test', 'ou-ab12-workloads'),
    unit('ou-ab12-security', 'Security', 'r-ab12'), unit('ou-ab12-former', 'Suspended', 'r-ab12'),
  ];
  const purposes = [['payments-production', 'ou-ab12-production'], ['payments-test', 'ou-ab12-test'], ['log-archive', 'ou-ab12-security'], ['search-production', 'ou-ab12-production'],
    ['search-test', 'ou-ab12-test'], ['former-shop', 'ou-ab12-former'], ['audit', 'ou-ab12-security'], ['mobile-production', 'ou-ab12-production'], ['mobile-test', 'ou-ab12-test']] as const;
  const accounts = Array.from({ length: count }, (_, index) => {
    const [name, parent] = index === 0 ? ['management', 'r-ab12'] : purposes[(index - 1) % purposes.length] ?? ['other', 'r-ab12'];
    const round = Math.floor((index - 1) / purposes.length);
    return {
      Id: String(Number(MANAGEMENT) + index), Name: `${name}${round > 0 ? `-${round + 1}` : ''}`, Email: `aws+${index}@example.com`, ParentId: parent,
      State: parent === 'ou-ab12-former' ? 'SUSPENDED' : 'ACTIVE', JoinedMethod: index % 3 === 0 ? 'CREATED' : 'INVITED',
    };
  });
  const invitation = (number: number, Type: string, Id: string, State: string, ExpirationTimestamp: string): Entity =>
    ({ Id: `h-example${number}`, Action: 'INVITE', State, ExpirationTimestamp, Parties: [{ Id: 'example111', Type: 'ORGANIZATION' }, { Id, Type }], Resources: [] });
  return {
    organization: { Id: 'o-example111', FeatureSet: 'ALL', MasterAccountId: MANAGEMENT },
    roots: [{ Id: 'r-ab12', Name: 'Root' }],
    organizationalUnits: units,
    accounts,
    handshakes: [
      invitation(1, 'EMAIL', 'research@example.com', 'OPEN', '2026-12-08T12:00:00.000Z'), invitation(2, 'ACCOUNT', '444455556666', 'OPEN', '2026-12-01T09:00:00.000Z'),
      invitation(3, 'EMAIL', 'partner@example.com', 'EXPIRED', '2026-11-12T12:00:00.000Z'),
    ],
  };
}

/** A stack that has adopted every so many of them, and has made the others. */
function stackOf(stackName: string, type: string, entities: readonly Entity[], id: string, adoptedEvery: number): StackSnapshot {
  return {
    account: MANAGEMENT, region: REGION, stackName, stackId: `arn:aws:cloudformation:${REGION}:${MANAGEMENT}:stack/${stackName}/1`, status: 'UPDATE_COMPLETE',
    lastChangedAt: '2026-11-20T08:30:00.000Z', parameters: {}, outputs: [], template: '{}',
    resources: entities.map((entity, index) => ({
      logicalId: `${stackName}${index}`, physicalId: `${index % adoptedEvery === 1 ? 'adopted' : 'created'}:${String(entity[id])}`, type, status: 'CREATE_COMPLETE',
    })),
  };
}

function idOf(kind: string, number: number): string {
  return `9067642ac7-${kind}${String(number).padStart(7, '0')}-0000-4000-8000-000000000000`;
}
