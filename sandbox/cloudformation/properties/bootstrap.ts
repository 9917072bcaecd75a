import { DESCRIPTION, EMULATED, kept, PropertyTreatments, recorded, TAGS } from './treatment';

const NOT_ENCRYPTED = recorded('nothing is encrypted with a key');
const NO_IMAGES = recorded('there are no images');

/** What `cdk bootstrap` makes beside roles, a parameter and a bucket. Assets are kept without it. */
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
} satisfies Readonly<Record<string, PropertyTreatments>>;
