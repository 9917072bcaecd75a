import { IConstruct } from 'constructs';
import { GroupLine, UserLine } from '../../contract/contents';
import { membershipKey, partyNamed } from '../../identity-store/party';
import { attributesOf } from '../../identity-store/user-properties';
import { hasUnseen } from '../../properties/look-alikes';
import { Problem } from '../../properties/problems';
import { shown, unseenIn } from '../../properties/validation';
import { MembershipRow } from '../rows';
import { Complaints, Entry, Table, TableName, Tables } from '../source/table';
import { Named, Names } from './names';
import { Remarks } from './remarks';
import { Checked, checkedGroup, checkedMembership, checkedUser } from './row-check';

type RowOf<Values> = Values & { readonly row: number };

/** Reads the tables of a source, one row after the other, and tells everything that is wrong with them. */
export class ContentsCheck {
  public readonly users: UserLine[] = [];
  public readonly groups: GroupLine[] = [];
  public readonly userNames = new Names();
  public readonly emails = new Names();
  public readonly groupNames = new Names();
  /** Of memberships whose other party has no row. */
  private readonly outsiders = { group: new Names(), userName: new Names() };
  /** The rows of memberships by their keys. */
  public readonly memberships = new Map<string, RowOf<MembershipRow>>();

  constructor(private readonly scope: IConstruct, private readonly tables: Tables, private readonly complaints: Complaints, private readonly remarks: Remarks) {
    this.readUsers();
    this.readGroups();
    this.checkFormerNames('users', this.users, this.userNames);
    this.checkFormerNames('groups', this.groups, this.groupNames);
    this.readMemberships();
  }

  /** Says what is wrong with a value of a row. */
  public tell(table: TableName, row: number, problem: Problem): void {
    this.complaints.add((this.tables[table] as Table).textOf(row, problem));
  }

  public placeOf(table: TableName, { row }: Pick<Named, 'row'>): string {
    return (this.tables[table] as Table).placeOf(row);
  }

  private readUsers(): void {
    this.each('users', checkedUser, (row, { formerName, ...user }) => {
      if (!this.isNew('users', row, 'userName', user.userName, this.userNames)) return;
      if (user.email !== undefined && !this.isNew('users', row, 'email', user.email, this.emails)) return;
      this.users.push({ kind: 'user', row, ...(formerName !== undefined && { formerName }), attributes: attributesOf(user) });
    });
  }

  private readGroups(): void {
    this.each('groups', checkedGroup, (row, { displayName, description, formerName }) => {
      if (!this.isNew('groups', row, 'displayName', displayName, this.groupNames)) return;
      const attributes = { DisplayName: displayName, ...(description !== undefined && { Description: description }) };
      this.groups.push({ kind: 'group', row, ...(formerName !== undefined && { formerName }), attributes });
    });
  }

  private readMemberships(): void {
    const renamed = { group: formerNamesOf(this.groups), userName: formerNamesOf(this.users) };
    this.each('memberships', checkedMembership, (row, membership) => {
      this.checkParty(row, 'group', membership.group, this.groupNames, renamed.group);
      this.checkParty(row, 'userName', membership.userName, this.userNames, renamed.userName);
      const key = membershipKey(partyNamed(membership.userName), partyNamed(membership.group));
      const twin = this.memberships.get(key);
      if (twin) this.tell('memberships', row, { property: 'userName', value: membership.userName, allowed: `another member of the group than in ${this.placeOf('memberships', twin)}` });
      else this.memberships.set(key, { ...membership, row });
    });
  }

  private each<Row>(table: TableName, check: (scope: IConstruct, properties: object) => Checked<Row>, take: (row: number, values: Row) => void): void {
    this.tables[table]?.read(({ row, properties }: Entry) => {
      const checked = check(this.scope, properties);
      if ('row' in checked) take(row, checked.row);
      else for (const problem of checked.problems) this.tell(table, row, problem);
    }, this.complaints);
  }

  /** Whether a name isn't there yet, and can be told from those that are. It is there then. */
  private isNew(table: TableName, row: number, property: string, name: string, names: Names): boolean {
    const like = names.likeOf(name);
    names.add({ name, row });
    const place = like && this.placeOf(table, like.other);
    if (like?.likeness === 'SAME') this.tell(table, row, { property, value: name, allowed: `another one than in ${place} (upper and lower case count as the same)` });
    if (like?.likeness === 'VISIBLE') this.tell(table, row, indistinguishable(property, name, `${shown(like.other.name)} in ${place}`));
    if (like?.likeness === 'ROUGH') {
      this.remarks.add('looksLikeAnother', () => `${this.placeOf(table, { row })}: ${property} ${shown(name)} looks like ${shown(like.other.name)} in ${place}, and may be another one for IAM Identity Center`);
    }
    if (property !== 'email' && hasUnseen(name)) this.remarks.add('unseenInName', () => `${this.placeOf(table, { row })}: ${unseenIn(property, name)}`);
    return like === undefined || like.likeness === 'ROUGH';
  }

  /** The other party may be somewhere else. What only looks like a name of the source is a slip. */
  private checkParty(row: number, property: 'group' | 'userName', name: string, names: Names, renamed: ReadonlyMap<string, string>): void {
    if (names.sameAs(name)) return;
    const table = property === 'group' ? 'groups' : 'users';
    const like = names.likeOf(name);
    if (like?.likeness === 'VISIBLE') this.tell('memberships', row, indistinguishable(property, name, `${shown(like.other.name)} in ${this.placeOf(table, like.other)}`));
    this.checkOutsider(row, property, name);
    const now = renamed.get(name.toLowerCase());
    if (now !== undefined) this.tell('memberships', row, { property, value: name, allowed: `${shown(now)}, which is the name from now on` });
  }

  /** The service may take two such names for one, and the ledger does. */
  private checkOutsider(row: number, property: 'group' | 'userName', name: string): void {
    const like = this.outsiders[property].likeOf(name);
    if (like?.likeness === 'VISIBLE') this.tell('memberships', row, indistinguishable(property, name, `${shown(like.other.name)} in ${this.placeOf('memberships', like.other)}`));
    if (like?.likeness !== 'SAME') this.outsiders[property].add({ name, row });
  }

  /** A name that one entity gives up and another one takes is free only after a deployment in between. */
  private checkFormerNames(table: 'users' | 'groups', lines: readonly (UserLine | GroupLine)[], names: Names): void {
    const former = new Names();
    for (const { row, formerName } of lines) {
      if (formerName === undefined) continue;
      const [holder, twin] = [names.sameAs(formerName), former.sameAs(formerName)];
      const tell = (allowed: string): void => this.tell(table, row, { property: 'formerName', value: formerName, allowed });
      if (twin) tell(`another one than in ${this.placeOf(table, twin)}`);
      if (holder && holder.row !== row) tell(`a name that no row has, but ${this.placeOf(table, holder)} has it: rename in one deployment, and give the name to another one in the next`);
      former.add({ name: formerName, row });
    }
  }
}

export function indistinguishable(property: string, value: string, from: string): Problem {
  return { property, value, allowed: `told from ${from} by more than blanks, invisible characters, upper and lower case, or the composition of letters` };
}

function formerNamesOf(lines: readonly (UserLine | GroupLine)[]): ReadonlyMap<string, string> {
  return new Map(lines.flatMap(({ formerName, attributes }) => {
    const name = 'UserName' in attributes ? attributes.UserName : attributes.DisplayName;
    return formerName === undefined ? [] : [[formerName.toLowerCase(), name] as const];
  }));
}
