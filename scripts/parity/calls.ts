import { deepStrictEqual } from 'node:assert/strict';

/** What a client made of the sandbox's answer to a call. */
export type Answer =
  | { readonly kind: 'OUTPUT'; readonly output: any }
  | {
    readonly kind: 'ERROR';
    /** What the client took the error for. */
    readonly code: string;
    readonly message: string;
    /** The further members of the exception, if the client tells them. */
    readonly details?: Readonly<Record<string, unknown>>;
  };

/** A client that makes single calls. */
export interface Caller {
  call(operation: string, input: object): Promise<Answer>;
  /** Makes a list operation with one item a page, and puts the pages together. */
  list(operation: string, input: object): Promise<Answer>;
}

/** As AWS's clients name services on their command lines. */
export type ServiceName = 'identitystore' | 'organizations' | 'sso-admin' | 'sts';

/** Who calls. */
export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken?: string;
}

/** Makes callers of a service, with the credentials of the sandbox's environment or with others. */
export interface Callers {
  of(service: ServiceName, credentials?: Credentials): Caller;
}

/** Calls to a service, with what is expected of their answers. */
export class Calls {
  /**
   * @param common what every input has
   */
  constructor(private readonly caller: Caller, private readonly common: object = {}) {}

  /** @throws when the call is refused */
  public async make(operation: string, input: object = {}): Promise<any> {
    return outputOf(operation, await this.caller.call(operation, { ...this.common, ...input }));
  }

  /** @throws when the call is refused */
  public async list(operation: string, input: object = {}): Promise<any> {
    return outputOf(operation, await this.caller.list(operation, { ...this.common, ...input }));
  }

  /** @throws when the call isn't refused with just that exception, which the client has to recognise */
  public async refused(operation: string, input: object, code: string, details: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const answer = await this.caller.call(operation, { ...this.common, ...input });
    if (answer.kind === 'OUTPUT') throw new Error(`${operation} was not refused: ${JSON.stringify(answer.output)}`);
    if (answer.code !== code) throw new Error(`${operation} was refused with ${answer.code} instead of ${code}: ${answer.message}`);
    if (answer.message === '') throw new Error(`${operation} was refused without a message`);
    if (answer.details) expectMembers(answer.details, details);
  }
}

function outputOf(operation: string, answer: Answer): any {
  if (answer.kind === 'ERROR') throw new Error(`${operation} was refused with ${answer.code}: ${answer.message}`);
  return answer.output;
}

/** Compares the members that are expected, and no others. What is expected to be undefined must not be there. */
export function expectMembers(actual: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): void {
  deepStrictEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, actual[name]])), expected);
}

/** Compares lists whose order doesn't matter. */
export function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  deepStrictEqual([...actual].sort(), [...expected].sort());
}

const LONGEST_AGO = 5 * 60_000;

/** Expects a time of just now, however the client shows it: in seconds or as a text. */
export function expectJustNow(shown: unknown): void {
  const time = typeof shown === 'number' ? shown * 1000 : Date.parse(String(shown));
  if (!(Math.abs(Date.now() - time) < LONGEST_AGO)) throw new Error(`${String(shown)} is not just now`);
}
