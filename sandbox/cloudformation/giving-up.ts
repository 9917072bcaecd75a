import { setMaxListeners } from 'node:events';

/** Tells every resource that is being created that the operation has failed: as many may listen as a stack has resources. */
export function givingUp(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** For what goes on whatever else fails: deletions, updates. One for each, since it keeps everybody who listens to it. */
export function never(): AbortSignal {
  return givingUp().signal;
}
