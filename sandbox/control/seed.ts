import type { Switches } from '../cloudformation/switches';
import type { EncryptionKey } from '../identity-store/encryption';
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

export interface SeededStore {
  readonly groups?: readonly SeededGroup[];
  readonly users?: readonly SeededUser[];
  readonly memberships?: readonly SeededMembership[];
  /** The account of the Identity Center instance, if it is another one than the sandbox's. */
  readonly ownerAccount?: string;
  readonly encryptionKey?: Pick<EncryptionKey, 'arn'> & Partial<EncryptionKey>;
}

export interface SeededGroup {
  readonly displayName: string;
  readonly description?: string;
  readonly externalIds?: readonly SeededExternalId[];
}

/** The attributes of the service in camelCase, `emails` also as the one `email`. */
export interface SeededUser {
  readonly userName: string;
  readonly email?: string;
  /** `ENABLED` without it. */
  readonly userStatus?: 'ENABLED' | 'DISABLED';
  readonly externalIds?: readonly SeededExternalId[];
  readonly [attribute: string]: unknown;
}

/** Makes it a group or user that an external identity provider owns. */
export interface SeededExternalId {
  readonly issuer: string;
  readonly id: string;
}

export interface SeededMembership {
  /** Its name. */
  readonly group: string;
  /** The member's user name. */
  readonly user: string;
}
