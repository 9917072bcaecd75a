import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { CONTENTS_RESOURCE_TYPE, LedgerKind, ledgerPrefix } from '../../lib/contract/contents';
import { beginningOfJournal, HEAD, nameOfEntries, nameOfKeptFile } from '../../lib/contract/ledger-names';
import type { LedgerSnapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { ledgerBucketOf } from './ledger-bucket';
import { allOf, Steps } from './steps';

/** What of a head tells which other objects belong to it. */
interface Head {
  readonly entries?: number;
  readonly files?: readonly { readonly slot: number }[];
}

/** Reads the ledgers of the contents in stacks: whose everything is, and the files that are remembered. Reports and kept events are left alone. */
export async function readLedgers(steps: Steps, clientIn: (region: string) => S3Client, stacks: readonly StackSnapshot[]): Promise<LedgerSnapshot[]> {
  const ledgers: LedgerSnapshot[] = [];
  for (const stack of stacks) {
    for (const { logicalId } of stack.resources.filter(({ type }) => type === CONTENTS_RESOURCE_TYPE)) {
      const what = `ledger of ${logicalId} in ${stack.stackName}`;
      const bucket = ledgerBucketOf(stack, logicalId);
      if (bucket === undefined) {
        steps.notRead.push({ what, why: 'the template doesn\'t tell in which bucket it is' });
        continue;
      }
      const { account, region, stackId } = stack;
      const place = { bucket, stackUuid: stackId.split('/').at(-1) ?? '', logicalId };
      const objects = await steps.readIfAllowed(what, () => readObjects(clientIn(region), place));
      if (objects) ledgers.push({ stackId, logicalId, bucket, account, region, objects });
    }
  }
  return ledgers;
}

interface Place {
  readonly bucket: string;
  readonly stackUuid: string;
  readonly logicalId: string;
}

/**
 * The objects by key, in Base64: only what the head names, and what a call of the function has left that didn't come to its end. Each is listed before it is
 * read: whoever may only list under a prefix isn't told of an object that it isn't there.
 */
async function readObjects(client: S3Client, { bucket, stackUuid, logicalId }: Place): Promise<Record<string, string>> {
  const objects: Record<string, string> = {};
  const readAll = async (kind: LedgerKind, isWanted: (name: string) => boolean): Promise<Buffer | undefined> => {
    const prefix = `${ledgerPrefix(kind, stackUuid)}${logicalId}/`;
    const found = await allOf(paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }), ({ Contents }) => Contents);
    let last: Buffer | undefined;
    for (const key of found.flatMap(({ Key }) => Key ?? []).filter((each) => isWanted(each.slice(prefix.length)))) {
      last = await bytesOf(client, bucket, key);
      objects[key] = last.toString('base64');
    }
    return last;
  };
  const head = headIn(await readAll('head', (name) => name === HEAD));
  if (!head) return objects;
  const { entries = 0, files = [] } = head;
  await readAll('ledger', (name) => name === nameOfEntries(entries));
  await readAll('file', (name) => files.some(({ slot }) => name === nameOfKeptFile(slot)));
  await readAll('journal', (name) => name.startsWith(beginningOfJournal(entries)));
  return objects;
}

async function bytesOf(client: S3Client, Bucket: string, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from(await Body?.transformToByteArray() ?? []);
}

function headIn(bytes: Buffer | undefined): Head | undefined {
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as Head | null ?? undefined);
  } catch {
    return undefined;
  }
}
