/** An error that a service answers with, in the protocol of the request. */
export class ServiceError extends Error {
  /**
   * @param code the exception as AWS names it
   * @param fields further members of the exception
   */
  constructor(
    public readonly code: string,
    message: string,
    public readonly fields: Readonly<Record<string, unknown>> = {},
    public readonly httpStatus = 400,
  ) {
    super(message);
  }
}

/** Something of AWS that the sandbox doesn't have. It is refused by name and never answered with a guess. */
export class NotEmulated extends ServiceError {
  constructor(what: string) {
    super('NotEmulated', `The cdk-org-guard sandbox doesn't emulate ${what}`);
  }
}
