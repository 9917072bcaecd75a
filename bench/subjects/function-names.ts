/** The functions of the library, by their folders. */
export type FunctionName = 'identity-store' | 'organizations';

export const FUNCTION_NAMES: readonly FunctionName[] = ['identity-store', 'organizations'];
