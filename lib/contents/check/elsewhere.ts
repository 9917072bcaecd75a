import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ExclusiveProperties } from '../../contract/contents';
import { ADOPTED_ELSEWHERE, Declaration, declarationsOf, inStackOf } from '../../custom-resource/declared-entities';
import { DeclaredTogether, declareTogether } from '../../custom-resource/declared-together';
import { declareExclusive, declareMembers } from '../../identity-store/group-members';
import { IIdentityStore } from '../../identity-store/identity-store';
import { originOf, partyNamed } from '../../identity-store/party';
import { shown, textOf } from '../../properties/validation';
import { isMarkedAs } from '../../construct/type-test';
import { Complaints, TableName } from '../source/table';
import { ContentsCheck, indistinguishable } from './contents-check';
import { formsOf, Named, Names } from './names';
import { Remarks } from './remarks';

/** Compares what a source declares with what is declared in the rest of the app, which is compared with it from now on. */
export class Elsewhere {
  constructor(
    private readonly scope: IConstruct, private readonly identityStore: IIdentityStore, private readonly check: ContentsCheck,
    private readonly complaints: Complaints, private readonly remarks: Remarks,
  ) {}

  public compare(exclusive: readonly ExclusiveProperties[]): void {
    const { userNames, emails, groupNames } = this.check;
    const { identityStoreId } = this.identityStore;
    if (!Token.isUnresolved(identityStoreId)) {
      this.compareNames('users', 'userName', 'user', userNames, ADOPTED_ELSEWHERE);
      this.compareNames('users', 'email', 'e-mail address', emails, 'fails with EMAIL_TAKEN unless both declare the same user');
      this.compareNames('groups', 'displayName', 'group', groupNames, ADOPTED_ELSEWHERE);
    }
    this.compareMemberships();
    this.compareGroups(exclusive);
  }

  private compareNames(table: TableName, property: string, kind: string, names: Names, elsewhere: string): void {
    const { identityStoreId } = this.identityStore;
    for (const named of names) {
      const [same, visible, rough] = formsOf(named.name).map(([likeness, form]) => declarationsOf(this.scope, { kind, identityStoreId }, likeness, form));
      if (same?.length) this.tellTwins(table, property, kind, named, same, elsewhere);
      else this.tellLookAlikes(table, property, named, visible ?? [], rough ?? []);
    }
    this.declare(kind, identityStoreId, (likeness, form) => names.find(likeness, form)?.name);
  }

  private tellTwins(table: TableName, property: string, kind: string, { name, row }: Named, twins: readonly Declaration[], elsewhere: string): void {
    const twin = inStackOf(this.scope, twins);
    if (twin) {
      this.check.tell(table, row, { property, value: name, allowed: `declared once in a stack, and ${twin.scope.node.path} declares it as well: leave one of the two out` });
      return;
    }
    const [other] = twins as [Declaration];
    this.remarks.add('declaredInAnotherStack', () => `${this.check.placeOf(table, { row })}: ${kind} ${shown(name)} is also declared by ${other.scope.node.path}: if both stacks `
      + `are deployed to the same organization, the second one ${elsewhere}`);
  }

  private tellLookAlikes(table: TableName, property: string, { name, row }: Named, visible: readonly Declaration[], rough: readonly Declaration[]): void {
    const alike = inStackOf(this.scope, visible);
    if (alike) this.check.tell(table, row, indistinguishable(property, name, `${shown(alike.name)} of ${alike.scope.node.path}`));
    const [other] = rough;
    if (alike || !other) return;
    this.remarks.add('looksLikeAnother', () => `${this.check.placeOf(table, { row })}: ${property} ${shown(name)} looks like ${shown(other.name)} of ${other.scope.node.path}, `
      + 'and may be another one for IAM Identity Center');
  }

  /** Memberships are told apart by a key, which has no look-alikes. */
  private compareMemberships(): void {
    const identityStoreId = originOf(this.identityStore.identityStoreId);
    const { memberships } = this.check;
    for (const [key, { userName, row }] of memberships) {
      const twins = declarationsOf(this.scope, { kind: 'membership', identityStoreId }, 'SAME', key);
      if (twins.length > 0) this.tellTwins('memberships', 'userName', 'the membership of', { name: userName, row }, twins, 'adopts what the first one created');
    }
    this.declare('membership', identityStoreId, (_, key) => memberships.get(key)?.userName);
  }

  /** Who is exclusive for a group revokes what somebody else declares. */
  private compareGroups(exclusive: readonly ExclusiveProperties[]): void {
    const identityStoreId = originOf(this.identityStore.identityStoreId);
    const groups = new Set([...this.check.memberships.values()].map(({ group }) => group.toLowerCase()));
    const rivals = new Map<string, IConstruct[]>();
    const add = (group: string, others: readonly IConstruct[]): unknown => rivals.set(group, [...rivals.get(group) ?? [], ...others]);
    for (const group of groups) add(group, declareMembers(this.scope, identityStoreId, partyNamed(group)));
    for (const { Group } of exclusive) add(Group.toLowerCase(), declareExclusive(this.scope, identityStoreId, partyNamed(Group)));
    for (const [group, others] of rivals) this.tellRivals(group, others);
  }

  private tellRivals(group: string, rivals: readonly IConstruct[]): void {
    const isRefused = (rival: IConstruct): boolean => Stack.of(rival) === Stack.of(this.scope) || isMarkedAs('GroupMembership', rival);
    const rival = rivals.find(isRefused) ?? rivals[0];
    if (!rival) return;
    const problem = { property: 'group', value: group, allowed: `declared in one place, since it is exclusive, and ${rival.node.path} declares members of it as well` };
    if (isRefused(rival)) this.complaints.add(textOf(problem));
    else this.remarks.add('exclusiveInAnotherStack', () => `group ${shown(group)} is exclusive, and ${rival.node.path} declares members of it as well: if both stacks are deployed to the same organization, each revokes what the other one grants`);
  }

  private declare(kind: string, identityStoreId: string, nameOf: DeclaredTogether['nameOf']): void {
    declareTogether({ scope: this.scope, kind, identityStoreId, nameOf });
  }
}
