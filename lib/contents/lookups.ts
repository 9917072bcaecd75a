import { Construct, IDependable } from 'constructs';
import { LookedUpProperties } from '../contract/contents';
import { Group, IGroup } from '../identity-store/group';
import { IIdentityStore } from '../identity-store/identity-store';
import { LookupOptions } from '../identity-store/lookup-options';
import { IUser, User } from '../identity-store/user';
import { refuse, requireName } from '../properties/validation';
import { Names } from './check/names';

export interface LookupsProps {
  readonly identityStore: IIdentityStore;
  /** Nothing if nobody knows which there are. */
  readonly users?: Names;
  /** The same. */
  readonly groups?: Names;
  /** What makes the users and groups. */
  readonly ready: IDependable;
  /** Another text when the id of one of them has changed. */
  readonly generation: string;
}

/** Single users and groups of contents, each looked up once after them. */
export class Lookups {
  private readonly groups = new Map<string, IGroup>();
  private readonly users = new Map<string, IUser>();

  constructor(private readonly scope: Construct, private readonly props: LookupsProps) {}

  public group(displayName: string): IGroup {
    return this.lookedUp('group', displayName, this.props.groups, this.groups, (...args) => Group.fromDisplayName(...args));
  }

  public user(userName: string): IUser {
    return this.lookedUp('user', userName, this.props.users, this.users, (...args) => User.fromUserName(...args));
  }

  /** Those that were asked for, in an order that doesn't depend on who has asked first. */
  public get properties(): readonly LookedUpProperties[] {
    return [
      ...[...this.groups.keys()].sort().map((name): LookedUpProperties => ({ Group: name })),
      ...[...this.users.keys()].sort().map((name): LookedUpProperties => ({ User: name })),
    ];
  }

  /** Upper and lower case count as the same. Of a name that nobody knows it is how it was written first. */
  private nameOf(kind: 'group' | 'user', given: string, names: Names | undefined, before: readonly string[]): string | undefined {
    if (typeof given !== 'string') return undefined;
    if (names) return names.sameAs(given)?.name;
    requireName(this.scope, kind, kind, given);
    return before.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given;
  }

  private lookedUp<Entity extends IGroup | IUser>(
    kind: 'group' | 'user', given: string, names: Names | undefined, before: Map<string, Entity>,
    find: (scope: Construct, id: string, identityStore: IIdentityStore, name: string, options: LookupOptions) => Entity,
  ): Entity {
    const name = this.nameOf(kind, given, names, [...before.keys()])
      ?? refuse(this.scope, kind, given, `a ${kind} with a row of its own in these contents; any other one is looked up with ${kind === 'group' ? 'Group.fromDisplayName()' : 'User.fromUserName()'}`);
    const existing = before.get(name);
    if (existing) return existing;
    // Whatever is in a name, a construct id takes it, and tells it from every other one.
    const entity = find(this.scope, `${kind}-${encodeURIComponent(name)}`, this.props.identityStore, name, { generation: this.props.generation });
    entity.node.addDependency(this.props.ready);
    before.set(name, entity);
    return entity;
  }
}
