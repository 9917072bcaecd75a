import { CustomResource, IResource, RemovalPolicy, Resource, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConflictPolicy } from './conflict-policy';
import { IIdentityStore } from './identity-store';
import { LookupOptions } from './lookup-options';
import { UserProps } from './user-props';
import { USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE, UserAttributes, UserLookupAttributes, UserLookupProperties } from '../contract/identity-store';
import { ADOPTED_ELSEWHERE, declareEntity } from '../custom-resource/declared-entities';
import { generationProperty } from '../custom-resource/generation';
import { storeProperties } from './guarded-properties';
import { guardedResource } from '../custom-resource/guarded-resource';
import { IdentityStoreFunction } from './identity-store-function';
import { USER_BY_ID_TYPES, USER_BY_NAME_TYPES, USER_TYPES } from './property-types';
import { rememberName } from './party';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';
import { userProperties } from './user-properties';
import { userProblems } from './user-rules';
import { refuseProblems, requireName, resourceIdIn, warn, warnOfUnseen } from '../properties/validation';

/**
 * A user of IAM Identity Center.
 */
export interface IUser extends IResource {
  /**
   * The id of the user in its Identity Store: what `CfnAssignment.principalId` and other native resources take.
   *
   * @attribute
   */
  readonly userId: string;

  /**
   * The store that holds the user.
   */
  readonly identityStore: IIdentityStore;
}

/**
 * A user of IAM Identity Center that is created, or adopted if it is already there and provably the same person.
 *
 * Every attribute changes in place: the user id, and with it every assignment, survives another e-mail address, phone
 * number or address. A created user has no password: it signs in once the setting "Send email OTP" is on, or an
 * administrator resets its password.
 *
 * The deployment fails with a code of the catalogue, for example `IDENTITY_MISMATCH` when the user that is there has another
 * e-mail address, `EMAIL_TAKEN` when another user has the declared one, or `MANAGED_EXTERNALLY` when an identity provider
 * owns the user and its attributes differ. `docs/reasons.md` has all of them.
 *
 * @resource AWS::CloudFormation::CustomResource
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { IdentityStore, User } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 *
 * new User(stack, 'Ada', {
 *   identityStore: IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890'),
 *   userName: 'ada',
 *   displayName: 'Ada Lovelace',
 *   name: { givenName: 'Ada', familyName: 'Lovelace' },
 *   email: 'ada@example.com',
 * });
 */
export class User extends Resource implements IUser {
  /**
   * Whether something is a declared user. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isUser(x: any): x is User {
    return isMarkedAs('User', x);
  }

  /**
   * Refers to a user that somebody else manages, by its id. Nothing is looked up.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStore the store that holds the user
   * @param userId the id of the user, as its page in the IAM Identity Center console shows it, or its ARN
   * @throws at synthesis if the id has another form than ids of the service
   */
  public static fromUserId(scope: Construct, id: string, identityStore: IIdentityStore, userId: string): IUser {
    return new ImportedUser(scope, id, { identityStore, userId });
  }

  /**
   * Refers to a user that somebody else manages, by its user name. It is looked up at deployment, which fails with
   * `USER_NOT_FOUND` if there is none.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStore the store that holds the user
   * @param userName the name that the user signs in with
   * @param options how it is looked up
   * @throws at synthesis if no user can have this name
   */
  public static fromUserName(scope: Construct, id: string, identityStore: IIdentityStore, userName: string, options?: LookupOptions): IUser {
    return new LookedUpUser(scope, id, { identityStore, userName, options: options ?? {} });
  }

  public readonly userId: string;
  public readonly identityStore: IIdentityStore;

  /**
   * How the user came under management: `CREATED` or `ADOPTED`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * Whether the user could sign in when the function last looked, at its creation, adoption or last update: `ENABLED` or `DISABLED`, or `UNKNOWN` if
   * the service didn't say. A disabled user is managed like any other; nothing here enables or disables one.
   *
   * @attribute
   */
  public readonly userStatus: string;

  /**
   * Declares the user.
   *
   * @throws at synthesis if a value breaks a limit of the service, or the same user name or e-mail address, or one that nobody can
   * tell from it, is declared twice in a stack
   */
  constructor(scope: Construct, id: string, props: UserProps) {
    super(scope, id);
    markAs('User', this);
    const declared = typed(this, props, USER_TYPES);
    if (new.target === User) warnOfUnknown(this, props, USER_TYPES);
    refuseProblems(this, userProblems(declared));
    warnOfUnseen(this, 'userName', declared.userName);
    this.declare(declared);

    const properties = userProperties(declared);
    const resource: CustomResource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).allowed('USERS', declared.identityStore),
      resourceType: USER_RESOURCE_TYPE,
      properties,
      removalPolicy: declared.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    if (properties.ConflictPolicy === ConflictPolicy.OVERWRITE) this.warnOfOverwriting(declared);

    const attribute = (name: keyof UserAttributes): string => resource.getAttString(name);
    this.identityStore = declared.identityStore;
    this.userId = attribute('UserId');
    rememberName(this, this.userId, declared.userName);
    this.outcome = attribute('Outcome');
    this.userStatus = attribute('UserStatus');
  }

  private declare({ identityStore: { identityStoreId }, userName, email }: UserProps): void {
    declareEntity(this, { kind: 'user', identityStoreId, name: userName, elsewhere: ADOPTED_ELSEWHERE });
    if (email === undefined) return;
    declareEntity(this, {
      kind: 'e-mail address', identityStoreId, name: email, instead: 'give one of the two users another address',
      elsewhere: 'fails with EMAIL_TAKEN unless both declare the same user',
    });
  }

  private warnOfOverwriting({ userName, email }: UserProps): void {
    const user = Token.isUnresolved(userName) ? 'the declared user' : `user ${JSON.stringify(userName)}`;
    const harm = ', and gives it the declared e-mail address: whoever reads that address can then sign in with every permission the user has';
    warn(this, 'overwritesUser', `if ${user} exists, this deployment takes it over whoever it belongs to${email === undefined ? '' : harm}`);
  }
}

class ImportedUser extends Resource implements IUser {
  public readonly identityStore: IIdentityStore;
  public readonly userId: string;

  constructor(scope: Construct, id: string, props: { identityStore: IIdentityStore; userId: string }) {
    super(scope, id);
    const { identityStore, userId } = typed(this, props, USER_BY_ID_TYPES);
    this.identityStore = identityStore;
    this.userId = resourceIdIn(this, 'user', 'userId', userId);
  }
}

class LookedUpUser extends Resource implements IUser {
  public readonly identityStore: IIdentityStore;
  public readonly userId: string;

  constructor(scope: Construct, id: string, props: { identityStore: IIdentityStore; userName: string; options: LookupOptions }) {
    super(scope, id);
    const { identityStore, userName, options } = typed(this, props, USER_BY_NAME_TYPES);
    requireName(this, 'user', 'userName', userName);
    const properties: UserLookupProperties = {
      ...storeProperties(identityStore), UserName: userName, ...generationProperty(options.generation ?? identityStore.generation),
    };
    const resource = guardedResource(this, {
      function: IdentityStoreFunction.of(this).allowed('USER_LOOKUP', identityStore),
      resourceType: USER_LOOKUP_RESOURCE_TYPE,
      properties,
    });
    const attribute: keyof UserLookupAttributes = 'UserId';
    this.identityStore = identityStore;
    this.userId = resource.getAttString(attribute);
    rememberName(this, this.userId, userName);
  }
}
