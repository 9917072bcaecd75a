/** How the same people can be declared. */
export type Way = 'guarded' | 'aws-custom-resource' | 'provider-framework';

export const WAYS: readonly Way[] = ['guarded', 'aws-custom-resource', 'provider-framework'];
