import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { requireMatch } from '../private/validation';

/** `d-` and ten hexadecimal digits, or the bare UUID of stores that are older than this form. */
const IDENTITY_STORE_ID = /^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

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
   * The ARN of the store, for policies. The account in it is `*`, because the store belongs to the organization's
   * management account, which a delegated administrator's stack doesn't know.
   *
   * @attribute
   */
  readonly identityStoreArn: string;
}

/**
 * The Identity Store of an IAM Identity Center instance: the directory that holds its users and groups.
 *
 * A store is never created by this library, only referred to.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html
 */
export class IdentityStore extends Construct implements IIdentityStore {
  /**
   * Refers to the store with this id. Nothing is looked up.
   *
   * @param scope the construct that holds the reference
   * @param id the construct id
   * @param identityStoreId `d-` and ten lower-case hexadecimal digits (or, for old stores, a UUID), as shown under
   * Settings in the IAM Identity Center console and by `aws sso-admin list-instances`
   * @throws at synthesis if the id has another form
   */
  public static fromIdentityStoreId(scope: Construct, id: string, identityStoreId: string): IIdentityStore {
    return new IdentityStore(scope, id, identityStoreId);
  }

  public readonly identityStoreId: string;
  public readonly identityStoreArn: string;

  private constructor(scope: Construct, id: string, identityStoreId: string) {
    super(scope, id);
    requireMatch(this, 'identityStoreId', identityStoreId, IDENTITY_STORE_ID,
      '"d-" and ten lower-case hexadecimal digits, or a UUID');
    this.identityStoreId = identityStoreId;
    this.identityStoreArn = Arn.format({
      service: 'identitystore',
      region: '',
      account: '*',
      resource: 'identitystore',
      resourceName: identityStoreId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }, Stack.of(this));
  }
}
