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
    return new InvitationTarget(accountId ?? undefined, undefined);
  }

  /**
   * An existing account, by the e-mail address of its root user.
   *
   * @param email 6 to 64 characters
   */
  public static email(email: string): InvitationTarget {
    return new InvitationTarget(undefined, email ?? undefined);
  }

  private constructor(
    /** @internal */ public readonly _accountId: string | undefined,
    /** @internal */ public readonly _email: string | undefined,
  ) {}
}
