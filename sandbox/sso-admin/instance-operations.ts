import type { IdentityStore } from '../identity-store/identity-stores';
import type { Operation } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import { checkInput, INSTANCE_ARN, optional, RESOURCE_ARN, pageOf } from './constraints';
import type { Instance } from './instance';
import type { Instances } from './instances';

/** The reading operations on instances, and on what is in them besides permission sets and assignments, which is nothing. */
export function instanceOperations(instances: Instances): Record<string, Operation> {
  const emptyList = (operation: string, member: string): Operation => (input, caller: Caller) => {
    checkInput(operation, input, { InstanceArn: INSTANCE_ARN }, true);
    instances.administeredBy(caller, operation, input.InstanceArn);
    return pageOf(member, [], input);
  };
  return {
    ListInstances(input, caller: Caller) {
      checkInput('ListInstances', input, { RegionScope: { pattern: /^(CURRENT_REGION|ALL_REGIONS)$/ } }, true);
      const found = instances.visibleTo(input.RegionScope === 'ALL_REGIONS' ? { account: caller.account, arn: caller.arn } : caller);
      return pageOf('Instances', found.map(describeInstance), input);
    },

    DescribeInstance(input, caller: Caller) {
      checkInput('DescribeInstance', input, { InstanceArn: INSTANCE_ARN });
      const instance = instances.seenBy(caller, 'DescribeInstance', input.InstanceArn);
      return { ...describeInstance(instance), EncryptionConfigurationDetails: describeEncryption(instance), PermissionSetsEnabled: true };
    },

    ListRegions(input, caller: Caller) {
      checkInput('ListRegions', input, { InstanceArn: INSTANCE_ARN }, true);
      return pageOf('Regions', regionsOf(instances.administeredBy(caller, 'ListRegions', input.InstanceArn)), input);
    },

    DescribeInstanceAccessControlAttributeConfiguration(input, caller: Caller) {
      checkInput('DescribeInstanceAccessControlAttributeConfiguration', input, { InstanceArn: INSTANCE_ARN });
      instances.administeredBy(caller, 'DescribeInstanceAccessControlAttributeConfiguration', input.InstanceArn);
      throw new ServiceError('ResourceNotFoundException', 'Attributes for access control are not enabled for this instance.');
    },

    ListTagsForResource(input, caller: Caller) {
      checkInput('ListTagsForResource', input, { ResourceArn: RESOURCE_ARN, InstanceArn: optional(INSTANCE_ARN), NextToken: { pattern: /^/ } });
      const { ResourceArn: arn } = input as { readonly ResourceArn: string };
      const instanceArn = arn.replace(/(permissionSet|application|trustedTokenIssuer)\/([^/]+)\/.*$/, 'instance/$2').replace(/:\d{12}:/, '::');
      const instance = instances.administeredBy(caller, 'ListTagsForResource', instanceArn);
      if (arn === instance.arn) return pageOf('Tags', [], input);
      if (!arn.includes(':permissionSet/')) throw new ServiceError('ResourceNotFoundException', `Could not find ${arn}`);
      return pageOf('Tags', instance.permissionSet(arn).tags, input);
    },

    ListApplications: emptyList('ListApplications', 'Applications'),
    ListTrustedTokenIssuers: emptyList('ListTrustedTokenIssuers', 'TrustedTokenIssuers'),
  };
}

function describeInstance(instance: Instance): object {
  const { arn, createdAt } = instance;
  const { identityStoreId, arn: identityStoreArn, ownerAccount, region } = storeOf(instance);
  return {
    InstanceArn: arn,
    IdentityStoreId: identityStoreId,
    IdentityStoreArn: identityStoreArn,
    OwnerAccountId: ownerAccount,
    CreatedDate: createdAt,
    Status: 'ACTIVE',
    PrimaryRegion: region,
    Regions: regionsOf(instance),
  };
}

function regionsOf(instance: Instance): object[] {
  return [{ RegionName: storeOf(instance).region, Status: 'ACTIVE', AddedDate: instance.createdAt, IsPrimaryRegion: true }];
}

function describeEncryption(instance: Instance): object {
  const { encryptionKey } = storeOf(instance);
  return encryptionKey
    ? { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: encryptionKey.arn, EncryptionStatus: 'ENABLED' }
    : { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' };
}

/** Whoever sees an instance sees it with its store. */
function storeOf({ store }: Instance): IdentityStore {
  return store as IdentityStore;
}
