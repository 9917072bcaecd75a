import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { CAMPAIGN_RESOURCE_TYPE } from '../../lib/contract/campaign';
import { CAMPAIGN_STATUS_FORMAT, CampaignStatus } from '../../lib/contract/campaign-status';
import { ledgerPrefix } from '../../lib/contract/contents';
import { STATUS } from '../../lib/contract/contents-status';
import type { CampaignSnapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { ledgerBucketOf } from './ledger-bucket';
import { allOf, Steps } from './steps';

/** Reads how far the campaigns in stacks are. Of accounts nothing is kept. */
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
      const { region, stackId } = stack;
      const key = `${ledgerPrefix('report', stackId.split('/').at(-1) ?? '')}${logicalId}/${STATUS}`;
      const read = await steps.readIfAllowed(what, () => statusAt(clientIn(region), bucket, key));
      if (read) campaigns.push({ stackId, logicalId, ...(read.status && { status: read.status }) });
    }
  }
  return campaigns;
}

/** Whoever may only list under a prefix isn't told of an object that it isn't there, so that it is listed before. */
async function statusAt(client: S3Client, bucket: string, key: string): Promise<Pick<CampaignSnapshot, 'status'>> {
  const found = await allOf(paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: key }), ({ Contents }) => Contents);
  if (!found.some(({ Key }) => Key === key)) return {};
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return statusIn(await Body?.transformToString() ?? '');
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
