import type { Caller } from '../security/callers';

/** What a service does for one operation. It throws a `ServiceError` to refuse. */
export type Operation = (input: any, caller: Caller) => object | Promise<object>;

/** A service: its name as policies have it, and its operations by their name. */
export interface Service {
  readonly name: string;
  /** Whether its exceptions have the id of the request as a member. */
  readonly tellsRequestIds?: boolean;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** Runs an operation for a caller. It throws a `ServiceError` to refuse. */
export type Perform = (service: Service, name: string, input: object, caller: Caller) => Promise<object>;
