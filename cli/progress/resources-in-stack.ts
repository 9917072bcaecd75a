import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateListStackResources, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { CAMPAIGN_RESOURCE_TYPE } from '../../lib/contract/campaign';
import { CONTENTS_RESOURCE_TYPE, ContentsProperties } from '../../lib/contract/contents';
import { constructPathIn } from '../../lib/contract/construct-path';
import { resolved } from '../snapshot/referred-value';
import { allOf } from '../snapshot/steps';

const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';

/** Whose ledger tells how far it is, by its type. */
const KINDS: { readonly [type in string]?: DeployedResource['kind'] } = { [CONTENTS_RESOURCE_TYPE]: 'contents', [CAMPAIGN_RESOURCE_TYPE]: 'campaign' };

/** Contents of a deployed stack, or a campaign, and where to read of them. */
export interface DeployedResource {
  readonly kind: 'contents' | 'campaign';
  /** That of their own stack, which may be nested. */
  readonly stackId: string;
  readonly logicalResourceId: string;
  /** The path of the construct, or the logical id. */
  readonly name: string;
  /** Whether the stack is being deployed or deleted. */
  readonly isStackChanging: boolean;
  /** The ledger's; nothing if the template doesn't tell. */
  readonly bucket?: string;
  /** Nothing of contents that need no workflow, and of campaigns. */
  readonly stateMachineArn?: string;
}

interface TemplateResource {
  readonly Properties?: Partial<Pick<ContentsProperties, 'Ledger' | 'StateMachine'>> | null;
  readonly Metadata?: Readonly<Record<string, unknown>> | null;
}

/**
 * The contents and campaigns of a stack and of those nested in it. Reads only: the stacks, their resources and templates.
 *
 * @throws what AWS says, if a stack can't be read
 */
export async function resourcesIn(client: CloudFormationClient, stackName: string, isRootChanging?: boolean): Promise<DeployedResource[]> {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  const isStackChanging = isRootChanging ?? stack?.StackStatus?.endsWith('_IN_PROGRESS') === true;
  const resources = (await allOf(paginateListStackResources({ client }, { StackName: stackName }), ({ StackResourceSummaries }) => StackResourceSummaries))
    .filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
  const nested = [];
  for (const { ResourceType: type, PhysicalResourceId: id = '' } of resources) {
    if (type === NESTED_STACK_TYPE && id !== '') nested.push(...await resourcesIn(client, id, isStackChanging));
  }
  const own = resources.flatMap(({ ResourceType: type = '', LogicalResourceId: logicalResourceId = '' }) => {
    const kind = KINDS[type];
    return kind === undefined ? [] : [{ kind, logicalResourceId }];
  });
  if (own.length === 0) return nested;

  const declared = await templateOf(client, stackName);
  const parameters = (stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }): [string, string] => [ParameterKey, ParameterValue]);
  const referred = new Map([...parameters, ...resources.map(idsOf)]);
  return [
    ...own.map(({ kind, logicalResourceId }) => {
      const { Properties, Metadata } = declared[logicalResourceId] ?? {};
      const bucket = resolved(Properties?.Ledger?.Bucket, referred);
      const stateMachineArn = resolved(Properties?.StateMachine, referred);
      return {
        kind, stackId: stack?.StackId ?? '', logicalResourceId, name: constructPathIn(Metadata) ?? logicalResourceId, isStackChanging,
        ...(bucket !== undefined && { bucket }), ...(stateMachineArn !== undefined && { stateMachineArn }),
      };
    }),
    ...nested,
  ];
}

function idsOf({ LogicalResourceId = '', PhysicalResourceId = '' }: StackResourceSummary): [string, string] {
  return [LogicalResourceId, PhysicalResourceId];
}

/** @returns nothing of a template that isn't JSON, which none of the CDK is */
async function templateOf(client: CloudFormationClient, StackName: string): Promise<Readonly<Record<string, TemplateResource | null>>> {
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }));
  try {
    return (JSON.parse(TemplateBody) as { readonly Resources?: Record<string, TemplateResource | null> | null } | null)?.Resources ?? {};
  } catch {
    return {};
  }
}
