import type { GroupLookupProperties, StoreProperties, UserLookupProperties } from '../../lib/contract/identity-store';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { isDenialOrOutage } from '../guard/decide/rollback';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import type { Owned } from '../guard/ownership';
import { again, repeat, settled } from '../guard/repeat';
import { replaced } from '../guard/replacement';
import { otherSpellingsOf } from '../guard/same-text';
import { UNKNOWN_NAME } from '../guard/schedules';
import type { Session } from '../guard/session';
import { quoted } from '../guard/wording';
import { CallsIn } from './identity-store-calls';
import { groupNamed, userNamed } from './look-up';
import { readStore } from './store';

/** What looking up a user and looking up a group don't have in common. */
interface LookUp<Properties extends StoreProperties> {
  read(properties: PropertyReader): Properties;
  find(session: Session, properties: Properties): Promise<CallResult<string>>;
  attributesOf(id: string): Readonly<Record<string, string>>;
  /** As messages name it. */
  titleOf(properties: Properties): string;
  /** The same with the name spelled otherwise. */
  respelled(properties: Properties): readonly { readonly name: string; readonly properties: Properties }[];
  notFound(properties: Properties, spelled: string): Failure;
}

/** A user or group that somebody else manages, found by its name at each Create and Update. */
class LookUpResource<Properties extends StoreProperties> implements GuardedResource<Properties, undefined> {
  constructor(private readonly lookUp: LookUp<Properties>, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): Properties {
    return this.lookUp.read(properties);
  }

  public readIdentifying(): undefined {
    return undefined;
  }

  public async create({ session, properties }: CreateRequest<Properties>): Promise<Managed | Failure> {
    const found = await repeat<CallResult<string>>(session, UNKNOWN_NAME, async () => {
      const result = await this.lookUp.find(session, properties);
      return result.kind === 'MISSING' ? again(() => result) : settled(result);
    });
    switch (found.kind) {
      case 'DONE': return this.managed({ ownership: 'found', id: found.output });
      case 'MISSING': return this.lookUp.notFound(properties, await this.spelled(session, properties));
      case 'CONFLICT':
      case 'FAILED': return callFailure(found, `looking up ${this.lookUp.titleOf(properties)}`);
    }
  }

  /** A user or group that isn't found may exist under a name that looks the same. */
  private async spelled(session: Session, properties: Properties): Promise<string> {
    for (const other of this.lookUp.respelled(properties)) {
      const found = await this.lookUp.find(session, other.properties);
      if (found.kind === 'DONE') return `, but ${quoted(other.name)}, which is spelled otherwise`;
      if (found.kind !== 'MISSING') return '';
    }
    return '';
  }

  /** A rollback may ask for what is gone for good. The stack then keeps what it has. */
  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, owned } = request;
    const found = await this.create(request);
    if (found.kind === 'MANAGED') {
      const isSame = found.owned.id === owned.id;
      return isSame ? found : replaced(this.ownStack, request, { entity: this.lookUp.titleOf(request.properties), make: async () => found });
    }
    if (isDenialOrOutage(found)) return found;
    const isUndoing = await this.ownStack.isUndoingUpdate(session, asker);
    if (isUndoing.kind === 'REFUSED') return isUndoing;
    return isUndoing.output ? this.managed(owned) : found;
  }

  public async delete(): Promise<Released> {
    return released('KEPT');
  }

  private managed(owned: Owned): Managed {
    return managed(owned, this.lookUp.attributesOf(owned.id));
  }
}

export function userLookUp(callsIn: CallsIn, ownStack: OwnStack): GuardedResource<UserLookupProperties, undefined> {
  return new LookUpResource<UserLookupProperties>({
    read: (properties) => ({ ...readStore(properties), UserName: properties.required('UserName') }),
    find: (session, properties) => userNamed(callsIn, session, properties),
    attributesOf: (UserId) => ({ UserId }),
    titleOf: ({ UserName }) => `user ${quoted(UserName)}`,
    respelled: (properties) => otherSpellingsOf(properties.UserName).map((name) => ({ name, properties: { ...properties, UserName: name } })),
    notFound: ({ UserName, IdentityStoreId }, spelled) => failure('USER_NOT_FOUND', { name: quoted(UserName), store: quoted(IdentityStoreId), spelled }),
  }, ownStack);
}

export function groupLookUp(callsIn: CallsIn, ownStack: OwnStack): GuardedResource<GroupLookupProperties, undefined> {
  return new LookUpResource<GroupLookupProperties>({
    read: (properties) => ({ ...readStore(properties), DisplayName: properties.required('DisplayName') }),
    find: (session, properties) => groupNamed(callsIn, session, properties),
    attributesOf: (GroupId) => ({ GroupId }),
    titleOf: ({ DisplayName }) => `group ${quoted(DisplayName)}`,
    respelled: (properties) => otherSpellingsOf(properties.DisplayName).map((name) => ({ name, properties: { ...properties, DisplayName: name } })),
    notFound: ({ DisplayName, IdentityStoreId }, spelled) => failure('GROUP_NOT_FOUND', { name: quoted(DisplayName), store: quoted(IdentityStoreId), spelled }),
  }, ownStack);
}
