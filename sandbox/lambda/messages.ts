/** What the sandbox and the child process in which a function runs tell each other. */

export interface InvokeMessage {
  readonly invoke: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly payload: unknown;
    /** When the function times out by the computer's clock, in milliseconds since 1970. */
    readonly deadline: number;
    /** By how many milliseconds the sandbox's clock is ahead of the computer's. */
    readonly clockAhead: number;
  };
}

export type ChildMessage =
  /** The invocation has reached the process. */
  | { readonly begun: true }
  | { readonly log: string }
  /** A module of Lambda's image that the sandbox doesn't have. What the function does from then on isn't what it does in AWS. */
  | { readonly lacks: string }
  | { readonly result: { readonly ok: true; readonly value: unknown } }
  | { readonly result: { readonly ok: false; readonly errorType: string; readonly errorMessage: string; readonly trace: string[] } };

/** Environment variables by which a child process knows what it is to the sandbox. */
export const CHILD_VARIABLES = {
  /** Directory of the function's code. */
  code: 'CDK_ORG_GUARD_SANDBOX_CODE',
  /** The port of the sandbox on the loopback interface. */
  port: 'CDK_ORG_GUARD_SANDBOX_PORT',
} as const;
