/**
 * Whom an invitation is for.
 *
 * The same account by its id and by its e-mail address are two targets: AWS may refuse the second one as a duplicate.
 */
export class InvitationTarget {
  /**
   * An existing account, by its id.
   *
   * @param accountId 12 digits
   */
  public static account(accountId: string): InvitationTarget {
    return new InvitationTarget(accountId, undefined);
  }

  /**
   * An existing account, by the e-mail address of its root user.
   *
   * @param email 6 to 64 characters
   */
  public static email(email: string): InvitationTarget {
    return new InvitationTarget(undefined, email);
  }

  /**
   * The id of the account.
   *
   * @default - the target is an e-mail address
   */
  public readonly accountId?: string;

  /**
   * The e-mail address of the account.
   *
   * @default - the target is an account id
   */
  public readonly email?: string;

  private constructor(accountId: string | undefined, email: string | undefined) {
    if (accountId !== undefined) this.accountId = accountId;
    if (email !== undefined) this.email = email;
  }
}
