/**
 * Settings of every client: one attempt, since retries are the guard's own, and no call that hangs, since it would use up
 * the time of the function. How long an answer may take to arrive is in `limited.ts`.
 */
export const CLIENT_SETTINGS = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 3_000,
    // Until the answer begins.
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
    // While the answer arrives, between two pieces of it.
    socketTimeout: 5_000,
  },
};
