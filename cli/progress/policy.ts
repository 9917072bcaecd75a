/** The policy that reading progress needs. Names of stacks, of the ledger's bucket and of the state machine can be put in for the asterisks. */
export function progressPolicy(): object {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'], Resource: '*' },
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::*/head/*', 'arn:aws:s3:::*/report/*'] },
      // Without it S3 says of what isn't there that it may not be read.
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: 'arn:aws:s3:::*' },
      { Effect: 'Allow', Action: ['states:DescribeExecution'], Resource: '*' },
    ],
  };
}
