/** The calls that the function of contents makes, as policies name them but for the lists of S3, its answers and the events on their way to it. */
export const OPERATIONS: readonly string[] = [
  ...['User', 'Group'].flatMap((kind) => [`Create${kind}`, `Describe${kind}`, `Get${kind}Id`, `Update${kind}`, `Delete${kind}`]),
  'CreateGroupMembership', 'DescribeGroupMembership', 'GetGroupMembershipId', 'DeleteGroupMembership', 'ListGroupMemberships',
].map((operation) => `identitystore:${operation}`).concat(
  's3:GetObject', 's3:PutObject', 's3:ListObjectsV2',
  'states:StartExecution', 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'answer', 'deliver:Create', 'deliver:Update', 'deliver:Delete',
);
