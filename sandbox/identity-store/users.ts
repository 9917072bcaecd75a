import type {
  CreateUserRequest, DeleteUserRequest, DescribeUserRequest, GetUserIdRequest, ListUsersRequest, UpdateUserRequest,
} from '@aws-sdk/client-identitystore';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkAttributePath, checkMembers, checkNotReserved, checkOperations, checkQuota, checkResourceId, checkUserName, pageOf } from './constraints';
import { arnOf } from './arns';
import { nameKey, User } from './entities';
import { changedExtensions, isExtensionPath, wantedExtensions, withExtensions } from './extensions';
import { IdentityStore, IdentityStores } from './identity-stores';
import { filtered, findByIdentifier, UniqueAttribute } from './lookup';
import { kept, normalizedUser } from './normalization';
import { checkExpected, Conditional, FIRST_REVISION, revised } from './revision';
import { IdentityStoreSwitches } from './switches';
import { attributeOfPath, checkAttribute, refusePartOfList, requireAttributes, USER_ATTRIBUTES } from './user-attributes';

const USER_NAME: UniqueAttribute<User, 'userName'> = { index: 'userName', path: 'userName', valueOf: ({ UserName }) => UserName };
const EMAIL: UniqueAttribute<User, 'email'> = { index: 'email', path: 'emails.value', valueOf: ({ Emails }) => Emails?.[0]?.Value };

/** The operations on users. */
export function userOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateUser(input: CreateUserRequest, caller: Caller) {
      checkMembers('CreateUser', input, ['IdentityStoreId', 'UserName', ...USER_ATTRIBUTES]);
      const store = stores.store(input.IdentityStoreId);
      const UserName = checkUserName(input.UserName);
      const attributes = Object.fromEntries(USER_ATTRIBUTES
        .filter((name) => (input[name] ?? undefined) !== undefined)
        .map((name) => [name, checkAttribute(name, input[name], 'PascalCase')]));
      const UserId = store.newId();
      const user = accepted(store, {
        ...attributes,
        UserId,
        UserArn: arnOf(store.environment, 'user', UserId),
        IdentityStoreId: store.identityStoreId,
        Revision: FIRST_REVISION,
        UserName,
        UserStatus: 'ENABLED',
        ...store.madeBy(caller),
      });
      checkQuota('users', store.users.size, store.switches.mostUsers);
      store.users.set(user.UserId, user);
      return identifiersOf(user, 'Revision');
    },

    DescribeUser(input: DescribeUserRequest) {
      checkMembers('DescribeUser', input, ['IdentityStoreId', 'UserId', 'Extensions']);
      const wanted = wantedExtensions(input.Extensions);
      return withExtensions(existingUser(stores.store(input.IdentityStoreId).users.lagging, input.UserId), wanted);
    },

    GetUserId(input: GetUserIdRequest) {
      checkMembers('GetUserId', input, ['IdentityStoreId', 'AlternateIdentifier']);
      const store = stores.store(input.IdentityStoreId);
      const user = findByIdentifier(store.users.lagging, [USER_NAME, EMAIL], input.AlternateIdentifier, store.switches);
      if (!user) throw userNotFound();
      return identifiersOf(user);
    },

    UpdateUser(input: UpdateUserRequest & Conditional, caller: Caller) {
      checkMembers('UpdateUser', input, ['IdentityStoreId', 'UserId', 'Operations', 'Revision']);
      const store = stores.store(input.IdentityStoreId);
      const draft = { ...existingUser(store.users, input.UserId) };
      checkExpected('user', draft, input);
      for (const { AttributePath: path, AttributeValue: value } of checkOperations(input.Operations)) change(draft, path, value, store.switches);
      const changed = accepted(store, revised({ ...draft, ...store.changedBy(caller) }));
      store.users.set(changed.UserId, changed);
      return identifiersOf(changed, 'Revision');
    },

    DeleteUser(input: DeleteUserRequest & Conditional) {
      checkMembers('DeleteUser', input, ['IdentityStoreId', 'UserId', 'Revision']);
      const store = stores.store(input.IdentityStoreId);
      const userId = checkResourceId('userId', input.UserId);
      const user = store.users.get(userId);
      if (!user && store.switches.missingDeletes === 'REFUSED') throw userNotFound();
      if (user) checkExpected('user', user, input);
      store.removeUser(userId);
      return {};
    },

    ListUsers(input: ListUsersRequest) {
      checkMembers('ListUsers', input, ['IdentityStoreId', 'Extensions', ...PAGE_MEMBERS, 'Filters']);
      const store = stores.store(input.IdentityStoreId);
      const users = filtered(store.users.lagging, 'UserName', USER_NAME, input.Filters, store.switches);
      const wanted = wantedExtensions(input.Extensions);
      return pageOf('Users', users, input, (user) => withExtensions(user, wanted));
    },
  };
}

/** @throws ServiceError `ResourceNotFoundException` */
export function existingUser(users: { get(id: string): User | undefined }, userId: unknown): User {
  const user = users.get(checkResourceId('userId', userId));
  if (!user) throw userNotFound();
  return user;
}

function identifiersOf({ UserId, UserArn, IdentityStoreId, Revision }: User, revision?: 'Revision'): object {
  return { UserId, UserArn, IdentityStoreId, ...(revision && { Revision }) };
}

/**
 * The user as the store will hold it.
 *
 * @throws ServiceError `ValidationException`, `ConflictException`
 */
function accepted({ switches, users }: IdentityStore, user: User): User {
  requireAttributes(user);
  const stored = kept(user, normalizedUser, switches);
  checkNotReserved('user', stored.UserName);
  for (const [{ index, valueOf }, message] of [[USER_NAME, 'Duplicate UserName'], [EMAIL, 'Duplicate Email']] as const) {
    const value = valueOf(stored);
    const isTaken = value !== undefined && users.find(index, nameKey(value)).some(({ UserId }) => UserId !== stored.UserId);
    if (isTaken) throw new ServiceError('ConflictException', message, { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
  }
  return stored;
}

function change(user: User, path: unknown, value: unknown, switches: IdentityStoreSwitches): void {
  if (typeof path === 'string') refusePartOfList(path);
  const checkedPath = checkAttributePath(path);
  const record = user as unknown as Record<string, unknown>;
  if (isExtensionPath(checkedPath)) return put(record, 'Extensions', changedExtensions(user.Extensions, checkedPath, value));
  if (checkedPath === 'userName' && switches.userNameIsUpdatable) return put(record, 'UserName', checkUserName(value));
  const { attribute, part } = attributeOfPath(checkedPath);
  const isRemoved = value === undefined || value === null;
  if (part === undefined) return put(record, attribute, isRemoved ? undefined : checkAttribute(attribute, value, switches.documentKeys));
  const { [part]: _before, ...others } = user[attribute] as Record<string, unknown>;
  put(record, attribute, checkAttribute(attribute, isRemoved ? others : { ...others, [part]: value }, 'PascalCase'));
}

function put(record: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete record[name];
  else record[name] = value;
}

function userNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'USER not found.', { ResourceType: 'USER' });
}
