/** What a `ServiceError` has, for `toThrow` and `rejects`: a message alone would not tell one exception from another. */
export function refusal(code: string, message: string): Error {
  return expect.objectContaining({ code, message }) as Error;
}

/** The refusal of something that the sandbox doesn't have. */
export function notEmulated(what: string): Error {
  return refusal('NotEmulated', `The cdk-org-guard sandbox doesn't emulate ${what}`);
}

/** An exception as a client shows it. */
export function exception(name: string, message: string, fields: object = {}, httpStatusCode = 400): Error {
  return expect.objectContaining({ name, message, $metadata: expect.objectContaining({ httpStatusCode }), ...fields }) as Error;
}
