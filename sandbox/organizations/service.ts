import type { Operation, Service } from '../protocol/operations';
import type { Authorizer } from '../security/authorizer';
import type { Time } from '../time/time';
import { accountOperations } from './account-operations';
import type { HandshakeAnswers } from './handshake-answers';
import { handshakeOperations } from './handshake-operations';
import { lifeCycleOperations } from './life-cycle-operations';
import { organizationOperations } from './organization-operations';
import type { Organizations } from './organizations';
import { policyOperations } from './policy-operations';
import { serviceAccessOperations } from './service-access-operations';
import { structureOperations } from './structure-operations';
import { tagOperations } from './tag-operations';
import { Throttle } from './throttle';

/** AWS Organizations, with every operation that the sandbox has of it. */
export function organizationsService(world: Organizations, answers: HandshakeAnswers, authorizer: Authorizer, time: Time): Service {
  const operations = {
    ...organizationOperations(world), ...accountOperations(world), ...structureOperations(world), ...tagOperations(world),
    ...handshakeOperations(world, answers, authorizer), ...lifeCycleOperations(world), ...serviceAccessOperations(world), ...policyOperations(world),
  };
  return { name: 'organizations', operations: settled(world.switches.throttling ? throttled(operations, world, new Throttle(time)) : operations, world) };
}

function throttled(operations: Record<string, Operation>, world: Organizations, throttle: Throttle): Record<string, Operation> {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]): [string, Operation] => [name, (input, caller) => {
    throttle.admit(name, caller.account, world.of(caller.account)?.id);
    return operation(input, caller);
  }]));
}

/** What was begun by earlier calls has gone on since. */
function settled(operations: Record<string, Operation>, { lifeCycle }: Organizations): Record<string, Operation> {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]): [string, Operation] => [name, (input, caller) => {
    lifeCycle.settle();
    return operation(input, caller);
  }]));
}
