import type { ContentsProperties } from '../../lib/contract/contents';
import { HEAD, nameOfKeptFile } from '../../lib/contract/ledger-names';
import type { ObjectCalls } from '../../lambda/contents/contents-calls';
import { Entries } from '../../lambda/contents/ledger/entry';
import type { Head } from '../../lambda/contents/ledger/head';
import { readHead } from '../../lambda/contents/ledger/head-object';
import { Journal } from '../../lambda/contents/ledger/journal';
import { LedgerObjects, LedgerPlace } from '../../lambda/contents/ledger/ledger-objects';
import { Session } from '../../lambda/guard/session';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import type { ResourceRequest } from '../../sandbox/cloudformation/resource-provider';
import type { Properties } from '../../sandbox/cloudformation/template';
import { isUnknown } from '../../sandbox/cloudformation/unknown';
import type { Bucket } from '../../sandbox/s3/bucket';
import type { Buckets } from '../../sandbox/s3/buckets';
import { plainContent } from '../../sandbox/s3/plain-content';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import type { VirtualTime } from '../../sandbox/time/virtual-time';

/** The files that are to be deployed, by what they are called in their buckets. */
export type DeployedFiles = ReadonlyMap<string, () => Uint8Array>;

/** Where contents are, and what they declare. */
export type ContentsPlace = Pick<ResourceRequest, 'stackId' | 'stackName' | 'logicalId' | 'properties'>;

interface LedgersOptions {
  readonly snapshot: Snapshot;
  readonly files: DeployedFiles;
  readonly buckets: () => Buckets;
  readonly time: VirtualTime;
}

/** What the ledger of contents has at a time. */
export interface LedgerLook {
  readonly entries: Entries;
  /** Nothing if there is no ledger. */
  readonly head?: Head;
}

/** The ledgers of contents in a copy, and the files that the contents follow. */
export class RehearsedLedgers {
  constructor(private readonly options: LedgersOptions) {}

  /**
   * Why nobody knows what contents would do. A ledger that wasn't read isn't empty, and others of the same stack hold something, too.
   */
  public unread({ stackName, stackId, logicalId }: ContentsPlace): string[] {
    const { snapshot: { ledgers, notRead, stacks } } = this.options;
    const denied = notRead.find(({ what }) => what.startsWith('ledger of ') && what.endsWith(` in ${stackName}`));
    if (denied) return [`what is whose, since the ${denied.what} was not read`];
    const isDeployed = stacks.some((each) => each.stackId === stackId && each.resources.some((resource) => resource.logicalId === logicalId));
    const isRead = ledgers?.some((each) => each.stackId === stackId && each.logicalId === logicalId) ?? false;
    return isDeployed && !isRead ? ['what is whose, since the ledger was not read'] : [];
  }

  /** Puts the file where the contents look for it. Says why it isn't known, if so. */
  public withoutFile(place: ContentsPlace, oldProperties: Properties = {}): string[] {
    const { Bucket: bucketName = '', Key: key = '', Hash: hash } = sourceIn(place.properties);
    if (isUnknown(bucketName) || isUnknown(key)) return [];
    const isAsBefore = sourceIn(oldProperties).Hash === hash;
    const bytes = this.fileOf(place) ?? (isAsBefore ? this.fileBefore({ ...place, properties: oldProperties }) : undefined);
    if (!bytes) return ['what the file declares, which is not in the assembly, and nowhere else is read'];
    this.bucketCalled(bucketName, place).put(key, plainContent(bytes));
    return [];
  }

  /** The file that the contents are to follow, as far as it is there. */
  public fileOf({ properties }: Pick<ContentsPlace, 'properties'>): Uint8Array | undefined {
    const { Bucket: bucketName = '', Key: key = '' } = sourceIn(properties);
    return this.options.buckets().find(bucketName)?.current(key)?.content?.bytes ?? this.options.files.get(key)?.();
  }

  /** The properties with the bucket in which the copy has the ledger: one that is only made by the deployment has no name yet. */
  public ready(place: ContentsPlace): Properties {
    const { bucket } = this.placeOf(place);
    this.bucketCalled(bucket, place);
    // The copy has one version of the file.
    const { VersionId: _version, ...source } = sourceIn(place.properties);
    return { ...place.properties, Source: source, Ledger: { Bucket: bucket } };
  }

  /** What the ledger has now. */
  public async look(place: ContentsPlace): Promise<LedgerLook> {
    const objects = this.objectsOf(place);
    const session = this.newSession();
    const read = await readHead(session, objects);
    const head = read.kind === 'DONE' ? read.output?.head : undefined;
    if (!head) return { entries: new Entries() };
    const looked = await Journal.look(session, objects, head);
    return { head, entries: looked.kind === 'DONE' ? looked.output : new Entries() };
  }

  /** The bytes of an object beside the ledger. */
  public objectOf(place: ContentsPlace, kind: Parameters<LedgerObjects['keyOf']>[0], name: string): Uint8Array | undefined {
    const objects = this.objectsOf(place);
    return this.options.buckets().find(objects.place.bucket)?.current(objects.keyOf(kind, name))?.content?.bytes;
  }

  /** The objects of a ledger, which can be read and not written. */
  public objectsOf(place: ContentsPlace): LedgerObjects {
    return new LedgerObjects(readingCalls(this.options.buckets()), this.placeOf(place));
  }

  private placeOf({ stackId, logicalId, properties }: ContentsPlace): LedgerPlace {
    const { Ledger: ledger } = properties;
    const name = isMembers(ledger) ? String(ledger.Bucket) : '';
    const stackUuid = stackId.split('/').at(-1) ?? '';
    return { bucket: name === '' || isUnknown(name) ? `ledger-${stackUuid}` : name, stackUuid, logicalResourceId: logicalId };
  }

  /** The copy of the file that the ledger follows. */
  private fileBefore(place: ContentsPlace): Uint8Array | undefined {
    const head = this.objectOf(place, 'head', HEAD);
    const { version, files = [] } = head ? JSON.parse(Buffer.from(head).toString('utf8')) as Partial<Head> : {};
    const followed = files.find(({ sequence }) => sequence === version?.followed);
    return followed && this.objectOf(place, 'file', nameOfKeptFile(followed.slot));
  }

  private bucketCalled(name: string, { stackId }: ContentsPlace): Bucket {
    const [, , , region = '', account = ''] = stackId.split(':');
    const buckets = this.options.buckets();
    return buckets.find(name) ?? buckets.create({ name, account, region });
  }

  /** A session of whoever only looks, which has no end. */
  public newSession(): Session {
    const { time } = this.options;
    return new Session({ now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds), random: () => 0 }, Infinity);
  }
}

function sourceIn({ Source: source }: Properties): Partial<ContentsProperties['Source']> {
  return isMembers(source) ? source as Partial<ContentsProperties['Source']> : {};
}

/** The calls of a client of S3 that only reads, without anything in between. */
function readingCalls(buckets: Buckets): ObjectCalls {
  return {
    async getObject(bucket, key) {
      const { bytes, etag } = buckets.existing(bucket).current(key)?.content ?? { bytes: new Uint8Array(), etag: '' };
      return { body: bytes, entityTag: etag };
    },
    putObject: () => Promise.reject(new Error('nothing is written')),
    listKeys: async (bucket, prefix) => (buckets.find(bucket)?.keys ?? []).filter((key) => key.startsWith(prefix)),
  };
}
