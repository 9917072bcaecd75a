import { Duration } from 'aws-cdk-lib';

/**
 * What a deployment does when the invitation isn't accepted in time.
 */
export enum OnTimeout {
  /**
   * Fail with `INVITATION_NOT_ACCEPTED`: who has to do what, where, and until when the invitation is valid. It isn't taken
   * back, and the next deployment reuses it.
   */
  FAIL = 'FAIL',

  /**
   * Go on with the invitation pending. The account isn't placed.
   */
  CONTINUE = 'CONTINUE',
}

/**
 * How long a deployment waits for somebody in the invited account.
 */
export interface WaitOptions {
  /**
   * How long: 1 to 50 minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * What happens then.
   *
   * @default OnTimeout.FAIL
   */
  readonly onTimeout?: OnTimeout;
}

/**
 * The role in the invited account that accepts. It has to trust the `acceptorRole` of the invitation, and to be allowed
 * `organizations:AcceptHandshake` and, for organizations with all features, `iam:CreateServiceLinkedRole` for
 * `organizations.amazonaws.com`. What the function may do with it is restricted to these two by a session policy.
 */
export interface AssumeRoleOptions {
  /**
   * The name of the role in the account that the target names by its id: 1 to 64 characters. Either this or `roleArn`.
   *
   * @default - `roleArn` is used
   */
  readonly roleName?: string;

  /**
   * The ARN of the role, with its path if it has one. Either this or `roleName`; a target that is an e-mail address needs this.
   *
   * @default - made of the account id of the target and `roleName`
   */
  readonly roleArn?: string;

  /**
   * The external id that the trust policy of the role wants: 2 to 1,224 characters.
   *
   * @default - none
   */
  readonly externalId?: string;
}

/**
 * How an invitation is accepted.
 */
export class Acceptance {
  /**
   * By somebody in the invited account, at any time. The deployment doesn't wait.
   */
  public static none(): Acceptance {
    return new Acceptance('NONE', {}, {});
  }

  /**
   * By somebody in the invited account, while the deployment waits.
   *
   * This adds the CDK's provider framework with its state machine to the stack. The signed URL of CloudFormation's event is
   * then in the history of that state machine.
   *
   * @param options how long
   */
  public static waitFor(options?: WaitOptions): Acceptance {
    return new Acceptance('WAIT', options ?? {}, {});
  }

  /**
   * By a role in the invited account, during the deployment.
   *
   * @param options which role
   */
  public static assumeRole(options: AssumeRoleOptions): Acceptance {
    return new Acceptance('ASSUME_ROLE', {}, options ?? {});
  }

  private constructor(
    /** @internal */ public readonly _mode: 'NONE' | 'WAIT' | 'ASSUME_ROLE',
    /** @internal */ public readonly _wait: WaitOptions,
    /** @internal */ public readonly _role: AssumeRoleOptions,
  ) {}

  /**
   * The same with these options.
   *
   * @internal
   */
  public _with(wait: WaitOptions, role: AssumeRoleOptions): Acceptance {
    return new Acceptance(this._mode, wait, role);
  }
}
