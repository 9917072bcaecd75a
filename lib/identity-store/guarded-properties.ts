import { Token } from 'aws-cdk-lib';
import { GuardedProperties, NamedProperties, StoreProperties } from '../contract/identity-store';
import { generationProperty } from '../custom-resource/generation';
import { ConflictPolicy } from './conflict-policy';
import { IIdentityStore } from './identity-store';

interface Guarded {
  readonly conflictPolicy?: ConflictPolicy;
  readonly generation?: string;
}

/** The properties that tell where something is. */
export function storeProperties({ identityStoreId, region }: IIdentityStore): StoreProperties {
  return { IdentityStoreId: identityStoreId, ...(region !== undefined && { Region: region }) };
}

/** The properties that everything guarded has. */
export function guardedProperties(identityStore: IIdentityStore, { conflictPolicy, generation }: Guarded): GuardedProperties {
  return {
    ...storeProperties(identityStore),
    ConflictPolicy: conflictPolicy ?? identityStore.conflictPolicy,
    ...generationProperty(generation ?? identityStore.generation),
  };
}

/** The property that tells of a name which isn't known yet. */
export function nameProperty(name: string): Pick<NamedProperties, 'NamedAtDeployment'> {
  return Token.isUnresolved(name) ? { NamedAtDeployment: true } : {};
}
