import { Stack } from 'aws-cdk-lib';
import { HEAD } from '../../lib/contract/ledger-names';
import { InvitationCampaign, InvitationCampaignProps, Roster, RosterRow } from '../../lib';
import { STATUS } from '../../lib/contract/contents-status';
import type { CampaignStatus, StateChangeDetail } from '../../lib/contract/campaign-status';
import { InvitingWorld } from './declared-invitations';
import type { SynthesizedTemplate } from './in-process';
import { HOUR } from './times';

type Props = Partial<InvitationCampaignProps>;

/** Declares a campaign for rows. */
export function campaign(rows: readonly RosterRow[], props: Props = {}, id = 'Merger'): (stack: Stack) => InvitationCampaign {
  return (stack) => new InvitationCampaign(stack, id, { roster: Roster.inline([...rows]), ...props });
}

/** Account ids that nobody else has. */
export function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
}

/** Lets a test of months take seconds. */
export function everySixHours({ Resources: resources }: SynthesizedTemplate): void {
  for (const { Type: type, Properties: properties } of Object.values(resources)) if (type === 'AWS::Scheduler::Schedule') properties.ScheduleExpression = 'rate(6 hours)';
}

/** An organization with a campaign, hours passing by. */
export class CampaignWorld extends InvitingWorld {
  public passHours(hours: number): Promise<void> {
    return this.pass(hours * HOUR);
  }

  /** What people read of the campaign. */
  public get status(): CampaignStatus {
    return JSON.parse(this.objectNamed(STATUS)) as CampaignStatus;
  }

  public get head(): object {
    return JSON.parse(this.objectNamed(HEAD)) as object;
  }

  /** How many rows are in each state that has any. */
  public get counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.status.counts).filter(([, count]) => count > 0));
  }

  /** The changes that were told, oldest first, as `111122223333 QUEUED INVITED`. */
  public get told(): string[] {
    return this.sandbox.home.events.all.filter(({ detailType }) => detailType === 'Invitation State Change')
      .map(({ detail }) => detail as StateChangeDetail).map(({ name, from, to, code }) => [name, from, to, ...(code === undefined ? [] : [code])].join(' '));
  }

  /** How the runs have ended, oldest first. */
  public get runs(): string[] {
    return this.log.filter(({ requestType }) => requestType === 'Run').map(({ result }) => result);
  }

  private objectNamed(name: string): string {
    for (const { name: bucket, keys } of this.sandbox.buckets.all) {
      const key = keys.find((each) => each.endsWith(`/${name}`));
      if (key !== undefined) return Buffer.from(this.sandbox.buckets.read(bucket, key)).toString();
    }
    throw new Error(`there is no object ${name}`);
  }
}
