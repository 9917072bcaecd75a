import type { Caller } from '../security/callers';

/** A deployed Lambda function. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** Module and export, for example `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  /** How many invocations have room of their own, and are the most that run at the same time; 0 stops the function. */
  readonly reservedConcurrency?: number;
  readonly code: FunctionCode;
  readonly logging: Logging;
}

/** A zip file in a bucket, or the text of the only file. */
export type FunctionCode = { readonly bucket: string; readonly key: string } | { readonly inline: string };

export interface Logging {
  readonly group: string;
  readonly format: 'Text' | 'JSON';
  /** The least level that is kept, for the JSON format. */
  readonly applicationLevel: string;
}

export interface Invocation {
  readonly requestId: string;
  readonly payload: unknown;
  /** Who waits for the end, if somebody does. */
  readonly invoker?: Invoker;
}

/** A function that has invoked another one, or somebody else. */
export type Invoker = Caller | 'SERVICE';

/** What came of an invocation: what the handler returned, or the error in the shape that the Lambda runtime reports. */
export type InvocationResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string; readonly trace: readonly string[] };

/** The error of a function that asked for something of Lambda's image that the sandbox doesn't have: no other attempt helps, and AWS has no such error. */
export const NOT_IN_THE_IMAGE = 'Sandbox.NotInTheImage';

/** Runs functions, in child processes or in this one. */
export interface FunctionRunner {
  /** Makes the code ready. */
  deploy(definition: FunctionDefinition): Promise<void>;

  /** Runs the handler once and writes what it logs. Never rejects. */
  run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult>;

  /** Stops what waits for the next invocation, and what runs as soon as it has answered. */
  remove(functionName: string): Promise<void>;

  close(): Promise<void>;
}
