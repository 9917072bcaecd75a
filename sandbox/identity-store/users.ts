import type {
  CreateUserRequest, DeleteUserRequest, DescribeUserRequest, GetUserIdRequest, ListUsersRequest, UpdateUserRequest,
} from '@aws-sdk/client-identitystore';
import type { Operation } from '../protocol/operations';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkMembers, checkNotReserved, checkOperations, checkResourceId, checkUserName } from './constraints';
import { IdentityStore, IdentityStores, User } from './identity-stores';
import { pageOf } from './page';
import { attributeOfPath, checkAttribute, requireAttributes, USER_ATTRIBUTES } from './user-attributes';

/** The operations on users. */
export function userOperations(stores: IdentityStores): Record<string, Operation> {
  return {
    CreateUser(input: CreateUserRequest, caller: Caller) {
      checkMembers('CreateUser', input, ['IdentityStoreId', 'UserName', ...USER_ATTRIBUTES]);
      const store = stores.store(input.IdentityStoreId);
      const userName = checkUserName(input.UserName);
      checkNotReserved('user', userName);
      const attributes = Object.fromEntries(USER_ATTRIBUTES
        .filter((name) => input[name] !== undefined)
        .map((name) => [name, checkAttribute(name, input[name])]));
      requireAttributes(attributes);
      const now = store.now();
      const user: User = {
        ...attributes,
        UserId: store.newId(),
        IdentityStoreId: store.identityStoreId,
        UserName: userName,
        UserStatus: 'ENABLED',
        CreatedAt: now, CreatedBy: caller.arn, UpdatedAt: now, UpdatedBy: caller.arn,
      };
      checkUnique(store, user);
      store.users.set(user.UserId, user);
      return { UserId: user.UserId, IdentityStoreId: store.identityStoreId };
    },

    DescribeUser(input: DescribeUserRequest) {
      checkMembers('DescribeUser', input, ['IdentityStoreId', 'UserId', 'Extensions']);
      return existingUser(stores.store(input.IdentityStoreId), input.UserId);
    },

    GetUserId(input: GetUserIdRequest) {
      checkMembers('GetUserId', input, ['IdentityStoreId', 'AlternateIdentifier']);
      const store = stores.store(input.IdentityStoreId);
      const { UniqueAttribute: unique } = input.AlternateIdentifier ?? {};
      if (!unique) throw new NotEmulated('identitystore:GetUserId by ExternalId');
      const keyOf = UNIQUE[unique.AttributePath?.toLowerCase() ?? ''];
      if (!keyOf) throw new ServiceError('ValidationException', `The attribute ${unique.AttributePath} is not a unique attribute`);
      const user = [...store.users.values()].find((candidate) => keyOf(candidate) === String(unique.AttributeValue).toLowerCase());
      if (!user) throw userNotFound();
      return { UserId: user.UserId, IdentityStoreId: store.identityStoreId };
    },

    UpdateUser(input: UpdateUserRequest, caller: Caller) {
      checkMembers('UpdateUser', input, ['IdentityStoreId', 'UserId', 'Operations']);
      const store = stores.store(input.IdentityStoreId);
      const changed = { ...existingUser(store, input.UserId) };
      for (const { AttributePath: path, AttributeValue: value } of checkOperations(input.Operations)) change(changed, path, value);
      requireAttributes(changed);
      checkUnique(store, changed);
      store.users.set(changed.UserId, { ...changed, UpdatedAt: store.now(), UpdatedBy: caller.arn });
      return {};
    },

    DeleteUser(input: DeleteUserRequest) {
      checkMembers('DeleteUser', input, ['IdentityStoreId', 'UserId']);
      const store = stores.store(input.IdentityStoreId);
      store.removeUser(existingUser(store, input.UserId).UserId);
      return {};
    },

    ListUsers(input: ListUsersRequest) {
      checkMembers('ListUsers', input, ['IdentityStoreId', 'Extensions', 'MaxResults', 'NextToken']);
      return pageOf('Users', [...stores.store(input.IdentityStoreId).users.values()], input);
    },
  };
}

/** @throws ServiceError `ResourceNotFoundException` */
export function existingUser(store: IdentityStore, userId: unknown): User {
  const user = store.users.get(checkResourceId('userId', userId));
  if (!user) throw userNotFound();
  return user;
}

/** What has to be unique among the users of a store, by the path under which it is looked up. */
const UNIQUE: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: ({ UserName }) => UserName.toLowerCase(),
  'emails.value': ({ Emails }) => Emails?.[0]?.Value?.toLowerCase(),
};

function checkUnique(store: IdentityStore, user: User): void {
  for (const [path, keyOf] of Object.entries(UNIQUE)) {
    const key = keyOf(user);
    const taken = key !== undefined && [...store.users.values()].some((other) => other.UserId !== user.UserId && keyOf(other) === key);
    if (!taken) continue;
    const message = path === 'username' ? 'Duplicate UserName' : 'Duplicate Email';
    throw new ServiceError('ConflictException', message, { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
  }
}

function change(user: User, path: string | undefined, value: unknown): void {
  const { attribute, part } = attributeOfPath(path);
  const record = user as unknown as Record<string, Record<string, unknown> | undefined>;
  const isRemoved = value === undefined || value === null;
  if (part === undefined) {
    if (isRemoved) delete record[attribute];
    else Object.assign(record, { [attribute]: checkAttribute(attribute, value) });
    return;
  }
  const whole = { ...record[attribute] };
  if (isRemoved) delete whole[part];
  else whole[part] = value;
  record[attribute] = checkAttribute(attribute, whole) as Record<string, unknown>;
}

function userNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 'USER not found.', { ResourceType: 'USER' });
}
