import type { Environment } from '../../environment';
import { NotEmulated, ServiceError } from '../../protocol/service-error';
import { Random } from '../../randomness';
import type { Bucket, BucketEncryption } from '../../s3/bucket';
import { parseBucketPolicy } from '../../s3/bucket-policy';
import type { Buckets } from '../../s3/buckets';
import type { LifecycleRule } from '../../s3/lifecycle';
import type { Versioning } from '../../s3/object-version';
import { ExistingResourceRequest, Provisioned, ProvisioningFailure, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Json, Properties } from '../template';
import { lifecycleOf, LifecycleProperty } from './bucket-lifecycle';
import { handlerFailure } from './handler-message';
import { RecordedType } from './recorded';

interface EncryptionProperty {
  readonly SSEAlgorithm?: string;
  readonly KMSMasterKeyID?: string;
}

interface BucketProperties {
  readonly VersioningConfiguration?: { readonly Status?: string };
  readonly BucketEncryption?: { readonly ServerSideEncryptionConfiguration?: readonly { readonly ServerSideEncryptionByDefault?: EncryptionProperty }[] };
  readonly LifecycleConfiguration?: LifecycleProperty;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** `AWS::S3::Bucket`. */
export class BucketType extends RecordedType {
  constructor(random: Random, private readonly buckets: Buckets, private readonly environment: Environment) {
    super(random, { nameProperty: 'BucketName', longestName: 63 });
  }

  public override async create(request: ResourceRequest): Promise<Provisioned> {
    const { physicalId: name } = await super.create(request);
    return this.made(name, request.properties);
  }

  public override async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { physicalId, properties } = request;
    const name = this.nameAfter(request, physicalId);
    if (name !== physicalId) return this.made(name, properties);
    return this.reportingFailures(() => this.configured(this.buckets.existing(name), settingsIn(properties)));
  }

  public override async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    if (this.buckets.has(physicalId)) this.reportingFailures(() => this.buckets.delete(physicalId));
  }

  protected override isTaken(name: string): boolean {
    return this.buckets.has(name);
  }

  protected override madeUpName(request: ResourceRequest): string {
    return super.madeUpName(request).toLowerCase();
  }

  private made(name: string, properties: Properties): Provisioned {
    return this.reportingFailures(() => {
      // What can't be made so isn't made at all.
      const settings = settingsIn(properties);
      const { account, region } = this.environment;
      return this.configured(this.buckets.create({ name, account, region }), settings);
    });
  }

  private configured(bucket: Bucket, { versioning, encryption, lifecycle, remark, tags }: Settings): Provisioned {
    // A bucket that has had versions can only be told to make no more.
    bucket.versioning = versioning ?? (bucket.versioning && 'Suspended');
    Object.assign(bucket, { encryption, lifecycle, tags });
    return { physicalId: bucket.name, attributes: this.attributesOf(bucket.name), ...(remark !== undefined && { remark }) };
  }

  private attributesOf(name: string): Readonly<Record<string, Json>> {
    const { partition, region } = this.environment;
    return {
      Arn: `arn:${partition}:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
    };
  }

  private reportingFailures<Value>(work: () => Value): Value {
    return reporting(this.random, work);
  }
}

/** `AWS::S3::BucketPolicy`. A bucket has one at most; that of another bucket is another resource. */
export class BucketPolicyType implements ResourceProvider {
  constructor(private readonly random: Random, private readonly buckets: Buckets, private readonly environment: Environment) {}

  public async create({ properties }: ResourceRequest): Promise<Provisioned> {
    return reporting(this.random, () => {
      const bucket = this.buckets.existing(String(properties.Bucket));
      if (bucket.policyText !== undefined) {
        throw new ProvisioningFailure(`Resource handler returned message: "The bucket policy already exists on bucket ${bucket.name}." `
          + '(HandlerErrorCode: AlreadyExists)');
      }
      return this.set(bucket, properties);
    });
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { properties, physicalId } = request;
    if (String(properties.Bucket) !== physicalId) return this.create(request);
    return reporting(this.random, () => this.set(this.buckets.existing(physicalId), properties));
  }

  public async delete({ physicalId }: ExistingResourceRequest): Promise<void> {
    const bucket = this.buckets.find(physicalId);
    if (bucket) delete bucket.policy;
    if (bucket) delete bucket.policyText;
  }

  private set(bucket: Bucket, { PolicyDocument: document }: Properties): Provisioned {
    bucket.policy = parseBucketPolicy(document, `arn:${this.environment.partition}:s3:::${bucket.name}`);
    bucket.policyText = JSON.stringify(document);
    return { physicalId: bucket.name, attributes: {} };
  }
}

/** What the properties of a bucket say. */
interface Settings {
  readonly versioning: Versioning;
  readonly encryption: BucketEncryption;
  readonly lifecycle: readonly LifecycleRule[];
  readonly tags: Readonly<Record<string, string>>;
  readonly remark?: string;
}

/** @throws ServiceError `NotEmulated`, or as S3 refuses them */
function settingsIn(properties: BucketProperties): Settings {
  const { VersioningConfiguration: versioning, BucketEncryption: encryption, LifecycleConfiguration: lifecycle, Tags: tags = [] } = properties;
  const { rules, remark } = lifecycleOf(lifecycle);
  const { SSEAlgorithm: algorithm = 'AES256', KMSMasterKeyID: key } = encryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault ?? {};
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm)) throw new NotEmulated(`the encryption ${algorithm} of a bucket`);
  return {
    versioning: versioning?.Status as Versioning,
    encryption: { algorithm, ...(key !== undefined && { key }) },
    lifecycle: rules,
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    ...(remark !== undefined && { remark }),
  };
}

function reporting<Value>(random: Random, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof ServiceError ? handlerFailure(thrown, 'S3', random) : thrown;
  }
}
