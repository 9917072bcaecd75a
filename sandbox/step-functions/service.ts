import { PageInput, pagesBy } from '../page';
import type { Operation, Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';
import type { Execution } from './execution';
import type { StateMachines } from './state-machines';

interface StartInput {
  readonly stateMachineArn: string;
  readonly input?: string;
  readonly name?: string;
}

interface ExecutionInput {
  readonly executionArn: string;
}

interface ListInput {
  readonly stateMachineArn: string;
  readonly statusFilter?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface HistoryInput extends ExecutionInput {
  readonly reverseOrder?: boolean;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The operations of Step Functions on executions. */
export function stepFunctionsService(stateMachines: StateMachines): Service {
  const operations: Record<string, Operation> = {
    StartExecution({ stateMachineArn: machine, input = '{}', name }: StartInput) {
      const { arn, startDate } = stateMachines.start(machine, input, name);
      return { executionArn: arn, startDate };
    },

    DescribeExecution({ executionArn }: ExecutionInput) {
      const execution = stateMachines.execution(executionArn);
      const { output, error, cause } = execution.ending ?? {};
      return {
        ...summaryOf(execution),
        input: execution.input, inputDetails: { included: true },
        ...(output !== undefined && { output, outputDetails: { included: true } }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
        redriveCount: 0, redriveStatus: 'NOT_REDRIVABLE',
      };
    },

    StopExecution({ executionArn, error, cause }: ExecutionInput & { readonly error?: string; readonly cause?: string }) {
      const execution = stateMachines.execution(executionArn);
      execution.stop(error, cause);
      return { stopDate: execution.ending?.stopDate };
    },

    ListExecutions({ stateMachineArn: machine, statusFilter: status, maxResults, nextToken }: ListInput) {
      const executions = stateMachines.executionsOf(machine).filter((execution) => status === undefined || execution.status === status);
      return page('executions', executions, { machine, status, MaxResults: maxResults, NextToken: nextToken }, summaryOf);
    },

    GetExecutionHistory({ executionArn, reverseOrder = false, maxResults, nextToken }: HistoryInput) {
      const events = [...stateMachines.execution(executionArn).history.all];
      return page('events', reverseOrder ? events.reverse() : events, { executionArn, reverseOrder, MaxResults: maxResults, NextToken: nextToken });
    },
  };
  return { name: 'states', operations };
}

function summaryOf({ arn, name, machine, status, startDate, ending }: Execution): object {
  return { executionArn: arn, stateMachineArn: machine.arn, name, status, startDate, ...(ending && { stopDate: ending.stopDate }) };
}

const LARGEST_PAGE = 1000;
const USUAL_PAGE = 100;

const pageOf = pagesBy({
  largest: LARGEST_PAGE,
  tooSmall: () => invalid('greater than or equal to 0'),
  tooLarge: () => invalid(`less than or equal to ${LARGEST_PAGE}`),
  invalidToken: () => new ServiceError('InvalidToken', 'Invalid Token: \'The token isn\'t valid.\''),
});

/** Step Functions writes the members of pages in lower case, and takes 0 for as many as usual. */
function page<Item>(member: string, items: readonly Item[], input: PageInput & Readonly<Record<string, unknown>>, describe?: (item: Item) => unknown): object {
  const asked = { ...input, MaxResults: input.MaxResults || USUAL_PAGE };
  const { NextToken: nextToken, ...shown } = pageOf(member, items, asked, describe) as { readonly NextToken?: string };
  return { ...shown, ...(nextToken !== undefined && { nextToken }) };
}

function invalid(rule: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value ${rule}`);
}
