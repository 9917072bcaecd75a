/** What every guarded resource and its function agree on. */

/**
 * How long CloudFormation waits for an answer, in seconds: a dead function fails the deployment in minutes and not
 * after CloudFormation's own limit of one hour.
 */
export const SERVICE_TIMEOUT_SECONDS = 900;

/** The environment variable from which a function knows the name of its own role: what it has created may say that it was created by that. */
export const ROLE_NAME = 'ROLE_NAME';
