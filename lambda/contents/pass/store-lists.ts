import type { User, Group } from '@aws-sdk/client-identitystore';
import type { StoreProperties } from '../../../lib/contract/identity-store';
import { ENTERPRISE_EXTENSION } from '../../../lib/contract/user-attributes';
import { call } from '../../guard/call';
import { CallResult, done } from '../../guard/result';
import { nameForm, storedAddressForm } from '../../guard/same-text';
import type { Session } from '../../guard/session';
import { attributesOfUser } from '../../identity-store/user-attributes';
import { emailOf } from '../../identity-store/user-email';
import type { ListCalls } from '../contents-calls';

const PAGE = 100;

interface AskedPage {
  readonly IdentityStoreId: string;
  readonly MaxResults: number;
  readonly NextToken?: string;
}

/** Which of those in a list matter: the memory has no room for all users of a large store. */
export interface WantedNames {
  /** In the form in which names are compared. */
  readonly names: ReadonlySet<string>;
  /** As `storedAddressForm` gives them. */
  readonly addresses: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** What was read of a store in lists: a page of a hundred for one request, instead of a look for each. */
export class StoreLists {
  private readonly usersById = new Map<string, User>();
  private readonly userIds = new Map<string, string>();
  private readonly emailIds = new Map<string, string>();
  private readonly groupsById = new Map<string, Group>();
  private readonly groupIds = new Map<string, string>();
  /** Their ids, by group and user. */
  private readonly membershipsOf = new Map<string, Map<string, string>>();
  private readonly partiesOf = new Map<string, readonly [groupId: string, userId: string]>();

  constructor(private readonly calls: ListCalls, private readonly store: StoreProperties) {}

  /**
   * Reads the users of the store. Who isn't in what was read is asked for.
   *
   * @param mostPages after so many it stops
   */
  public readUsers(session: Session, wanted: WantedNames, mostPages: number): Promise<CallResult<unknown>> {
    return this.eachPage(session, 'ListUsers', mostPages, async (page) => {
      const { Users = [], NextToken } = await this.calls.listUsers({ ...page, Extensions: [ENTERPRISE_EXTENSION] });
      Users.forEach((user) => this.addUser(user, wanted));
      return NextToken;
    });
  }

  /** The same for groups. */
  public readGroups(session: Session, { names, ids }: WantedNames, mostPages: number): Promise<CallResult<unknown>> {
    return this.eachPage(session, 'ListGroups', mostPages, async (page) => {
      const { Groups = [], NextToken } = await this.calls.listGroups(page);
      for (const group of Groups) {
        const { GroupId = '', DisplayName = '' } = group;
        if (!names.has(nameForm(DisplayName)) && !ids.has(GroupId)) continue;
        this.groupsById.set(GroupId, group);
        this.groupIds.set(nameForm(DisplayName), GroupId);
      }
      return NextToken;
    });
  }

  /** Reads all members of a group. */
  public async readMemberships(session: Session, GroupId: string): Promise<CallResult<unknown>> {
    const members = new Map<string, string>();
    const read = await this.eachPage(session, 'ListGroupMemberships', Infinity, async (page) => {
      const { GroupMemberships = [], NextToken } = await this.calls.listGroupMemberships({ ...page, GroupId });
      for (const { MemberId, MembershipId = '' } of GroupMemberships) members.set(MemberId?.UserId ?? '', MembershipId);
      return NextToken;
    });
    if (read.kind !== 'DONE') return read;
    this.membershipsOf.set(GroupId, members);
    for (const [userId, membershipId] of members) this.partiesOf.set(membershipId, [GroupId, userId]);
    return done(undefined);
  }

  public user(id: string): User | undefined {
    return this.usersById.get(id);
  }

  public group(id: string): Group | undefined {
    return this.groupsById.get(id);
  }

  public userNamed(name: string): string | undefined {
    return this.userIds.get(nameForm(name));
  }

  public userWithEmail(email: string): string | undefined {
    return this.emailIds.get(storedAddressForm(email));
  }

  public groupNamed(name: string): string | undefined {
    return this.groupIds.get(nameForm(name));
  }

  /** The ids of the memberships of a group by user, if they were read. */
  public membersOf(groupId: string): ReadonlyMap<string, string> | undefined {
    return this.membershipsOf.get(groupId);
  }

  /** What was read of a user isn't so any more. */
  public forgetUser(id: string): void {
    const user = this.usersById.get(id);
    if (!user) return;
    this.usersById.delete(id);
    this.userIds.delete(nameForm(user.UserName ?? ''));
    const email = emailOf(attributesOfUser(user));
    if (email !== undefined) this.emailIds.delete(storedAddressForm(email));
  }

  public forgetGroup(id: string): void {
    const group = this.groupsById.get(id);
    if (!group) return;
    this.groupsById.delete(id);
    this.groupIds.delete(nameForm(group.DisplayName ?? ''));
  }

  public forgetMembership(id: string): void {
    const [groupId = '', userId = ''] = this.partiesOf.get(id) ?? [];
    this.membershipsOf.get(groupId)?.delete(userId);
    this.partiesOf.delete(id);
  }

  /** Nobody asks about the members of a group any more, or whoever does looks. */
  public forgetMembersOf(groupId: string): void {
    for (const id of this.membershipsOf.get(groupId)?.values() ?? []) this.partiesOf.delete(id);
    this.membershipsOf.delete(groupId);
  }

  private addUser(user: User, { names, addresses, ids }: WantedNames): void {
    const { UserId = '', UserName = '' } = user;
    const email = emailOf(attributesOfUser(user));
    const address = email === undefined ? undefined : storedAddressForm(email);
    if (!names.has(nameForm(UserName)) && !ids.has(UserId) && (address === undefined || !addresses.has(address))) return;
    this.usersById.set(UserId, user);
    this.userIds.set(nameForm(UserName), UserId);
    if (address !== undefined) this.emailIds.set(address, UserId);
  }

  /** @param read takes what is on a page, and tells how to ask for the next one */
  private async eachPage(
    session: Session, action: string, mostPages: number, read: (asked: AskedPage) => Promise<string | undefined>,
  ): Promise<CallResult<unknown>> {
    let next: string | undefined;
    let pages = 0;
    do {
      const page = { IdentityStoreId: this.store.IdentityStoreId, MaxResults: PAGE, ...(next !== undefined && { NextToken: next }) };
      const listed = await call(session, `identitystore:${action}`, () => read(page));
      if (listed.kind !== 'DONE') return listed;
      next = listed.output || undefined;
      pages += 1;
    } while (next !== undefined && pages < mostPages);
    return done(undefined);
  }
}
