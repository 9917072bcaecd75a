import type { Functions } from '../lambda/functions';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Authorizer } from '../security/authorizer';
import { ExecutionError } from './execution-error';
import type { History } from './history';

/** The service integration that invokes the function which its parameters name. */
const INVOKE = /^arn:[^:]+:states:::lambda:invoke$/;
const OTHER_INTEGRATION = /^arn:[^:]+:states:/;

const INVOKE_MEMBERS = ['FunctionName', 'Payload', 'InvocationType'];

/** What the tasks of an execution need. */
export interface TaskSurroundings {
  readonly functions: Functions;
  readonly authorizer: Authorizer;
  readonly random: Random;
  readonly account: string;
  readonly region: string;
}

/** @throws NotEmulated for a task that is neither a function nor the integration that invokes one */
export function checkResource(resource: string): void {
  if (OTHER_INTEGRATION.test(resource) && !INVOKE.test(resource)) throw new NotEmulated(`the task ${resource}`);
}

/** Runs the tasks of an execution with the role of its state machine. */
export class Tasks {
  constructor(private readonly surroundings: TaskSurroundings, private readonly roleArn: string, private readonly history: History) {}

  /** @throws ExecutionError with the error of the function, of Lambda, or of the sandbox for what it doesn't emulate */
  public async run(resource: string, input: unknown): Promise<unknown> {
    try {
      if (INVOKE.test(resource)) return await this.invokeByParameters(input as Readonly<Record<string, unknown>>);
      return await this.invokeByArn(resource, input);
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      throw new ExecutionError(`Lambda.${thrown.code}`, thrown.message);
    }
  }

  private async invokeByArn(functionArn: string, input: unknown): Promise<unknown> {
    this.history.add('LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: { resource: functionArn, input: JSON.stringify(input) } });
    try {
      const output = await this.invoke(functionArn, input, 'LambdaFunctionStarted');
      this.history.add('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: { output: JSON.stringify(output ?? null) } });
      return output;
    } catch (thrown) {
      this.history.add('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: detailsOf(thrown) });
      throw thrown;
    }
  }

  private async invokeByParameters(parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const task = { resourceType: 'lambda', resource: 'invoke' };
    const { region, random } = this.surroundings;
    this.history.add('TaskScheduled', { taskScheduledEventDetails: { ...task, region, parameters: JSON.stringify(parameters) } });
    const unknown = Object.keys(parameters).find((name) => !INVOKE_MEMBERS.includes(name));
    if (unknown !== undefined) throw new NotEmulated(`the parameter ${unknown} of the task lambda:invoke`);
    const { FunctionName: name, Payload: payload = {}, InvocationType: type = 'RequestResponse' } = parameters;
    const answer = { SdkHttpMetadata: {}, SdkResponseMetadata: { RequestId: uuid(random) } };
    try {
      const output = type === 'Event'
        ? { ...answer, StatusCode: this.invokeLater(String(name), payload) }
        : { ...answer, ExecutedVersion: '$LATEST', Payload: await this.invoke(String(name), payload, 'TaskStarted') ?? null, StatusCode: 200 };
      this.history.add('TaskSucceeded', { taskSucceededEventDetails: { ...task, output: JSON.stringify(output) } });
      return output;
    } catch (thrown) {
      this.history.add('TaskFailed', { taskFailedEventDetails: { ...task, ...detailsOf(thrown) } });
      throw thrown;
    }
  }

  private async invoke(functionName: string, payload: unknown, begins: string): Promise<unknown> {
    this.authorize(functionName);
    const begun = this.surroundings.functions.invoke(functionName, payload);
    this.history.add(begins);
    const result = await begun;
    if (result.ok) return result.value;
    const { errorType, errorMessage, trace } = result;
    throw new ExecutionError(errorType, JSON.stringify({ errorMessage, errorType, trace }));
  }

  private invokeLater(functionName: string, payload: unknown): number {
    this.authorize(functionName);
    this.surroundings.functions.invokeLater(functionName, payload);
    return 202;
  }

  private authorize(functionName: string): void {
    const { authorizer, account } = this.surroundings;
    authorizer.authorize('lambda', 'InvokeFunction', { FunctionName: functionName }, { account, arn: this.roleArn, roleArn: this.roleArn });
  }
}

function detailsOf(thrown: unknown): object {
  const { name, message } = thrown as Error;
  return { error: thrown instanceof ExecutionError ? thrown.error : name, cause: message };
}
