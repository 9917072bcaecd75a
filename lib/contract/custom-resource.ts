/** What every guarded resource and its function agree on. */

/**
 * How long CloudFormation waits for an answer, in seconds: a dead function fails the deployment in minutes and not
 * after CloudFormation's own limit of one hour.
 */
export const SERVICE_TIMEOUT_SECONDS = 900;

/** The environment variable that tells a function the name of its own role. An entity that the function has created may name that role as its creator. */
export const ROLE_NAME = 'ROLE_NAME';
