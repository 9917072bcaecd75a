import { setMaxListeners } from 'node:events';

/** Tells every resource in creation that the operation has failed. A stack may have any number of them, so the number of listeners isn't limited. */
export function unlimitedAbortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A signal for deletions and updates, which go on whatever else fails. Each of them gets its own, since a signal keeps its listeners. */
export function neverAborted(): AbortSignal {
  return unlimitedAbortController().signal;
}
