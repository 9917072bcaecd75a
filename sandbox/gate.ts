import type { Faults } from './faults/faults';
import type { Calls } from './observability/calls';
import type { Perform } from './protocol/operations';
import { NotEmulated } from './protocol/service-error';
import type { Authorizer } from './security/authorizer';

/** What stands between a request and the operation it asks for. */
export interface Gate {
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly calls: Calls;
}

/** Runs an operation for a caller that may use it, with what is to go wrong with it. */
export function performThrough({ authorizer, faults, calls }: Gate): Perform {
  return async (service, name, input, caller) => {
    const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!operation) throw new NotEmulated(`${service.name}:${name}`);
    const action = `${service.name}:${name}`;
    return calls.counted(action, caller, () => {
      authorizer.authorize(service.name, name, input, caller);
      return faults.around(action, caller, () => operation(input, caller));
    });
  };
}
