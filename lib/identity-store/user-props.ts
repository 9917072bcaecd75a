import { RemovalPolicy } from 'aws-cdk-lib';
import { ConflictPolicy } from './conflict-policy';
import { IIdentityStore } from './identity-store';
import { Address, EnterpriseExtension, Name, Photo } from './user-attributes';

/**
 * What is declared of a user. Every text has 1 to 1024 characters unless said otherwise. An attribute that isn't declared
 * is left as it is; one that isn't declared any more is removed, unless somebody has changed it meanwhile.
 */
export interface UserDeclaration {
  /**
   * The name that the user signs in with, unique in the store: 1 to 128 letters, marks, symbols, numbers and punctuation,
   * without blanks. `Administrator` and `AWSAdministrators` are reserved by the service. A change is tried in place, so that
   * the user id stays; if the service refuses it, the deployment fails with `USER_NAME_NOT_RENAMABLE`.
   */
  readonly userName: string;

  /**
   * The name that the console shows.
   */
  readonly displayName: string;

  /**
   * The name of the person.
   */
  readonly name: Name;

  /**
   * The e-mail address, unique in the store. It is what proves that an existing user is the declared one, so a user without
   * can't be adopted. The user id stays when it changes.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly email?: string;

  /**
   * What kind of e-mail address it is, for example `work`.
   *
   * @default - not said; that of an adopted user stays as it is
   */
  readonly emailType?: string;

  /**
   * The phone number.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly phoneNumber?: string;

  /**
   * What kind of phone number it is, for example `mobile`.
   *
   * @default - not said; that of an adopted user stays as it is
   */
  readonly phoneNumberType?: string;

  /**
   * The postal address.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly address?: Address;

  /**
   * A nick name.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly nickName?: string;

  /**
   * The URL of a page about the user.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly profileUrl?: string;

  /**
   * What kind of user it is, for example `Employee`.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly userType?: string;

  /**
   * The title, for example `Senior Engineer`.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly title?: string;

  /**
   * The preferred language, for example `en-us`.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly preferredLanguage?: string;

  /**
   * The geographical region, for example `en-US`.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly locale?: string;

  /**
   * The time zone, for example `Europe/Berlin`.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly timezone?: string;

  /**
   * One to three photos, by their URLs.
   *
   * @default - a created user has none; those of an adopted user stay as they are
   */
  readonly photos?: Photo[];

  /**
   * The URL of the user's web site.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly website?: string;

  /**
   * The date of birth, as YYYY-MM-DD.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly birthdate?: string;

  /**
   * The role of the user.
   *
   * @default - a created user has none; that of an adopted user stays as it is
   */
  readonly role?: string;

  /**
   * What kind of role it is.
   *
   * @default - not said; that of an adopted user stays as it is
   */
  readonly roleType?: string;

  /**
   * Attributes of a person in a company.
   *
   * @default - a created user has none; those of an adopted user stay as they are
   */
  readonly enterprise?: EnterpriseExtension;
}

/**
 * What a guarded user declares.
 */
export interface UserProps extends UserDeclaration {
  /**
   * The store that holds the user. A declared user can't move to another store: give it a new construct id instead.
   */
  readonly identityStore: IIdentityStore;

  /**
   * What happens when a user with this name is already there.
   *
   * @default - the policy of the identity store, which is ConflictPolicy.ADOPT unless set otherwise
   */
  readonly conflictPolicy?: ConflictPolicy;

  /**
   * What happens to the user when it is removed from the stack, or the stack is deleted. Deleting a user also deletes its
   * memberships and its permission set assignments, and a new user with its name gets another id. A user that was adopted is
   * never deleted, whatever is set here. `SNAPSHOT` is not possible.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - a deployment that fails cleans up the user it created, nothing else
   * deletes a person
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Any text. Changing it makes the next deployment compare the user with its declaration again, for example after somebody
   * changed it by hand: CloudFormation sends nothing when nothing changed.
   *
   * @default - the user is looked at when one of its other properties changes
   */
  readonly generation?: string;
}
