import { ServiceError } from '../protocol/service-error';
import type { Random } from '../randomness';
import type { Time } from '../time/time';
import { Bucket, BucketOptions } from './bucket';

/** The buckets that `cdk bootstrap` makes, with the account and the Region that their names have. */
const BOOTSTRAP_BUCKET = /^cdk-[a-z0-9]{1,10}-assets-(\d{12})-([a-z]{2,5}(?:-[a-z]+)+-\d+)$/;

const NAME = /^(?!xn--|sthree-)(?!\d{1,3}(\.\d{1,3}){3}$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;

/** The buckets of all accounts. Every account is bootstrapped, so that the buckets for assets are there as soon as somebody asks for them. */
export class Buckets {
  private readonly byName = new Map<string, Bucket>();
  /** Those for assets that nobody has made. */
  private readonly bootstrapped = new Map<string, Bucket>();

  constructor(private readonly time: Time, private readonly random: Random) {}

  /** Those that somebody made, and those for assets with what is in them. */
  public get all(): readonly Bucket[] {
    return [...this.byName.values(), ...this.bootstrapped.values()];
  }

  /** Those that somebody made. */
  public get made(): readonly Bucket[] {
    return [...this.byName.values()];
  }

  public has(name: string): boolean {
    return this.byName.has(name);
  }

  public find(name: string): Bucket | undefined {
    return this.byName.get(name) ?? this.bootstrappedBucket(name);
  }

  /** @throws ServiceError `NoSuchBucket` */
  public existing(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name }, 404);
    return bucket;
  }

  /** @throws ServiceError `InvalidBucketName`, `BucketAlreadyExists` or `BucketAlreadyOwnedByYou` */
  public create(options: BucketOptions): Bucket {
    const { name, account } = options;
    if (!NAME.test(name)) throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name });
    const owner = this.byName.get(name)?.account;
    if (owner === account) {
      throw new ServiceError('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', { BucketName: name }, 409);
    }
    if (owner !== undefined) {
      throw new ServiceError('BucketAlreadyExists', 'The requested bucket name is not available. The bucket namespace is shared by all users of the system. '
        + 'Please select a different name and try again.', { BucketName: name }, 409);
    }
    // The assets that are there already are those that the stacks of the account were deployed with.
    const bucket = this.bootstrapped.get(name) ?? new Bucket(options, this.time, this.random);
    this.bootstrapped.delete(name);
    this.byName.set(name, bucket);
    return bucket;
  }

  /** @throws ServiceError `NoSuchBucket`, or `BucketNotEmpty` if there is any version of any object */
  public delete(name: string): void {
    const { keys, versioning } = this.existing(name);
    if (keys.length > 0) {
      const versions = versioning === undefined ? '' : '. You must delete all versions in the bucket.';
      throw new ServiceError('BucketNotEmpty', `The bucket you tried to delete is not empty${versions}`, { BucketName: name }, 409);
    }
    this.byName.delete(name);
  }

  /**
   * Reads an object as a service does that whoever calls it has sent there.
   *
   * @throws ServiceError `NoSuchBucket` or `NoSuchKey`
   */
  public read(bucket: string, key: string): Uint8Array {
    const content = this.existing(bucket).current(key)?.content;
    if (!content) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404);
    return content.bytes;
  }

  private bootstrappedBucket(name: string): Bucket | undefined {
    const known = this.bootstrapped.get(name);
    const [, account, region] = BOOTSTRAP_BUCKET.exec(name) ?? [];
    if (known || account === undefined || region === undefined) return known;
    const bucket = new Bucket({ name, account, region }, this.time, this.random);
    bucket.versioning = 'Enabled';
    this.bootstrapped.set(name, bucket);
    return bucket;
  }
}
