const allow = (Action: string | readonly string[], Resource = '*'): object => ({ Effect: 'Allow', Action, Resource });
const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const DIRECTORY_KEYS = {
  ...allow('kms:Decrypt'),
  Condition: { StringLike: { 'kms:EncryptionContext:aws:identitystore:identitystore-arn': '*', 'kms:ViaService': 'identitystore.*.amazonaws.com' } },
};

const STATEMENTS: Readonly<Record<string, readonly object[]>> = {
  AdministratorAccess: [allow('*')],
  AWSCloudFormationReadOnlyAccess: [allow(['Describe*', 'EstimateTemplateCost', 'Get*', 'List*', 'ValidateTemplate', 'Detect*'].map((name) => `cloudformation:${name}`))],
  AWSOrganizationsReadOnlyAccess: [
    allow(['organizations:Describe*', 'organizations:List*']),
    allow(['account:GetAlternateContact', 'account:GetContactInformation', 'account:ListRegions', 'account:GetRegionOptStatus', 'account:GetPrimaryEmail']),
  ],
  AWSSSODirectoryAdministrator: [allow(['sso-directory:*', 'identitystore:*', 'identitystore-auth:*', 'sso:ListDirectoryAssociations']), DIRECTORY_KEYS],
  AWSSSODirectoryReadOnly: [
    allow([
      'sso-directory:Search*', 'sso-directory:Describe*', 'sso-directory:List*', 'sso-directory:Get*', 'identitystore:Describe*', 'identitystore:List*',
      'identitystore-auth:ListSessions', 'identitystore-auth:BatchGetSession',
    ]),
    DIRECTORY_KEYS,
  ],
  AWSXRayDaemonWriteAccess: [allow([
    'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
  ])],
  IAMFullAccess: [allow([
    'iam:*', 'organizations:DescribeAccount', 'organizations:DescribeOrganization', 'organizations:DescribeOrganizationalUnit',
    'organizations:DescribePolicy', 'organizations:ListChildren', 'organizations:ListParents', 'organizations:ListPoliciesForTarget',
    'organizations:ListRoots', 'organizations:ListPolicies', 'organizations:ListTargetsForPolicy',
  ])],
  PowerUserAccess: [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow([
      'account:GetAccountInformation', 'account:GetGovCloudAccountInformation', 'account:GetPrimaryEmail', 'account:ListRegions',
      'iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeEffectivePolicy', 'organizations:DescribeOrganization',
    ]),
  ],
  // As far as the services go that are here; the policy names more than a thousand actions.
  ReadOnlyAccess: [allow([
    ...['cloudformation', 'ecr', 'iam', 'identitystore', 'kms', 'lambda', 'logs', 'organizations', 's3', 'sso', 'states']
      .flatMap((service) => [`${service}:Get*`, `${service}:List*`]),
    ...['cloudformation', 'cloudtrail', 'ecr', 'identitystore', 'kms', 'logs', 'organizations', 'secretsmanager', 'sso', 'ssm', 'states']
      .map((service) => `${service}:Describe*`),
    'cloudformation:Detect*', 'cloudtrail:LookupEvents', 'logs:FilterLogEvents', 'secretsmanager:List*', 'ssm:Get*', 'ssm:List*', 'sts:GetCallerIdentity',
  ])],
  'service-role/AWSLambdaBasicExecutionRole': [allow(LOGS)],
  'service-role/AWSLambdaVPCAccessExecutionRole': [allow([
    ...LOGS, 'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
  ])],
};

/** What some of AWS's own managed policies allow, by their path and name. */
export const AWS_MANAGED_POLICIES: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(STATEMENTS).map(([name, Statement]) => [name, { Version: '2012-10-17', Statement }]));
