import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { ContentsStatus } from '../../lib/contract/contents-status';
import type { ReadingClients } from '../snapshot/clients';
import { Condition, conditionOf } from './condition';
import { FailedRows, failedRows } from './failed-rows';
import { readLedger } from './ledger-reading';
import type { DeployedResource } from './resources-in-stack';

/** How far contents are. */
export interface ContentsProgress {
  readonly kind: 'contents';
  readonly name: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  readonly condition: Condition;
  /** What the function has told last, perhaps of an earlier event. */
  readonly status?: ContentsStatus;
  readonly failures: readonly FailedRows[];
  /** The status of the workflow's execution, if there is one. */
  readonly execution?: string;
  readonly notRead: readonly string[];
}

/**
 * Reads how far contents are.
 *
 * @param now in milliseconds since 1970
 * @throws what AWS says, if it is anything else than that an object isn't there or may not be read
 */
export async function readContents(contents: DeployedResource, clients: ReadingClients, now: number): Promise<ContentsProgress> {
  const { name, stackId, logicalResourceId, isStackChanging } = contents;
  const { wanted, status, report, notRead } = await readLedger(clients.s3(clients.region), contents);
  const execution = await executionOf(clients.stepFunctions(clients.region), contents, wanted?.requestId ?? status?.requestId);
  return {
    kind: 'contents', name, stackId, logicalResourceId, condition: conditionOf({ isStackChanging, wanted, status, execution: execution.status, now }),
    ...(status && { status }), failures: failedRows(status?.failedByCode ?? {}, report),
    ...(execution.status !== undefined && { execution: execution.status }),
    notRead: [...notRead, ...execution.notRead],
  };
}

const GONE = ['ExecutionDoesNotExist', 'InvalidArn', 'StateMachineDoesNotExist'];
const REFUSED = ['AccessDeniedException', 'AccessDenied'];

/** The execution for an event has the name of its request. */
async function executionOf(
  client: SFNClient, { stateMachineArn }: DeployedResource, requestId: string | undefined,
): Promise<{ readonly status?: string; readonly notRead: readonly string[] }> {
  if (stateMachineArn === undefined || requestId === undefined) return { notRead: [] };
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${requestId}`;
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return { ...(status !== undefined && { status }), notRead: [] };
  } catch (thrown) {
    const { name, message } = thrown as Error;
    if (GONE.includes(name)) return { notRead: [] };
    if (!REFUSED.includes(name)) throw thrown;
    return { notRead: [`the workflow's execution: ${message}`] };
  }
}
