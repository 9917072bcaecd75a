import { SAME_CLOCK } from '../../lambda/guard/service-clock';
import type { AwsError } from '../../lambda/errors/aws-error';
import type { Ownership } from '../../lambda/guard/ownership';
import { nameForm, storedAddressForm } from '../../lambda/guard/same-text';
import type { Asker, Holder } from '../../lambda/guard/stack-view';
import type { Attributes, AttributeValue } from '../../lambda/identity-store/attributes';
import type { DeclaredEntity, LiveEntity } from '../../lambda/identity-store/declared-entity';
import type { StoreProperties } from '../../lib/contract/identity-store';

type Values = Readonly<Record<string, AttributeValue>>;

export const STORE: StoreProperties = { IdentityStoreId: 'd-1111111111' };

/** The resource that declares the group or the user. */
export const ASKER: Asker = { stackId: 'stack-1', logicalResourceId: 'Declared', resourceType: 'Custom::Entity' };

/** What a create or an update was refused with. */
export const TAKEN: AwsError = {
  operation: 'identitystore:UpdateEntity', exception: 'ConflictException', reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', message: 'taken', requestId: 'request-1',
};

/** The group "admins", with these attributes besides or instead. */
export function declaredGroup(values: Values = {}, members: Partial<DeclaredEntity> = {}): DeclaredEntity {
  const attributes = attributesOf({ displayName: 'admins', ...values });
  return {
    noun: 'group', store: STORE, conflictPolicy: 'ADOPT', name: attributes.get('displayName') as string, isNamedAtDeployment: false, attributes,
    namePath: 'displayName', forms: { displayName: nameForm }, provenBy: 'NAME', ...members,
  };
}

/** The user "ada", with these attributes besides or instead. */
export function declaredUser(values: Values = {}, members: Partial<DeclaredEntity> = {}): DeclaredEntity {
  const attributes = attributesOf({ userName: 'ada', ...values });
  return {
    noun: 'user', store: STORE, conflictPolicy: 'ADOPT', name: attributes.get('userName') as string, isNamedAtDeployment: false, attributes,
    namePath: 'userName', forms: { userName: nameForm, emails: storedAddressForm }, provenBy: 'EMAIL', ...members,
  };
}

/** The group "admins" in the store. */
export function liveGroup(values: Values = {}, members: Partial<LiveEntity> = {}): LiveEntity {
  return live('group-1', attributesOf({ displayName: 'admins', ...values }), 'displayName', members);
}

/** The user "ada" in the store. */
export function liveUser(values: Values = {}, members: Partial<LiveEntity> = {}): LiveEntity {
  return live('user-1', attributesOf({ userName: 'ada', ...values }), 'userName', members);
}

export function email(address: string): Values {
  return { emails: [{ Value: address, Type: 'work' }] };
}

/** The resource of the stack that holds an entity. */
export function holder(id: string, ownership: Ownership = 'created', logicalResourceId = 'Other'): Holder {
  return { ownership, id, logicalResourceId, changed: 0 };
}

function live(id: string, attributes: Attributes, namePath: string, members: Partial<LiveEntity>): LiveEntity {
  return { id, name: attributes.get(namePath) as string, attributes, isManagedExternally: false, createdAt: undefined, clockOffset: SAME_CLOCK, ...members };
}

function attributesOf(values: Values): Attributes {
  return new Map(Object.entries(values));
}
