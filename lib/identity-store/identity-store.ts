import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { Construct, IConstruct } from 'constructs';
import { ConflictPolicy } from './conflict-policy';
import { ACCOUNT_ID } from '../contract/forms';
import { IDENTITY_STORE_TYPES } from './property-types';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { refuse, requireMatch } from '../properties/validation';

/** `d-` and ten hexadecimal digits, or the bare UUID of stores that are older than this form. */
const IDENTITY_STORE_ID = /^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const IDENTITY_STORE_ARN = /^arn:[a-z-]+:identitystore::(\d{12}):identitystore\/([^/]+)$/;
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/**
 * The Identity Store of an IAM Identity Center instance: the directory that holds its users and groups.
 */
export interface IIdentityStore extends IConstruct {
  /**
   * The id of the store, for example `d-1234567890`.
   *
   * @attribute
   */
  readonly identityStoreId: string;

  /**
   * The ARN of the store, for policies. The account in it is `*` unless the owner account is known: the store belongs to
   * the organization's management account, which a delegated administrator's stack may not know.
   *
   * @attribute
   */
  readonly identityStoreArn: string;

  /**
   * The Region of the store, if it is not that of the stack.
   *
   * @default - the Region of the stack
   */
  readonly region?: string;

  /**
   * The customer managed KMS key that encrypts the store.
   *
   * @default - the store is encrypted with a key of AWS
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * What users, groups and memberships declared in this store do when they are already there, unless they say otherwise.
   */
  readonly conflictPolicy: ConflictPolicy;

  /**
   * The generation of everything that is declared or looked up in this store and doesn't say its own.
   *
   * @default - none
   */
  readonly generation?: string;
}

/**
 * What is known of an Identity Store.
 */
export interface IdentityStoreAttributes {
  /**
   * The id of the store: `d-` and ten lower-case hexadecimal digits (or, for old stores, a UUID), as shown under Settings in
   * the IAM Identity Center console and by `aws sso-admin list-instances`. Its ARN will do as well.
   */
  readonly identityStoreId: string;

  /**
   * The account that owns the IAM Identity Center instance, 12 digits: usually the organization's management account, also
   * when a delegated administrator deploys. It makes the permissions of the function exact.
   *
   * @default - the account of the ARN if one is given, else any account with this store
   */
  readonly ownerAccount?: string;

  /**
   * The primary Region of the IAM Identity Center instance. Only there the store can be written to.
   *
   * @default - the Region of the stack
   */
  readonly region?: string;

  /**
   * The customer managed KMS key that encrypts the store: the key itself, not an alias. The function gets permission to use
   * it for this store; the policy of the key has to allow that as well.
   *
   * @default - the store is encrypted with a key of AWS
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * What users, groups and memberships declared in this store do when they are already there, unless they say otherwise.
   *
   * @default ConflictPolicy.ADOPT
   */
  readonly conflictPolicy?: ConflictPolicy;

  /**
   * Any text. Changing it makes the next deployment look again at every user, group and membership that is declared or looked up in this
   * store and doesn't say its own `generation`, for example after somebody changed some of them by hand. Each of them is an update.
   *
   * @default - each is looked at when one of its own properties changes
   */
  readonly generation?: string;
}

/**
 * The Identity Store of an IAM Identity Center instance: the directory that holds its users and groups.
 *
 * A store is never created by this library, only referred to.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ConflictPolicy, IdentityStore } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 *
 * IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', {
 *   identityStoreId: 'd-1234567890',
 *   ownerAccount: '111122223333',
 *   conflictPolicy: ConflictPolicy.FAIL,
 * });
 */
export class IdentityStore extends Construct implements IIdentityStore {
  /**
   * Refers to the store with this id. Nothing is looked up.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStoreId `d-` and ten lower-case hexadecimal digits (or, for old stores, a UUID), as shown under
   * Settings in the IAM Identity Center console and by `aws sso-admin list-instances`; or the ARN of the store
   * @throws at synthesis if the id has another form
   */
  public static fromIdentityStoreId(scope: Construct, id: string, identityStoreId: string): IIdentityStore {
    return new IdentityStore(scope, id, { identityStoreId });
  }

  /**
   * Refers to a store that belongs to another account, is in another Region, is encrypted with a customer managed key, or
   * has a conflict policy of its own. Nothing is looked up.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param attrs what is known of the store
   * @throws at synthesis if an attribute has another form than allowed
   */
  public static fromIdentityStoreAttributes(scope: Construct, id: string, attrs: IdentityStoreAttributes): IIdentityStore {
    return new IdentityStore(scope, id, attrs);
  }

  public readonly identityStoreId: string;
  public readonly identityStoreArn: string;
  public readonly region?: string;
  public readonly encryptionKey?: IKeyRef;
  public readonly conflictPolicy: ConflictPolicy;
  public readonly generation?: string;

  private constructor(scope: Construct, id: string, attrs: IdentityStoreAttributes) {
    super(scope, id);
    const known = typed(this, attrs, IDENTITY_STORE_TYPES);
    warnOfUnknown(this, attrs, IDENTITY_STORE_TYPES);
    const [, arnAccount, arnId] = Token.isUnresolved(known.identityStoreId) ? [] : IDENTITY_STORE_ARN.exec(known.identityStoreId) ?? [];
    this.identityStoreId = arnId ?? known.identityStoreId;
    requireMatch(this, 'identityStoreId', this.identityStoreId, IDENTITY_STORE_ID,
      '"d-" and ten lower-case hexadecimal digits, or a UUID, or the ARN of a store');
    requireMatch(this, 'ownerAccount', known.ownerAccount, ACCOUNT_ID.form, '12 digits');
    this.refuseAnotherAccount(known.ownerAccount, arnAccount);
    requireMatch(this, 'region', known.region, REGION, 'a Region, for example "eu-central-1"');
    if (known.region !== undefined) this.region = known.region;
    if (known.generation !== undefined) this.generation = known.generation;
    if (known.encryptionKey) this.encryptionKey = known.encryptionKey;
    this.conflictPolicy = known.conflictPolicy ?? ConflictPolicy.ADOPT;
    this.identityStoreArn = Arn.format({
      service: 'identitystore',
      region: '',
      account: known.ownerAccount ?? arnAccount ?? '*',
      resource: 'identitystore',
      resourceName: this.identityStoreId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }, Stack.of(this));
  }

  private refuseAnotherAccount(ownerAccount: string | undefined, arnAccount: string | undefined): void {
    if (ownerAccount === undefined || arnAccount === undefined || Token.isUnresolved(ownerAccount) || ownerAccount === arnAccount) return;
    refuse(this, 'ownerAccount', ownerAccount, `left out or ${arnAccount}, the account in the ARN of the store`);
  }
}
