import { DESCRIPTION, EMULATED, kept, PropertyTreatments, recorded, TAGS } from './treatment';

const NOT_ENCRYPTED = recorded('nothing is encrypted with a key');
const NO_ACCESS = recorded('everybody on this computer may read and write');
const NOT_DONE = recorded('nothing is done with the objects');
const NO_IMAGES = recorded('there are no images');

/** What `cdk bootstrap` makes beside roles and a parameter. Objects are kept without it, in any bucket. */
export const BOOTSTRAP = {
  'AWS::ECR::Repository': {
    EmptyOnDelete: NO_IMAGES,
    EncryptionConfiguration: NO_IMAGES,
    ImageScanningConfiguration: NO_IMAGES,
    ImageTagMutability: NO_IMAGES,
    ImageTagMutabilityExclusionFilters: NO_IMAGES,
    LifecyclePolicy: NO_IMAGES,
    RepositoryName: EMULATED,
    RepositoryPolicyText: NO_IMAGES,
    Tags: TAGS,
  },
  'AWS::KMS::Alias': {
    AliasName: EMULATED,
    TargetKeyId: NOT_ENCRYPTED,
  },
  'AWS::KMS::Key': {
    BypassPolicyLockoutSafetyCheck: NOT_ENCRYPTED,
    Description: DESCRIPTION,
    Enabled: NOT_ENCRYPTED,
    EnableKeyRotation: NOT_ENCRYPTED,
    KeyPolicy: NOT_ENCRYPTED,
    KeySpec: NOT_ENCRYPTED,
    KeyUsage: NOT_ENCRYPTED,
    MultiRegion: NOT_ENCRYPTED,
    Origin: NOT_ENCRYPTED,
    PendingWindowInDays: kept('the key is gone at once'),
    RotationPeriodInDays: NOT_ENCRYPTED,
    Tags: TAGS,
  },
  'AWS::S3::Bucket': {
    AbacStatus: NO_ACCESS,
    AccelerateConfiguration: NOT_DONE,
    AccessControl: NO_ACCESS,
    AnalyticsConfigurations: NOT_DONE,
    BucketEncryption: NOT_ENCRYPTED,
    BucketName: EMULATED,
    BucketNamePrefix: recorded('the name is made up without the prefix'),
    BucketNamespace: recorded('the name is made up as any other'),
    CorsConfiguration: NO_ACCESS,
    IntelligentTieringConfigurations: NOT_DONE,
    InventoryConfigurations: NOT_DONE,
    LifecycleConfiguration: NOT_DONE,
    LoggingConfiguration: NOT_DONE,
    MetadataConfiguration: NOT_DONE,
    MetadataTableConfiguration: NOT_DONE,
    MetricsConfigurations: NOT_DONE,
    NotificationConfiguration: NOT_DONE,
    ObjectLockConfiguration: NOT_DONE,
    ObjectLockEnabled: NOT_DONE,
    OwnershipControls: NO_ACCESS,
    PublicAccessBlockConfiguration: NO_ACCESS,
    ReplicationConfiguration: NOT_DONE,
    Tags: TAGS,
    VersioningConfiguration: NOT_DONE,
    WebsiteConfiguration: NOT_DONE,
  },
  'AWS::S3::BucketPolicy': {
    Bucket: EMULATED,
    PolicyDocument: NO_ACCESS,
  },
} satisfies Readonly<Record<string, PropertyTreatments>>;
