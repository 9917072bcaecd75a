/** The calls that the functions of a campaign make, as policies name them but for the lists of S3, its answers and what invokes it. */
export const OPERATIONS: readonly string[] = [
  'InviteAccountToOrganization', 'CancelHandshake', 'ListHandshakesForOrganization', 'ListAccounts', 'DescribeAccount', 'AcceptHandshake', 'ListParents',
  'MoveAccount', 'ListTagsForResource', 'TagResource',
].map((operation) => `organizations:${operation}`).concat(
  's3:GetObject', 's3:PutObject', 's3:ListObjectsV2', 'events:PutEvents', 'sts:AssumeRole', 'cloudformation:DescribeStacks', 'answer',
  'deliver:Create', 'deliver:Update', 'deliver:Delete', 'deliver:Invocation',
);
