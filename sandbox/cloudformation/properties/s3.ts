import { EMULATED, kept, members, PropertyTreatments, recorded, REFUSED, TAGS } from './treatment';

const NO_ACCESS_LISTS = kept('there are no access control lists');
const NOT_PUBLIC = recorded('nobody outside this computer reaches a bucket');
const NOT_DONE = recorded('nothing is done with the objects');

/** Buckets. Lifecycle rules are looked at one by one where they are read. */
export const S3 = {
  'AWS::S3::Bucket': {
    AbacStatus: recorded('the tags of a bucket don\'t let anybody in'),
    AccelerateConfiguration: NOT_DONE,
    AccessControl: NO_ACCESS_LISTS,
    AnalyticsConfigurations: NOT_DONE,
    BucketEncryption: EMULATED,
    BucketName: EMULATED,
    BucketNamePrefix: recorded('the name is made up without the prefix'),
    BucketNamespace: recorded('the name is made up as any other'),
    CorsConfiguration: NOT_PUBLIC,
    IntelligentTieringConfigurations: NOT_DONE,
    InventoryConfigurations: NOT_DONE,
    LifecycleConfiguration: members({
      Rules: EMULATED,
      TransitionDefaultMinimumObjectSize: NOT_DONE,
    }),
    LoggingConfiguration: recorded('requests aren\'t logged'),
    MetadataConfiguration: NOT_DONE,
    MetadataTableConfiguration: NOT_DONE,
    MetricsConfigurations: NOT_DONE,
    NotificationConfiguration: recorded('nobody is told of objects'),
    ObjectLockConfiguration: REFUSED,
    ObjectLockEnabled: REFUSED,
    OwnershipControls: NO_ACCESS_LISTS,
    PublicAccessBlockConfiguration: kept('nobody outside this computer reaches a bucket'),
    ReplicationConfiguration: NOT_DONE,
    Tags: TAGS,
    VersioningConfiguration: members({ Status: EMULATED }),
    WebsiteConfiguration: NOT_PUBLIC,
  },
  'AWS::S3::BucketPolicy': {
    Bucket: EMULATED,
    PolicyDocument: EMULATED,
  },
} satisfies Readonly<Record<string, PropertyTreatments>>;
