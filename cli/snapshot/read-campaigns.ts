import type { S3Client } from '@aws-sdk/client-s3';
import { CAMPAIGN_RESOURCE_TYPE } from '../../lib/contract/campaign';
import { CAMPAIGN_STATUS_FORMAT, CampaignStatus } from '../../lib/contract/campaign-status';
import { STATUS } from '../../lib/contract/contents-status';
import { HEAD, nameOfCampaignEntries, nameOfRoster } from '../../lib/contract/ledger-names';
import type { CampaignSnapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { ledgerBucketOf } from './ledger-bucket';
import { documentIn, LedgerPlace, LedgerReader } from './ledger-reader';
import type { Steps } from './steps';

/** What of a head tells which other objects belong to it. */
interface Head {
  readonly entries?: number;
  readonly roster?: string;
}

/** Reads how far the campaigns in stacks are, and what they remember of their rows. */
export async function readCampaigns(steps: Steps, clientIn: (region: string) => S3Client, stacks: readonly StackSnapshot[]): Promise<CampaignSnapshot[]> {
  const campaigns: CampaignSnapshot[] = [];
  for (const stack of stacks) {
    for (const { logicalId } of stack.resources.filter(({ type }) => type === CAMPAIGN_RESOURCE_TYPE)) {
      const what = `how far ${logicalId} in ${stack.stackName} is`;
      const bucket = ledgerBucketOf(stack, logicalId);
      if (bucket === undefined) {
        steps.notRead.push({ what, why: 'the template doesn\'t tell in which bucket its ledger is' });
        continue;
      }
      const { account, region, stackId } = stack;
      const place = { bucket, stackId, logicalId };
      const read = await steps.readIfAllowed(what, () => statusAt(clientIn(region), place));
      if (!read) continue;
      const objects = await steps.readIfAllowed(`rows of the campaign ${logicalId} in ${stack.stackName}`, () => readObjects(clientIn(region), place));
      campaigns.push({ stackId, logicalId, ...(read.status && { status: read.status }), ...(objects && { ledger: { bucket, account, region, objects } }) });
    }
  }
  return campaigns;
}

async function statusAt(client: S3Client, place: LedgerPlace): Promise<Pick<CampaignSnapshot, 'status'>> {
  const bytes = await new LedgerReader(client, place).read('report', (name) => name === STATUS, STATUS);
  return bytes ? statusIn(bytes.toString('utf8')) : {};
}

/** The objects by key, in Base64: only what the head names. */
async function readObjects(client: S3Client, place: LedgerPlace): Promise<Record<string, string>> {
  const ledger = new LedgerReader(client, place);
  const head = documentIn(await ledger.read('head', (name) => name === HEAD)) as Head | undefined;
  if (!head) return ledger.objects;
  const { entries, roster = '' } = head;
  await ledger.read('file', (name) => name === nameOfRoster(roster));
  if (entries !== undefined) await ledger.read('ledger', (name) => name === nameOfCampaignEntries(entries));
  return ledger.objects;
}

/** Nothing of a newer version. */
function statusIn(text: string): Pick<CampaignSnapshot, 'status'> {
  try {
    const { format, kind, condition, code, updated, rows, remaining, counts } = JSON.parse(text) as CampaignStatus;
    if (format !== CAMPAIGN_STATUS_FORMAT || kind !== 'campaign') return {};
    return { status: { condition, ...(code !== undefined && { code }), updated, rows, remaining, counts } };
  } catch {
    return {};
  }
}
