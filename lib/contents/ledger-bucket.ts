import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LEDGER_EXPIRY_DAYS, LEDGER_NONCURRENT_DAYS } from '../contract/contents';

const CONSTRUCT_ID = 'CdkOrgGuardLedger';

/**
 * The bucket of a stack's ledgers, unless contents have one of their own. Without it nobody knows what was created and what was adopted, so it stays when the
 * stack goes.
 */
export function ledgerBucket(scope: Construct): s3.IBucket {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(CONSTRUCT_ID) as s3.IBucket | undefined;
  return existing ?? newBucket(stack);
}

function newBucket(stack: Stack): s3.IBucket {
  return new s3.Bucket(stack, CONSTRUCT_ID, {
    versioned: true,
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      {
        id: 'Overwritten',
        noncurrentVersionExpiration: Duration.days(LEDGER_NONCURRENT_DAYS),
        expiredObjectDeleteMarker: true,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
      ...Object.entries(LEDGER_EXPIRY_DAYS).map(([kind, days]) => ({ id: kind, prefix: `${kind}/`, expiration: Duration.days(days) })),
    ],
  }) as s3.IBucket;
}
