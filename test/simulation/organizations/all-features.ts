import fc from 'fast-check';
import { ALL_FEATURES_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import type { Claim, Difference, Kind } from '../domain';
import type { Features } from './entities';

export const allFeaturesValues = fc.record({ finalize: fc.boolean(), generation: fc.constantFrom('1', '2') }, { requiredKeys: ['finalize'] });

export const ALL_FEATURES: Kind = {
  resourceType: ALL_FEATURES_RESOURCE_TYPE,
  properties: ({ values: { finalize = false, generation } }) => ({
    Finalize: finalize === true, ...(generation !== undefined && { Generation: generation as string }),
  }),
  aspects: () => ['ALL_FEATURES'],
  keyOf: () => 'all features',

  differences({ holding: { ownership }, live }: Claim): Difference[] {
    const { featureSet, isRequested } = live('all-features')?.value as Features;
    if (featureSet === 'ALL') return [];
    if (isRequested && ownership === 'requested') return [];
    return [{ what: isRequested ? 'all features are requested and not enabled' : 'all features are neither enabled nor requested', excuses: [] }];
  },

  namesOf: () => ['all features'],
};
