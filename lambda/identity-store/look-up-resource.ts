import type { GroupLookupProperties, StoreProperties, UserLookupProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, GuardedResource, Managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import type { CallResult } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { pausedWithinTime } from '../guard/patience';
import type { Session } from '../guard/session';
import { quoted } from '../guard/wording';
import { CallsIn } from './identity-store-calls';
import { groupNamed, userNamed } from './look-up';
import { ATTEMPTS_AT_UNKNOWN_NAME } from './patience';
import { readStore } from './store';

/** What looking up a user and looking up a group don't have in common. */
interface LookUp<Properties extends StoreProperties> {
  read(properties: PropertyReader): Properties;
  find(session: Session, properties: Properties): Promise<CallResult<string>>;
  attributesOf(id: string): Readonly<Record<string, string>>;
  doing(properties: Properties): string;
  notFound(properties: Properties): Failure;
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
    for (let attempts = 1; ; attempts++) {
      const found = await this.lookUp.find(session, properties);
      if (found.kind === 'DONE') return { kind: 'MANAGED', owned: { ownership: 'found', id: found.output }, attributes: this.lookUp.attributesOf(found.output) };
      if (found.kind !== 'MISSING') return callFailure(found, this.lookUp.doing(properties));
      if (attempts === ATTEMPTS_AT_UNKNOWN_NAME || !await pausedWithinTime(session, attempts)) return this.lookUp.notFound(properties);
    }
  }

  /** What a rollback asks for may be gone for good: then the stack keeps what it has. */
  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    const { session, asker, properties, owned } = request;
    const found = await this.create(request);
    if (found.kind === 'MANAGED' || found.code !== this.lookUp.notFound(properties).code || !await this.ownStack.isRollingBack(session, asker)) return found;
    return { kind: 'MANAGED', owned, attributes: this.lookUp.attributesOf(owned.id) };
  }

  public async delete(): Promise<Released> {
    return released('KEPT');
  }
}

export function userLookUp(callsIn: CallsIn, ownStack: OwnStack): GuardedResource<UserLookupProperties, undefined> {
  return new LookUpResource<UserLookupProperties>({
    read: (properties) => ({ ...readStore(properties), UserName: properties.required('UserName') }),
    find: (session, properties) => userNamed(callsIn, session, properties),
    attributesOf: (UserId) => ({ UserId }),
    doing: ({ UserName }) => `looking up user ${quoted(UserName)}`,
    notFound: ({ UserName, IdentityStoreId }) => failure('USER_NOT_FOUND', { name: quoted(UserName), store: quoted(IdentityStoreId) }),
  }, ownStack);
}

export function groupLookUp(callsIn: CallsIn, ownStack: OwnStack): GuardedResource<GroupLookupProperties, undefined> {
  return new LookUpResource<GroupLookupProperties>({
    read: (properties) => ({ ...readStore(properties), DisplayName: properties.required('DisplayName') }),
    find: (session, properties) => groupNamed(callsIn, session, properties),
    attributesOf: (GroupId) => ({ GroupId }),
    doing: ({ DisplayName }) => `looking up group ${quoted(DisplayName)}`,
    notFound: ({ DisplayName, IdentityStoreId }) => failure('GROUP_NOT_FOUND', { name: quoted(DisplayName), store: quoted(IdentityStoreId) }),
  }, ownStack);
}
