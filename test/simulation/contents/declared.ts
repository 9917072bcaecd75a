import type { ConflictPolicyName } from '../../../lib/contract/identity-store';

/** A row of a user in a file of contents. */
export interface UserRow {
  readonly name: string;
  readonly givenName: string;
  readonly email?: string | undefined;
  readonly title?: string | undefined;
  readonly formerName?: string | undefined;
}

export interface GroupRow {
  readonly name: string;
  readonly description?: string | undefined;
  readonly formerName?: string | undefined;
}

export interface MemberRow {
  readonly group: string;
  readonly user: string;
  /** Whether it may be of a group or a user that the file has no row for. */
  readonly isOutside: boolean;
}

/** What a table of each kind says. */
export interface DeclaredFile {
  readonly users: readonly UserRow[];
  readonly groups: readonly GroupRow[];
  readonly members: readonly MemberRow[];
}

/** Where events are handled: by the function that CloudFormation calls, in a workflow that the deployment waits for, or in one that it doesn't wait for. */
export type Handling = 'ONE_CALL' | 'WORKFLOW' | 'BACKGROUND';

/** What a stack declares of its contents, as data that a run can be replayed from. */
export interface Contents {
  readonly file: DeclaredFile;
  /** By the names of groups, whether all of their members may leave at once. */
  readonly exclusive: Readonly<Record<string, boolean>>;
  readonly conflictPolicy: ConflictPolicyName;
  readonly membershipConflictPolicy: ConflictPolicyName;
  readonly mostRemovals: number;
  readonly mostFailures: number;
  readonly isDestroyed: boolean;
  readonly removesUsers: boolean;
  readonly removesGroups: boolean;
  readonly generation: number;
  /** Changes nothing of what is declared. */
  readonly requestsPerSecond: number;
  /** @default ONE_CALL */
  readonly handling?: Handling | undefined;
}

/** As a name is compared. */
export function nameForm(name: string): string {
  return name.toLowerCase();
}

/** What synthesis leaves of the tables: no name and no address twice, and memberships only of those who have a row, unless they are meant to be others. */
export function checked({ users, groups, members }: DeclaredFile): DeclaredFile {
  const addresses = new Set<string>();
  const ownUsers = firstOf(users, ({ name }) => nameForm(name)).map((row): UserRow => {
    if (row.email === undefined || !addresses.has(row.email)) {
      if (row.email !== undefined) addresses.add(row.email);
      return row;
    }
    return { ...row, email: undefined };
  });
  const ownGroups = firstOf(groups, ({ name }) => nameForm(name));
  const [userNames, groupNames] = [ownUsers, ownGroups].map((rows) => new Set(rows.map(({ name }) => nameForm(name)))) as [Set<string>, Set<string>];
  const isDeclared = ({ group, user, isOutside }: MemberRow): boolean => isOutside || (groupNames.has(nameForm(group)) && userNames.has(nameForm(user)));
  return {
    users: ownUsers.map((row) => withoutTakenFormerName(row, userNames)),
    groups: ownGroups.map((row) => withoutTakenFormerName(row, groupNames)),
    members: firstOf(members.filter(isDeclared), pairOf),
  };
}

/** The groups whose members are exactly those of the file: those of them that have a row of a member. */
export function exclusiveGroups({ file, exclusive }: Contents): ReadonlyMap<string, boolean> {
  const withMembers = new Set(file.members.map(({ group }) => nameForm(group)));
  return new Map(Object.entries(exclusive).filter(([group]) => withMembers.has(nameForm(group))));
}

export function pairOf({ group, user }: Pick<MemberRow, 'group' | 'user'>): string {
  return `${nameForm(group)}/${nameForm(user)}`;
}

function firstOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  return [...first.values()];
}

/** Nobody can have had the name that another row has now. */
function withoutTakenFormerName<Row extends UserRow | GroupRow>(row: Row, names: ReadonlySet<string>): Row {
  return row.formerName !== undefined && names.has(nameForm(row.formerName)) ? { ...row, formerName: undefined } : row;
}
