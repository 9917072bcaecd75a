import type { Switches } from '../cloudformation/switches';
import type { SeededStore } from '../identity-store/seed';
import type { IdentityStoreSwitches } from '../identity-store/switches';
import type { LambdaSwitches } from '../lambda/switches';
import type { OrganizationsSeed } from '../organizations/seed';
import type { SeededBucket } from '../s3/seed';
import type { ParameterType } from '../ssm/parameters';
import type { OrganizationsSwitches } from '../organizations/switches';
import type { Snapshot } from './snapshot';

/** What is in the sandbox when it starts, and how it behaves. */
export interface Seed extends OrganizationsSeed {
  /** Parameters of the Systems Manager, by their names. */
  readonly parameters?: Readonly<Record<string, string | { readonly value: string; readonly type?: ParameterType }>>;
  /** Secrets, by their names: texts, or what is JSON in them. */
  readonly secrets?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
  /** Buckets of S3, by their names. */
  readonly buckets?: Readonly<Record<string, SeededBucket>>;
  readonly identityStores?: Readonly<Record<string, SeededStore>>;
  readonly switches?: SeededSwitches;
  /** What was really there somewhere, instead of what is declared above. */
  readonly snapshot?: Snapshot;
}

export interface SeededSwitches {
  readonly cloudFormation?: Partial<Switches>;
  readonly identityStore?: Partial<IdentityStoreSwitches>;
  readonly organizations?: Partial<OrganizationsSwitches>;
  readonly lambda?: Partial<LambdaSwitches>;
}
