import { Aws, Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LedgerKind, ledgerPrefix } from '../contract/contents';
import { allow } from '../functions/guard-lambda';
import { PermissionPolicies, Subject } from '../functions/permission-policies';

/** What the function of a stack may do in one ledger's bucket: only with the objects of its own stack, and without deleting any. */
export class LedgerPolicies extends PermissionPolicies<'LEDGER'> {
  public static subjectOf({ bucketArn, encryptionKey }: IBucket): Subject {
    return [bucketArn, encryptionKey?.keyArn];
  }

  /**
   * @param kinds those of the objects that the function has
   */
  constructor(scope: Construct, id: string, role: iam.Role, private readonly bucket: IBucket, private readonly kinds: readonly LedgerKind[]) {
    super(scope, id, role);
  }

  public allow(): iam.Policy {
    return this.policyOf('LEDGER', () => {
      const { bucketArn, encryptionKey } = this.bucket;
      const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
      const prefixes = this.kinds.map((kind) => `${ledgerPrefix(kind, stackUuid)}*`);
      return [
        allow(['s3:GetObject', 's3:PutObject'], prefixes.map((prefix) => this.bucket.arnForObjects(prefix))),
        // Who may not list is told of an object that isn't there that access is denied.
        new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn], conditions: { StringLike: { 's3:prefix': prefixes } } }),
        ...(encryptionKey ? [this.usingKey(encryptionKey.keyArn)] : []),
      ];
    });
  }

  private usingKey(keyArn: string): iam.PolicyStatement {
    const { region, urlSuffix } = Stack.of(this);
    // In a partition with a suffix of its own the key may be asked for by either name.
    const services = ['amazonaws.com', urlSuffix].map((suffix) => `s3.${region}.${suffix}`);
    return new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn], conditions: { StringEquals: { 'kms:ViaService': services } } });
  }
}
