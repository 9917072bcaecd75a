import type { Switches } from '../cloudformation/switches';
import type { SeededStore } from '../identity-store/seed';
import type { IdentityStoreSwitches } from '../identity-store/switches';
import type { OrganizationsSeed } from '../organizations/seed';
import type { OrganizationsSwitches } from '../organizations/switches';

/** What is in the sandbox when it starts, and how it behaves. */
export interface Seed extends OrganizationsSeed {
  readonly identityStores?: Readonly<Record<string, SeededStore>>;
  readonly switches?: SeededSwitches;
}

export interface SeededSwitches {
  readonly cloudFormation?: Partial<Switches>;
  readonly identityStore?: Partial<IdentityStoreSwitches>;
  readonly organizations?: Partial<OrganizationsSwitches>;
}
