import { RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Acceptance } from '../organizations/acceptance';
import { DailyInvitations } from './daily-invitations';
import { Roster } from './roster';

/**
 * Whom a campaign invites, and how.
 */
export interface InvitationCampaignProps {
  /**
   * The accounts.
   */
  readonly roster: Roster;

  /**
   * How many invitations are sent in 24 hours.
   *
   * @default DailyInvitations.allowance()
   */
  readonly invitationsPerDay?: DailyInvitations;

  /**
   * How an invitation is accepted: by people in the invited account at any time, or by a role that has the same name in all accounts. With a role, every row
   * needs the id of its account.
   *
   * @default Acceptance.none()
   */
  readonly acceptance?: Acceptance;

  /**
   * How often an account is invited again whose invitation has expired: 0 to 10. One that has declined isn't, unless its row gets another `generation`.
   *
   * @default 2
   */
  readonly reinvitations?: number;

  /**
   * After how many failures in a row the campaign stops that are of its own side, such as a denied permission: 1 to 100. The next deployment that changes
   * something of the campaign, for example `generation`, lets it go on.
   *
   * @default 5
   */
  readonly stopAfterConsecutiveFailures?: number;

  /**
   * What the owner of an invited account reads in the mail of AWS: 1 to 1024 characters.
   *
   * @default - none
   */
  readonly notes?: string;

  /**
   * Whether the pending invitation of an account is canceled when its row goes, if this campaign has sent it. The synthesis fails with it if the roster has
   * no row at all.
   *
   * @default false
   */
  readonly cancelRemoved?: boolean;

  /**
   * What happens to pending invitations when this construct is removed from the stack, or the stack is deleted: `RETAIN`, or `DESTROY`, which cancels those
   * that this campaign has sent. Accounts that have joined stay in any case.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The bucket that keeps the roster, and what became of each row. It needs versions, and has to stay as long as the campaign does.
   *
   * @default - one for all ledgers of the stack, which is retained when the stack is deleted
   */
  readonly ledger?: IBucket;

  /**
   * Whether the function writes the metric `Remaining` into its log, from which CloudWatch makes it. CloudWatch charges for metrics of one's own.
   *
   * @default - only if metricRemaining() is used
   */
  readonly metrics?: boolean;

  /**
   * Any text. Changing it lets a campaign go on that has stopped: CloudFormation sends nothing when nothing changed.
   *
   * @default - none
   */
  readonly generation?: string;
}
