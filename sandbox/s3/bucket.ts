import { ServiceError } from '../protocol/service-error';
import type { Random } from '../randomness';
import type { PolicyDocument } from '../security/policy';
import type { Time } from '../time/time';
import { LifecycleRule, remaining } from './lifecycle';
import type { ObjectContent, ObjectVersion, Versioning } from './object-version';

/** How the objects of a bucket say that they are encrypted; nothing is. */
export interface BucketEncryption {
  readonly algorithm: string;
  readonly key?: string;
}

export interface BucketOptions {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

const NULL_VERSION = 'null';
const VERSION_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** A bucket with its objects. Whoever reads sees every write that has ended. */
export class Bucket implements BucketOptions {
  public readonly name: string;
  public readonly account: string;
  public readonly region: string;
  public readonly created: number;
  public versioning: Versioning;
  public encryption: BucketEncryption = { algorithm: 'AES256' };
  public policy?: PolicyDocument;
  /** As it was given. */
  public policyText?: string;
  public tags: Readonly<Record<string, string>> = {};
  public lifecycle: readonly LifecycleRule[] = [];
  /** By key, newest first. */
  private readonly objects = new Map<string, readonly ObjectVersion[]>();

  constructor({ name, account, region }: BucketOptions, private readonly time: Time, private readonly random: Random) {
    this.name = name;
    this.account = account;
    this.region = region;
    this.created = time.now();
  }

  /** What an object is now, or that it is deleted; nothing if it never was. */
  public current(key: string): ObjectVersion | undefined {
    return this.versionsOf(key)[0];
  }

  /** @throws ServiceError `NoSuchVersion` */
  public version(key: string, id: string): ObjectVersion {
    const version = this.versionsOf(key).find((candidate) => candidate.id === id);
    if (!version) throw new ServiceError('NoSuchVersion', 'The specified version does not exist.', { Key: key, VersionId: id }, 404);
    return version;
  }

  public put(key: string, content: ObjectContent): ObjectVersion {
    return this.add(key, { content });
  }

  /** Deletes an object: with versions there is a marker afterwards, which is returned. */
  public delete(key: string): ObjectVersion | undefined {
    if (this.versioning !== undefined) return this.add(key, {});
    this.objects.delete(key);
    return undefined;
  }

  /** Deletes one version for good, if it is there. */
  public deleteVersion(key: string, id: string): ObjectVersion | undefined {
    const deleted = this.versionsOf(key).find((version) => version.id === id);
    this.keep(key, this.versionsOf(key).filter((version) => version !== deleted));
    return deleted;
  }

  /** All keys that have a version, in the order in which lists have them. */
  public get keys(): string[] {
    return [...this.objects.keys()].filter((key) => this.versionsOf(key).length > 0).sort(byBytes);
  }

  /** All versions of a key, newest first. What its lifecycle has ended isn't among them. */
  public versionsOf(key: string): readonly ObjectVersion[] {
    const versions = this.objects.get(key) ?? [];
    if (versions.length === 0 || this.lifecycle.length === 0) return versions;
    const left = remaining(key, versions, this, this.time.now(), () => this.newVersionId());
    if (left !== versions) this.keep(key, left);
    return left;
  }

  private add(key: string, version: Pick<ObjectVersion, 'content'>): ObjectVersion {
    const id = this.versioning === 'Enabled' ? this.newVersionId() : NULL_VERSION;
    const added = { id, modified: this.time.now(), ...version };
    this.keep(key, [added, ...this.versionsOf(key).filter((other) => other.id !== id)]);
    return added;
  }

  private keep(key: string, versions: readonly ObjectVersion[]): void {
    if (versions.length === 0) this.objects.delete(key);
    else this.objects.set(key, versions);
  }

  private newVersionId(): string {
    return Array.from({ length: 32 }, () => VERSION_CHARACTERS[Math.floor(this.random() * VERSION_CHARACTERS.length)]).join('');
  }
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
