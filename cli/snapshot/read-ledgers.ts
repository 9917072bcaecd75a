import type { S3Client } from '@aws-sdk/client-s3';
import { CONTENTS_RESOURCE_TYPE } from '../../lib/contract/contents';
import { beginningOfJournal, HEAD, nameOfEntries, nameOfKeptFile } from '../../lib/contract/ledger-names';
import type { LedgerSnapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { ledgerBucketOf } from './ledger-bucket';
import { documentIn, LedgerPlace, LedgerReader } from './ledger-reader';
import type { Steps } from './steps';

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
      const objects = await steps.readIfAllowed(what, () => readObjects(clientIn(region), { bucket, stackId, logicalId }));
      if (objects) ledgers.push({ stackId, logicalId, bucket, account, region, objects });
    }
  }
  return ledgers;
}

/** The objects by key, in Base64: only what the head names, and what a call of the function has left that didn't come to its end. */
async function readObjects(client: S3Client, place: LedgerPlace): Promise<Record<string, string>> {
  const ledger = new LedgerReader(client, place);
  const head = documentIn(await ledger.read('head', (name) => name === HEAD)) as Head | undefined;
  if (!head) return ledger.objects;
  const { entries = 0, files = [] } = head;
  await ledger.read('ledger', (name) => name === nameOfEntries(entries));
  await ledger.read('file', (name) => files.some(({ slot }) => name === nameOfKeptFile(slot)));
  await ledger.read('journal', (name) => name.startsWith(beginningOfJournal(entries)));
  return ledger.objects;
}
