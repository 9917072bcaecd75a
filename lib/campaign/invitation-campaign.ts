import { Aws, CfnResource, CustomResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { OnEventOptions, Rule } from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { isMarkedAs, markAs } from '../construct/type-test';
import { ComplaintList } from '../contents/check/complaint-list';
import { Remarks } from '../contents/check/remarks';
import { counted } from '../contents/file/compressed-file';
import { fileAsAsset } from '../contents/file/deployed-file';
import { ledgerBucket } from '../contents/ledger-bucket';
import { CAMPAIGN_RESOURCE_TYPE, CampaignAttributes, CampaignRun } from '../contract/campaign';
import { METRIC_NAMESPACE, REMAINING_METRIC, STATE_CHANGE } from '../contract/campaign-status';
import { guardedResource } from '../custom-resource/guarded-resource';
import { OrganizationsPermission } from '../organizations/policies';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { refuse } from '../properties/validation';
import { CampaignFunction } from './campaign-function';
import { campaignProperties, validateCampaign } from './campaign-properties';
import { InvitationCampaignProps } from './invitation-campaign-props';
import { CAMPAIGN_TYPES } from './property-types';
import { NumberedRow, RosterCheck } from './roster-check';
import { rosterLines } from './roster-lines';
import { rosterTable } from './roster-table';

/**
 * The invitation of hundreds of accounts over days: as many a day as AWS takes, or fewer.
 *
 * A deployment only takes the roster and answers with counts. A schedule then wakes a function every hour. It looks who has answered, moves those into
 * place who have joined, and invites as many others as the day allows, also those again whose invitation has expired. While the stack is being deployed
 * it only looks.
 *
 * @resource AWS::CloudFormation::CustomResource
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Acceptance, InvitationCampaign, Roster } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 *
 * new InvitationCampaign(stack, 'Merger', {
 *   roster: Roster.fromCsv('accounts.csv'),
 *   acceptance: Acceptance.assumeRole({ roleName: 'OrganizationJoinRole' }),
 * });
 */
export class InvitationCampaign extends Construct {
  /**
   * Whether something is a campaign. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isInvitationCampaign(x: any): x is InvitationCampaign {
    return isMarkedAs('InvitationCampaign', x);
  }

  /**
   * The role that asks to enter the role of `Acceptance.assumeRole`: what the trust policy of that one has to name.
   */
  public readonly acceptorRole: iam.IRole;

  /**
   * The bucket that keeps the roster, and what became of each row.
   */
  public readonly ledger: IBucket;

  /**
   * How many accounts the roster has, as a number in a text.
   *
   * @attribute
   */
  public readonly rows: string;

  /**
   * How many of them were in their place, or have joined if they have none, when the deployment took the roster, as a number in a text.
   *
   * @attribute
   */
  public readonly placed: string;

  private readonly logicalResourceId: string;
  private hasMetrics: boolean;

  /**
   * Declares the campaign.
   *
   * @throws at synthesis if something in the roster can't be read or isn't allowed: the first 20 places, with what is allowed there, and how many there are; or
   * if an account is declared twice, also by an `AccountInvitation` of the same stack
   */
  constructor(scope: Construct, id: string, props: InvitationCampaignProps) {
    super(scope, id);
    markAs('InvitationCampaign', this);
    const declared = typed(this, props, CAMPAIGN_TYPES);
    if (new.target === InvitationCampaign) warnOfUnknown(this, props, CAMPAIGN_TYPES);
    validateCampaign(this, declared);
    const rows = this.readRoster(declared);
    const lines = rosterLines(rows);
    const file = fileAsAsset(this, lines, counted(rows.length, 'account'));
    this.ledger = declared.ledger ?? ledgerBucket(this);
    this.hasMetrics = declared.metrics === true;
    const campaigns = CampaignFunction.of(this);
    const { _mode: mode, _role: { roleName = '' } } = declared.acceptance ?? { _mode: 'NONE', _role: {} };
    const acceptingRoles = mode === 'ASSUME_ROLE'
      ? Stack.of(this).formatArn({ service: 'iam', region: '', account: '*', resource: 'role', resourceName: roleName })
      : undefined;
    const resource: CustomResource = guardedResource(this, {
      function: campaigns.allowed(this, { file, ledger: this.ledger, permissions: permissionsFor(declared, rows), acceptingRoles }),
      resourceType: CAMPAIGN_RESOURCE_TYPE,
      properties: campaignProperties(this, declared, { file, ledger: this.ledger, hasMetrics: () => this.hasMetrics }),
    });
    this.logicalResourceId = Lazy.string({ produce: () => Stack.of(this).getLogicalId(resource.node.defaultChild as CfnResource) });
    this.schedule(campaigns, resource);

    const attribute = (name: keyof CampaignAttributes): string => resource.getAttString(name);
    this.rows = attribute('Rows');
    this.placed = attribute('Placed');
    this.acceptorRole = campaigns.acceptorRole;
  }

  /**
   * Defines a rule for every change of the state of an account: `QUEUED`, `INVITED`, `JOINED`, `PLACED`, `DECLINED`, `EXPIRED`, `BLOCKED`, `SKIPPED`, `LEFT`.
   *
   * @param id of the rule
   * @param options what the rule does
   */
  public onStateChange(id: string, options: OnEventOptions = {}): Rule {
    const { target, eventPattern, ...others } = options;
    const rule = new Rule(this, id, others);
    rule.addEventPattern({
      source: [STATE_CHANGE.source], detailType: [STATE_CHANGE.detailType],
      detail: { stackId: [Aws.STACK_ID], logicalResourceId: [this.logicalResourceId] },
    });
    if (eventPattern) rule.addEventPattern(eventPattern);
    if (target) rule.addTarget(target);
    return rule;
  }

  /**
   * How many accounts aren't at their end: neither in their place nor given up. With this the function writes the metric.
   *
   * @param props what is different about the metric
   */
  public metricRemaining(props?: MetricOptions): Metric {
    this.hasMetrics = true;
    return new Metric({
      namespace: METRIC_NAMESPACE, metricName: REMAINING_METRIC, statistic: 'Maximum',
      dimensionsMap: { StackName: Aws.STACK_NAME, LogicalResourceId: this.logicalResourceId },
      ...props,
    }).attachTo(this);
  }

  /** Everything that is wrong is told at once. */
  private readRoster({ roster, acceptance, cancelRemoved }: InvitationCampaignProps): readonly NumberedRow[] {
    const complaints = new ComplaintList('in the roster');
    const remarks = new Remarks();
    const { rows } = new RosterCheck(this, rosterTable(roster, complaints), complaints, remarks, acceptance?._mode === 'ASSUME_ROLE');
    complaints.refuse(this);
    remarks.warn(this);
    if (cancelRemoved === true && rows.length === 0) {
      refuse(this, 'cancelRemoved', cancelRemoved, 'left out while the roster has no row, which would cancel all invitations of the campaign');
    }
    return rows;
  }

  private schedule(campaigns: CampaignFunction, resource: CustomResource): void {
    const run: CampaignRun = { stackId: Aws.STACK_ID, logicalResourceId: this.logicalResourceId, bucket: this.ledger.bucketName };
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: 'cdk-org-guard: goes on with a campaign of invitations',
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: campaigns.run.functionArn, roleArn: campaigns.scheduleRole.roleArn, input: Stack.of(this).toJsonString(run),
        // The next run does what this one would have done.
        retryPolicy: { maximumEventAgeInSeconds: 600, maximumRetryAttempts: 3 },
      },
    });
    schedule.node.addDependency(resource);
  }
}

function permissionsFor({ acceptance, cancelRemoved, removalPolicy }: InvitationCampaignProps, rows: readonly NumberedRow[]): OrganizationsPermission[] {
  const tagKeys = [...new Set(rows.flatMap(({ tags = {} }) => Object.keys(tags)))];
  return [
    'RUN_CAMPAIGN',
    ...(acceptance?._mode === 'ASSUME_ROLE' ? ['LOOK_AT_INVITATIONS' as const] : []),
    ...(cancelRemoved === true || removalPolicy === RemovalPolicy.DESTROY ? ['CANCEL_INVITATIONS' as const] : []),
    ...(rows.some(({ organizationalUnitId }) => organizationalUnitId !== undefined) ? ['PLACE' as const] : []),
    ...(tagKeys.length > 0 ? [{ tagKeys }] : []),
  ];
}
