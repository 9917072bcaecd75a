import {
  CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateListImports, paginateListStackResources, paginateListStacks, Stack,
  StackResourceSummary, StackSummary,
} from '@aws-sdk/client-cloudformation';
import { accountInArn } from '../../lambda/guard/arn';
import { GUARDED_TYPES } from '../../rehearsal/rehearsed-types';
import type { OutputSnapshot, StackSnapshot } from '../../sandbox/seed/snapshot';
import { lastChangeOf, stackIn } from './deployed-since';
import { allOf, Steps } from './steps';

/**
 * Reads the stacks in the client's account and Region that hold resources of this library, with those that they are nested in.
 *
 * @param names of stacks that are read also if they hold none
 */
export async function readStacks(steps: Steps, client: CloudFormationClient, region: string, names: readonly string[]): Promise<StackSnapshot[]> {
  const summaries = await steps.readIfAllowed(stacksIn(region), () => allOf(paginateListStacks({ client }, {}), ({ StackSummaries }) => StackSummaries)) ?? [];
  const existing = summaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  // What of a nested stack can't be read is missing of the stack that it belongs to.
  const nameOf = ({ RootId, StackName = '' }: StackSummary): string => {
    const root = existing.find(({ StackId }) => StackId === RootId);
    return root?.StackName === undefined || root.StackName === StackName ? stackIn(StackName, region) : `${stackIn(root.StackName, region)}: ${StackName}`;
  };
  const resources = new Map<string, readonly StackResourceSummary[]>();
  for (const summary of existing) {
    const { StackId = '' } = summary;
    const ofStack = await steps.readIfAllowed(`resources of the ${nameOf(summary)}`, () =>
      allOf(paginateListStackResources({ client }, { StackName: StackId }), ({ StackResourceSummaries }) => StackResourceSummaries));
    if (ofStack) resources.set(StackId, ofStack.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE'));
  }
  const snapshots: StackSnapshot[] = [];
  for (const summary of withGuarded(existing, resources, names)) {
    const snapshot = await steps.readIfAllowed(nameOf(summary), () => readStack(client, region, summary, resources.get(summary.StackId ?? '') ?? []));
    if (snapshot) snapshots.push({ ...snapshot, outputs: await withImporters(steps, client, region, snapshot.outputs) });
  }
  return snapshots;
}

/** What the step is called that reads which stacks there are. */
export function stacksIn(region: string): string {
  return `stacks in ${region}`;
}

/** A nested stack brings its root, and a root with a guarded resource anywhere all that is nested in it. */
function withGuarded(
  stacks: readonly StackSummary[], resources: ReadonlyMap<string, readonly StackResourceSummary[]>, names: readonly string[],
): readonly StackSummary[] {
  const rootOf = ({ RootId, StackId }: StackSummary): string | undefined => RootId ?? StackId;
  const isGuarded = ({ ResourceType = '' }: StackResourceSummary): boolean => GUARDED_TYPES.includes(ResourceType);
  const isWanted = ({ StackId = '', StackName = '' }: StackSummary): boolean => names.includes(StackName) || resources.get(StackId)?.some(isGuarded) === true;
  const roots = new Set(stacks.filter(isWanted).map(rootOf));
  return stacks.filter((stack) => roots.has(rootOf(stack)));
}

async function readStack(
  client: CloudFormationClient, region: string, summary: StackSummary, resources: readonly StackResourceSummary[],
): Promise<StackSnapshot> {
  const { StackId, StackName = '', StackStatus = '', RootId } = summary;
  const { Stacks: [stack = {} as Stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: StackId }));
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: StackId, TemplateStage: 'Original' }));
  const { Parameters = [], Outputs = [] } = stack;
  return {
    account: accountInArn(StackId ?? ''),
    region,
    stackId: StackId ?? '',
    stackName: StackName,
    // Of the moment at which its resources were listed, so that a deployment that ends meanwhile shows.
    status: StackStatus,
    lastChangedAt: lastChangeOf(summary),
    ...(RootId !== undefined && { rootId: RootId }),
    parameters: Object.fromEntries(Parameters.map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue])),
    outputs: Outputs.map(({ OutputKey = '', OutputValue = '', ExportName }) =>
      ({ key: OutputKey, value: OutputValue, ...(ExportName !== undefined && { exportName: ExportName }) })),
    template: TemplateBody,
    resources: resources.map(({ LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '', ResourceStatus = '', LastUpdatedTimestamp }) => ({
      logicalId: LogicalResourceId, physicalId: PhysicalResourceId, type: ResourceType, status: ResourceStatus,
      ...(StackStatus === 'UPDATE_FAILED' && LastUpdatedTimestamp && { lastChangedAt: new Date(LastUpdatedTimestamp).toISOString() }),
    })),
  };
}

async function withImporters(steps: Steps, client: CloudFormationClient, region: string, outputs: readonly OutputSnapshot[]): Promise<OutputSnapshot[]> {
  const told: OutputSnapshot[] = [];
  for (const output of outputs) {
    const { exportName } = output;
    const importedBy = exportName === undefined ? [] : await steps.readIfAllowed(`imports of ${exportName} in ${region}`, () => importersOf(client, exportName));
    told.push({ ...output, ...(importedBy && importedBy.length > 0 && { importedBy }) });
  }
  return told;
}

async function importersOf(client: CloudFormationClient, ExportName: string): Promise<string[]> {
  try {
    return await allOf(paginateListImports({ client }, { ExportName }), ({ Imports }) => Imports);
  } catch (thrown) {
    // An empty list is told as an error.
    if (/is not imported by any stack/.test((thrown as Error).message)) return [];
    throw thrown;
  }
}
