import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, IDependable } from 'constructs';
import { FINISHED } from '../contract/contents-status';
import { allow } from '../functions/guard-lambda';
import { allowTelling } from '../functions/telling';
import { workflowDefinition } from './workflow-definition';

export interface ContentsWorkflowProps {
  /** Does a part of the handling of an event. */
  readonly pass: lambda.IFunction;
  /** Of the function that starts it. */
  readonly starter: iam.Role;
}

/** The workflow of a stack for contents that one call of a function can't bring. */
export class ContentsWorkflow extends Construct {
  public readonly stateMachineArn: string;
  /** What has to be there before it can be started. */
  public readonly ready: readonly IDependable[];

  constructor(scope: Construct, id: string, { pass, starter }: ContentsWorkflowProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
      description: 'The cdk-org-guard workflow of this stack',
      inlinePolicies: { Pass: new iam.PolicyDocument({ statements: [allow(['lambda:InvokeFunction'], [pass.functionArn])] }) },
    });
    const stateMachine = new CfnStateMachine(this, 'StateMachine', {
      roleArn: role.roleArn, definitionString: Stack.of(this).toJsonString(workflowDefinition(pass.functionArn)),
    });
    this.stateMachineArn = stateMachine.attrArn;
    const starting = new iam.Policy(this, 'Starting', { roles: [starter], statements: [allow(['states:StartExecution'], [this.stateMachineArn])] });
    this.ready = [stateMachine, starting, new iam.Policy(this, 'Telling', { roles: [starter], statements: [allowTelling(Stack.of(this), FINISHED.source)] })];
  }
}
