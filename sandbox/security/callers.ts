/** Who sent a request. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  /** Set for a Lambda function of a stack: the ARN of its role. */
  readonly functionRoleArn?: string;
  /** Ends the execution environment of that function at once. */
  readonly kill?: () => void;
}

/** The access keys that the sandbox has given out, and whose they are. A key that it doesn't know is the person's own. */
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
    return this.byAccessKey.get(accessKeyId) ?? this.person;
  }
}
