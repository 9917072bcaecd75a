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

interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken: string | undefined;
}

/** What was read of a store in lists: a page of a hundred for one request, instead of a look for each. */
export class StoreLists {
  private usersById?: Map<string, User>;
  private readonly userIds = new Map<string, string>();
  private readonly emailIds = new Map<string, string>();
  private groupsById?: Map<string, Group>;
  private readonly groupIds = new Map<string, string>();
  /** The ids of memberships by group and user. */
  private readonly membershipsOf = new Map<string, Map<string, string>>();

  constructor(private readonly calls: ListCalls, private readonly store: StoreProperties) {}

  public async readUsers(session: Session): Promise<CallResult<unknown>> {
    const read = await this.pages(session, 'ListUsers', async (page) => {
      const { Users, NextToken } = await this.calls.listUsers({ ...page, Extensions: [ENTERPRISE_EXTENSION] });
      return { items: Users ?? [], NextToken };
    });
    if (read.kind !== 'DONE') return read;
    this.usersById = new Map();
    for (const user of read.output) this.addUser(user);
    return done(undefined);
  }

  public async readGroups(session: Session): Promise<CallResult<unknown>> {
    const read = await this.pages(session, 'ListGroups', async (page) => {
      const { Groups, NextToken } = await this.calls.listGroups(page);
      return { items: Groups ?? [], NextToken };
    });
    if (read.kind !== 'DONE') return read;
    this.groupsById = new Map();
    for (const group of read.output) {
      this.groupsById.set(group.GroupId ?? '', group);
      this.groupIds.set(nameForm(group.DisplayName ?? ''), group.GroupId ?? '');
    }
    return done(undefined);
  }

  public async readMemberships(session: Session, GroupId: string): Promise<CallResult<unknown>> {
    const read = await this.pages(session, 'ListGroupMemberships', async (page) => {
      const { GroupMemberships, NextToken } = await this.calls.listGroupMemberships({ ...page, GroupId });
      // Nothing else of them is kept: there may be hundreds of thousands.
      return { items: (GroupMemberships ?? []).map(({ MemberId, MembershipId }): [string, string] => [MemberId?.UserId ?? '', MembershipId ?? '']), NextToken };
    });
    if (read.kind !== 'DONE') return read;
    this.membershipsOf.set(GroupId, new Map(read.output));
    return done(undefined);
  }

  public get hasUsers(): boolean {
    return this.usersById !== undefined;
  }

  public get hasGroups(): boolean {
    return this.groupsById !== undefined;
  }

  public user(id: string): User | undefined {
    return this.usersById?.get(id);
  }

  public group(id: string): Group | undefined {
    return this.groupsById?.get(id);
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
    const user = this.usersById?.get(id);
    if (!user) return;
    this.usersById?.delete(id);
    this.userIds.delete(nameForm(user.UserName ?? ''));
    const email = emailOf(attributesOfUser(user));
    if (email !== undefined) this.emailIds.delete(storedAddressForm(email));
  }

  public forgetGroup(id: string): void {
    const group = this.groupsById?.get(id);
    if (!group) return;
    this.groupsById?.delete(id);
    this.groupIds.delete(nameForm(group.DisplayName ?? ''));
  }

  public forgetMembership(id: string): void {
    for (const members of this.membershipsOf.values()) {
      for (const [userId, membershipId] of members) {
        if (membershipId !== id) continue;
        members.delete(userId);
        return;
      }
    }
  }

  /** The members of a group aren't needed any more. */
  public forgetMembers(groupId: string): void {
    this.membershipsOf.delete(groupId);
  }

  private addUser(user: User): void {
    const { UserId = '', UserName = '' } = user;
    this.usersById?.set(UserId, user);
    this.userIds.set(nameForm(UserName), UserId);
    const email = emailOf(attributesOfUser(user));
    if (email !== undefined) this.emailIds.set(storedAddressForm(email), UserId);
  }

  private async pages<Item>(session: Session, action: string, read: (asked: AskedPage) => Promise<Page<Item>>): Promise<CallResult<readonly Item[]>> {
    const items: Item[] = [];
    let next: string | undefined;
    do {
      const page = { IdentityStoreId: this.store.IdentityStoreId, MaxResults: PAGE, ...(next !== undefined && { NextToken: next }) };
      const listed = await call(session, `identitystore:${action}`, () => read(page));
      if (listed.kind !== 'DONE') return listed;
      items.push(...listed.output.items);
      next = listed.output.NextToken || undefined;
    } while (next !== undefined);
    return done(items);
  }
}
