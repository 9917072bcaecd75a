import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { ContentsStatus } from '../../lib/contract/contents-status';
import type { ReadingClients } from '../snapshot/clients';
import { Condition, conditionOf } from './condition';
import { contentsIn, DeployedContents } from './contents-in-stack';
import { FailedRows, failedRows } from './failed-rows';
import { readLedger } from './ledger-reading';

/** How far contents are. */
export interface ContentsProgress {
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

/** Which contents are read. */
export interface ProgressRequest {
  readonly stack: string;
  /** The bucket of the ledger, if the template doesn't tell it. */
  readonly ledger?: string | undefined;
}

/**
 * Reads how far all contents of a stack are, and changes nothing.
 *
 * @throws what AWS says, if the stack can't be read
 */
export async function readProgress({ stack, ledger }: ProgressRequest, clients: ReadingClients, now: () => number): Promise<ContentsProgress[]> {
  const { region } = clients;
  const all = await contentsIn(clients.cloudFormation(region), stack);
  const progress: ContentsProgress[] = [];
  for (const contents of all) {
    const place = { ...contents, ...(ledger !== undefined && { bucket: ledger }) };
    const { wanted, status, report, notRead } = await readLedger(clients.s3(region), place);
    const execution = await executionOf(clients.stepFunctions(region), contents, wanted?.requestId ?? status?.requestId);
    const { name, stackId, logicalResourceId, isStackChanging } = contents;
    progress.push({
      name, stackId, logicalResourceId, condition: conditionOf({ isStackChanging, wanted, status, execution: execution.status, now: now() }),
      ...(status && { status }), failures: failedRows(status?.failedByCode ?? {}, report),
      ...(execution.status !== undefined && { execution: execution.status }),
      notRead: [...notRead, ...execution.notRead],
    });
  }
  return progress;
}

const GONE = ['ExecutionDoesNotExist', 'InvalidArn', 'StateMachineDoesNotExist'];
const REFUSED = ['AccessDeniedException', 'AccessDenied'];

/** The execution for an event has the name of its request. */
async function executionOf(
  client: SFNClient, { stateMachineArn }: DeployedContents, requestId: string | undefined,
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
