import type { S3Client } from '@aws-sdk/client-s3';
import { CAMPAIGN_STATUS_FORMAT, CampaignStatus } from '../../../lib/contract/campaign-status';
import { STATUS } from '../../../lib/contract/contents-status';
import { HEAD } from '../../../lib/contract/ledger-names';
import { LedgerObjects, parsedObject } from '../ledger-objects';
import type { DeployedResource } from '../resources-in-stack';
import { campaignConditionOf, CampaignHead, ShownCondition } from './condition';

/** How far a campaign is. */
export interface CampaignProgress {
  readonly kind: 'campaign';
  readonly name: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly condition: ShownCondition;
  /** Why it waits or has stopped. */
  readonly code?: string;
  /** What the last run has told. */
  readonly status?: CampaignStatus;
  readonly isRunUnderWay: boolean;
  readonly notRead: readonly string[];
}

/**
 * Reads how far a campaign is.
 *
 * @throws what AWS says, if it is anything else than that an object isn't there or may not be read
 */
export async function readCampaign(client: S3Client, campaign: DeployedResource, now: number): Promise<CampaignProgress> {
  const { name, stackId, logicalResourceId, isStackChanging } = campaign;
  const objects = new LedgerObjects(client, campaign);
  const head = headIn(parsedObject(await objects.read('head', HEAD)));
  const status = statusIn(parsedObject(await objects.read('report', STATUS)));
  const condition = campaignConditionOf({ isStackChanging, head, status, now });
  const code = condition === 'STOPPED' ? head?.stoppedBy ?? status?.code : condition === status?.condition ? status.code : undefined;
  return {
    kind: 'campaign', name, stackId, logicalResourceId, condition, ...(code !== undefined && { code }), ...(status && { status }),
    isRunUnderWay: head?.runsUntil !== undefined && head.runsUntil > now, notRead: objects.notRead,
  };
}

interface StoredHead {
  readonly kind?: unknown;
  readonly wanted?: { readonly signed?: unknown };
  readonly turn?: { readonly until?: unknown };
  readonly pause?: { readonly kind?: unknown; readonly code?: unknown };
}

function headIn(stored: unknown): CampaignHead | undefined {
  const { kind, wanted, turn, pause } = (stored ?? {}) as StoredHead;
  if (kind !== 'campaign' || typeof wanted?.signed !== 'number') return undefined;
  return {
    takenAt: wanted.signed,
    ...(typeof turn?.until === 'number' && { runsUntil: turn.until }), ...(pause?.kind === 'STOP' && { stoppedBy: String(pause.code) }),
  };
}

/** Nothing of a newer version. */
function statusIn(stored: unknown): CampaignStatus | undefined {
  const { kind, format } = (stored ?? {}) as Partial<CampaignStatus>;
  return kind === 'campaign' && format === CAMPAIGN_STATUS_FORMAT ? stored as CampaignStatus : undefined;
}
