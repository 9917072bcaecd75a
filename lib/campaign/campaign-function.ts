import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DeployedFile } from '../contents/file/deployed-file';
import { LedgerPolicies } from '../contents/ledger-policies';
import { RUN_TIMEOUT_SECONDS } from '../contract/campaign';
import { LedgerKind } from '../contract/contents';
import { STATE_CHANGE } from '../contract/campaign-status';
import { GuardFunction } from '../custom-resource/guarded-resource';
import { allow, GuardLambda } from '../functions/guard-lambda';
import { PoliciesBySubject } from '../functions/permission-policies';
import { allowTelling } from '../functions/telling';
import { OrganizationsPermission, OrganizationsPolicies } from '../organizations/policies';

const CONSTRUCT_ID = 'CdkOrgGuardCampaign';
const MEMORY_MEGABYTES = 256;
/** What the ledger of a campaign consists of. */
const KINDS: readonly LedgerKind[] = ['head', 'ledger', 'file', 'report'];

/** What a campaign needs. */
export interface CampaignNeeds {
  readonly file: DeployedFile;
  readonly ledger: IBucket;
  readonly permissions: readonly OrganizationsPermission[];
  /** The ARN of the roles that accept, if some do. */
  readonly acceptingRoles: string | undefined;
}

/** The function of a stack for campaigns. CloudFormation calls it, and so do schedules, by another entry point. */
export class CampaignFunction extends GuardLambda {
  public static of(scope: Construct): CampaignFunction {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(CONSTRUCT_ID) as CampaignFunction | undefined;
    return existing ?? new CampaignFunction(stack);
  }

  /** What a schedule invokes. */
  public readonly run: lambda.IFunction;
  /** With what it does. */
  public readonly scheduleRole: iam.IRole;
  private readonly organizations: OrganizationsPolicies;
  private readonly ledgerPolicies = new PoliciesBySubject<LedgerPolicies>(this, 'Ledger');
  private readonly telling: iam.Policy;

  private constructor(stack: Stack) {
    super(stack, CONSTRUCT_ID, { asset: 'campaign', description: 'cdk-org-guard: campaigns of invitations into the organization', memorySize: MEMORY_MEGABYTES });
    this.run = this.newFunction('RunFunction', { handler: 'index.run', applicationLogLevelV2: lambda.ApplicationLogLevel.INFO, timeout: Duration.seconds(RUN_TIMEOUT_SECONDS) });
    this.scheduleRole = new iam.Role(this, 'ScheduleRole', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': stack.account } } }),
      description: 'The cdk-org-guard schedules of this stack',
      inlinePolicies: { Run: new iam.PolicyDocument({ statements: [allow(['lambda:InvokeFunction'], [this.run.functionArn])] }) },
    });
    this.organizations = new OrganizationsPolicies(this, 'Policies', this.role);
    this.telling = new iam.Policy(this, 'Telling', { roles: [this.role], statements: [allowTelling(stack, STATE_CHANGE.source)] });
  }

  /** The role that enters roles of invited accounts. */
  public get acceptorRole(): iam.IRole {
    return this.role;
  }

  /**
   * The function, with the permissions that a campaign needs.
   *
   * @param campaign holds the permission to read its roster: another one is a change of that permission only
   */
  public allowed(campaign: Construct, { file, ledger, permissions, acceptingRoles }: CampaignNeeds): GuardFunction {
    const inLedger = this.ledgerPolicies.of(LedgerPolicies.subjectOf(ledger), (id) => new LedgerPolicies(this, id, this.role, ledger, KINDS));
    const ofFile = new iam.Policy(campaign, 'ReadingFile', { roles: [this.role], statements: [...file.statements] });
    return {
      functionArn: this.functionArn,
      ready: [
        this.eventInvokeConfig, this.telling, inLedger.allow(), ofFile, ledger, ...permissions.map((permission) => this.organizations.allow(permission)),
        ...(acceptingRoles === undefined ? [] : [this.organizations.allowAssuming(acceptingRoles)]),
      ],
    };
  }
}
