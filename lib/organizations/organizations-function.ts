import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { functionOptionsOf } from '../functions/function-options';
import { GuardLambda } from '../functions/guard-lambda';
import { declareRoleName } from '../functions/role-names';
import { GuardFunction } from '../custom-resource/guarded-resource';
import { OrganizationsPermission, OrganizationsPolicies } from './policies';

const CONSTRUCT_ID = 'CdkOrgGuardOrganizations';

/** The timeout of one poll. It is short, because the framework polls again. */
const AWAITING_TIMEOUT = Duration.seconds(120);

/** The polling interval of a pending invitation. */
const QUERY_INTERVAL = Duration.seconds(15);

/** The timeout of the framework. No deployment may wait that long, so the function's own message comes first. */
const TOTAL_TIMEOUT = Duration.minutes(55);

const FRAMEWORK_ROLE = 'The provider framework that waits for invitations of this stack';

/** The function of a stack for invitations into the organization that its account manages. There is one in a stack. */
export class OrganizationsFunction extends GuardLambda {
  public static of(scope: Construct): OrganizationsFunction {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(CONSTRUCT_ID) as OrganizationsFunction | undefined;
    return existing ?? new OrganizationsFunction(stack);
  }

  private readonly policies: OrganizationsPolicies;
  private provider?: Provider;

  private constructor(stack: Stack) {
    const { acceptorRoleName } = functionOptionsOf(stack);
    if (acceptorRoleName !== undefined) declareRoleName(stack, 'acceptorRoleName', acceptorRoleName);
    super(stack, CONSTRUCT_ID, {
      asset: 'organizations', description: 'cdk-org-guard: invitations into the organization',
      ...(acceptorRoleName !== undefined && { roleName: acceptorRoleName }),
    });
    this.policies = new OrganizationsPolicies(this, 'Policies', this.role);
  }

  /** The role that enters roles of invited accounts. */
  public get acceptorRole(): iam.IRole {
    return this.role;
  }

  /** The function that CloudFormation calls directly, with permissions. */
  public allowed(...permissions: OrganizationsPermission[]): GuardFunction {
    return { functionArn: this.functionArn, ready: [this.eventInvokeConfig, ...this.allow(permissions)] };
  }

  /** The same, with permission to enter a role of an invited account. */
  public assuming(roleArn: string, ...permissions: OrganizationsPermission[]): GuardFunction {
    const { functionArn, ready } = this.allowed(...permissions);
    return { functionArn, ready: [...ready, this.policies.allowAssuming(roleArn)] };
  }

  /** The function that waits, behind the CDK's provider framework. Only stacks that wait contain it. */
  public awaiting(...permissions: OrganizationsPermission[]): GuardFunction {
    this.provider ??= this.newProvider();
    return { functionArn: this.provider.serviceToken, ready: this.allow(permissions) };
  }

  private allow(permissions: readonly OrganizationsPermission[]): iam.Policy[] {
    return permissions.map((permission) => this.policies.allow(permission));
  }

  private newProvider(): Provider {
    // Its errors are messages for CloudFormation, with names in them. At another level the Lambda runtime would log them.
    const handler = this.newFunction('AwaitingFunction', {
      handler: 'index.awaiting', applicationLogLevelV2: lambda.ApplicationLogLevel.FATAL, timeout: AWAITING_TIMEOUT,
    });
    return new Provider(this, 'Provider', {
      onEventHandler: handler,
      isCompleteHandler: handler,
      queryInterval: QUERY_INTERVAL,
      totalTimeout: TOTAL_TIMEOUT,
      logGroup: this.logGroup,
      // The framework's own roles may write to every log of the account.
      frameworkOnEventRole: this.newRole('ProviderEventRole', { description: FRAMEWORK_ROLE }),
      frameworkCompleteAndTimeoutRole: this.newRole('ProviderCompletionRole', { description: FRAMEWORK_ROLE }),
      ...this.network,
    });
  }
}
