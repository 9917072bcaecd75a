import { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { ContentsDependencies, contentsHandler } from '../../lambda/contents/handler';
import { PassHandler, passHandler } from '../../lambda/contents/workflow/pass-handler';
import type { WorkflowInput } from '../../lib/contract/contents';
import type { EventHandler, FunctionContext } from '../../lambda/custom-resource/event-handler';
import { clientSettings, S3_CLIENT_SETTINGS } from './client-settings';
import type { WireHandler } from './wire-handler';

/** The time of one call of the function, in milliseconds. */
const TIMEOUT = 15 * 60_000;

/** What contents need beside what all functions do. */
export type RehearsedContentsDependencies = Omit<ContentsDependencies, 's3' | 'stepFunctions' | 'newHolder' | 'writeMetrics'>;

/**
 * The function for contents with its workflow: the same calls of the same code follow each other as in AWS. There is no state machine between them, since it
 * decides nothing.
 */
export class RehearsedContents {
  private readonly handle: EventHandler;
  private readonly pass: PassHandler;
  private execution: Promise<void> | undefined;

  /**
   * @param invokedFunctionArn by which the function knows its partition
   */
  constructor(dependencies: RehearsedContentsDependencies, accessKeyId: string, requestHandler: WireHandler, private readonly invokedFunctionArn: string) {
    const { surroundings } = dependencies;
    const complete: ContentsDependencies = {
      ...dependencies,
      // Its pace makes it wait for parts of milliseconds, which no clock of a function tells.
      surroundings: { ...surroundings, now: () => Math.floor(surroundings.now()) },
      s3: () => new S3Client({ ...clientSettings(accessKeyId), ...S3_CLIENT_SETTINGS, requestHandler: requestHandler as never }),
      stepFunctions: () => this.workflows,
      newHolder: () => String(surroundings.random()),
      writeMetrics: () => undefined,
    };
    this.handle = contentsHandler(complete);
    this.pass = passHandler(complete);
    this.now = () => surroundings.now();
  }

  private readonly now: () => number;

  /** Handles an event to its end, also if CloudFormation doesn't wait for that. */
  public async run(event: CloudFormationCustomResourceEvent): Promise<void> {
    await this.handle(event, this.newCall());
    await this.execution;
  }

  /** In place of the client of Step Functions. */
  private get workflows(): SFNClient {
    const send = async ({ input: { input = '' } }: StartExecutionCommand): Promise<object> => {
      this.execution ??= this.execute(JSON.parse(input) as WorkflowInput);
      return { $metadata: { requestId: 'rehearsal' } };
    };
    return { send } as unknown as SFNClient;
  }

  private async execute(input: WorkflowInput): Promise<void> {
    for (let isMore = true; isMore;) ({ isMore } = await this.pass(input, this.newCall()));
  }

  private newCall(): FunctionContext {
    const deadline = this.now() + TIMEOUT;
    return { getRemainingTimeInMillis: () => deadline - this.now(), invokedFunctionArn: this.invokedFunctionArn };
  }
}
