/**
 * Settings of every client: one attempt, since retries are the guard's own, and no call that hangs, since it would use up
 * the time of the function. A call is over after about ten seconds at the latest, however little of the answer arrives.
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
