import type { FunctionRunner } from '../../sandbox/lambda/function';

/** Nothing is deployed as a function of Lambda in a rehearsal. */
export const NO_FUNCTIONS: FunctionRunner = {
  deploy: async () => undefined,
  run: async () => ({ ok: false, errorType: 'Rehearsal', errorMessage: 'no function runs in a rehearsal', trace: [] }),
  remove: async () => undefined,
  close: async () => undefined,
};
