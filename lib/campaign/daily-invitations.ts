/**
 * How many invitations a campaign sends in 24 hours.
 */
export class DailyInvitations {
  /**
   * As many as AWS takes: the larger of 20 and the organization's quota of accounts, less what others send. Accepted invitations don't count. The campaign
   * invites until AWS refuses, and goes on an hour later.
   */
  public static allowance(): DailyInvitations {
    return new DailyInvitations(undefined);
  }

  /**
   * At most so many, with those that others have sent in the last 24 hours and that weren't accepted.
   *
   * @param invitations at least 1
   */
  public static of(invitations: number): DailyInvitations {
    return new DailyInvitations(invitations ?? undefined);
  }

  private constructor(/** @internal */ public readonly _most: number | undefined) {}
}
