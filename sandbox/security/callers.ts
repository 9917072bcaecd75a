import type { PolicyDocument } from './policy';

/** Who sent a request. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  /** The Region that a request was sent to; the sandbox's own without it. */
  readonly region?: string;
  /** The ARN of the role whose policies say what the caller may do. Without one it may do everything, as a person at the computer may. */
  readonly roleArn?: string;
  /** What the session was restricted to when the role was assumed. */
  readonly sessionPolicies?: readonly PolicyDocument[];
  /** Ends the execution environment of the function that calls at once. */
  readonly kill?: () => void;
}

/** The access key of the person at the computer in any account. */
const PERSON_IN_ACCOUNT = /^SANDBOX(\d{12})$/;

/**
 * The access keys that the sandbox has given out, and whose they are. `SANDBOX111122223333` is the person's own key in the
 * account 111122223333; a key that the sandbox doesn't know is the person's in the sandbox's own account.
 */
export class Callers {
  private readonly byAccessKey = new Map<string, Caller>();
  private issued = 0;

  constructor(private readonly person: Caller) {}

  /** Gives out an access key. */
  public issue(caller: Caller): string {
    const accessKeyId = `ASIASANDBOX${String(this.issued++).padStart(9, '0')}`;
    this.byAccessKey.set(accessKeyId, caller);
    return accessKeyId;
  }

  /** Reads who signed a request. Signatures are not checked: only this computer can reach the sandbox. */
  public callerOf(authorization: string | undefined): Caller {
    const [, accessKeyId = ''] = /Credential=([^/]+)\//.exec(authorization ?? '') ?? [];
    const [, account] = PERSON_IN_ACCOUNT.exec(accessKeyId) ?? [];
    return this.byAccessKey.get(accessKeyId) ?? (account === undefined ? this.person : this.personIn(account));
  }

  /** The person at the computer, signed in to an account. */
  public personIn(account: string): Caller {
    return { account, arn: this.person.arn.replace(`:${this.person.account}:`, `:${account}:`) };
  }
}
