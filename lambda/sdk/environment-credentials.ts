import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's default chain of credential providers when a function is bundled: a function only ever has the
 * credentials in its environment, and without the other providers it loads a third faster.
 */
export const defaultProvider = (): ReturnType<typeof fromEnv> => fromEnv();
