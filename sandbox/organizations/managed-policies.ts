import type { PolicyType } from '@aws-sdk/client-organizations';

/** A policy of AWS that every organization with all features has. */
export interface ManagedPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: PolicyType;
  readonly content: string;
}

const ALLOW_EVERYTHING = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

export const MANAGED_POLICIES: readonly ManagedPolicy[] = [
  {
    id: 'p-FullAWSAccess',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    type: 'SERVICE_CONTROL_POLICY',
    content: JSON.stringify({ Version: '2012-10-17', Statement: ALLOW_EVERYTHING }, undefined, 2),
  },
  {
    id: 'p-RCPFullAWSAccess',
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every resource',
    type: 'RESOURCE_CONTROL_POLICY',
    content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }, undefined, 2),
  },
];

export const POLICY_TYPES: readonly PolicyType[] = [
  'SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY', 'BACKUP_POLICY', 'AISERVICES_OPT_OUT_POLICY', 'CHATBOT_POLICY', 'DECLARATIVE_POLICY_EC2',
  'SECURITYHUB_POLICY', 'SECURITYHUB_CSPM_POLICY', 'GUARDDUTY_POLICY', 'INSPECTOR_POLICY', 'UPGRADE_ROLLOUT_POLICY', 'BEDROCK_POLICY', 'S3_POLICY', 'NETWORK_SECURITY_DIRECTOR_POLICY',
];
