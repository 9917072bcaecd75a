import type { CampaignSnapshot, Snapshot, StackSnapshot } from '../../../sandbox/seed/snapshot';
import { pathIn } from './construct-path';

/** A campaign of a stack, as its last run has told. */
export interface ManagedCampaign extends Pick<CampaignSnapshot, 'status'> {
  readonly stack: StackSnapshot;
  /** The path of the construct, or the logical id. */
  readonly name: string;
}

/** All campaigns of a snapshot, in the order of their stacks. */
export function campaignsIn({ stacks, campaigns = [] }: Pick<Snapshot, 'stacks' | 'campaigns'>): ManagedCampaign[] {
  return stacks.flatMap((stack) => campaigns.filter(({ stackId }) => stackId === stack.stackId).map(({ logicalId, status }) =>
    ({ stack, name: pathIn(stack.template, logicalId), ...(status && { status }) })));
}
