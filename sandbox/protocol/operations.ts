import type { Faults } from '../faults/faults';
import type { Calls } from '../observability/calls';
import type { Authorizer } from '../security/authorizer';
import type { Caller } from '../security/callers';
import { NotEmulated } from './service-error';

/** What a service does for one operation. It throws a `ServiceError` to refuse. */
export type Operation = (input: any, caller: Caller) => object | Promise<object>;

/** A service: its name as policies have it, and its operations by their name. */
export interface Service {
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** What stands between a request and the operation it asks for. */
export interface Gate {
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly calls: Calls;
}

/** Runs an operation for a caller that may use it, with what is to go wrong with it. */
export async function perform(service: Service, name: string, input: object, caller: Caller, { authorizer, faults, calls }: Gate): Promise<object> {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw new NotEmulated(`${service.name}:${name}`);
  const action = `${service.name}:${name}`;
  return calls.counted(action, caller, () => {
    authorizer.authorize(service.name, name, input, caller);
    return faults.around(action, caller, () => operation(input, caller));
  });
}
