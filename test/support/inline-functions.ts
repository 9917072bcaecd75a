import { compileFunction } from 'node:vm';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { uploadAnswer } from '../../rehearsal/functions/handler-dependencies';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { RunnerSurroundings } from '../../sandbox/place';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';

type Handler = (event: unknown, context: { readonly awsRequestId: string }) => Promise<unknown>;

export interface InlineFunctionsOptions extends RunnerSurroundings {
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  /** How far the clock of the functions is ahead, in milliseconds. */
  readonly clockAhead?: number;
  /** Told every operation that a function calls. */
  readonly called: (operation: string) => void;
}

/** Runs functions whose code is in their template in this process, in the time of the sandbox. */
export class InlineFunctions implements FunctionRunner {
  /** By the name of the function, environments that wait for the next event. */
  private readonly warm = new Map<string, Handler[]>();

  constructor(private readonly options: InlineFunctionsOptions) {}

  public async deploy(_definition: FunctionDefinition): Promise<void> {
    // The code is in the definition.
  }

  public async run(definition: FunctionDefinition, { payload, requestId }: Invocation): Promise<InvocationResult> {
    const handler = this.warm.get(definition.name)?.pop() ?? this.environment(definition);
    try {
      return { ok: true, value: await handler(structuredClone(payload), { awsRequestId: requestId }) };
    } catch (thrown) {
      const { name, message } = thrown as Error;
      return { ok: false, errorType: name, errorMessage: message, trace: [] };
    } finally {
      this.warm.set(definition.name, [...this.warm.get(definition.name) ?? [], handler]);
    }
  }

  public async remove(functionName: string): Promise<void> {
    this.warm.delete(functionName);
  }

  public async close(): Promise<void> {
    // Nothing to end.
  }

  private environment(definition: FunctionDefinition): Handler {
    const { time, logGroups, clockAhead = 0 } = this.options;
    if (!('inline' in definition.code)) throw new Error('its code is in a bucket');
    const exported: { handler?: Handler } = {};
    const modules = this.modulesOf(definition);
    compileFunction(definition.code.inline, ['exports', 'require', 'console', 'setTimeout', 'Date'])(
      exported,
      (name: string) => modules[name],
      { log: (line: string) => logGroups.write(definition.logging.group, time.now(), line) },
      (callback: () => void, milliseconds: number) => { void time.sleep(milliseconds).then(callback); },
      { now: () => time.now() + clockAhead },
    );
    return exported.handler as Handler;
  }

  private modulesOf({ name, roleArn }: FunctionDefinition): Readonly<Record<string, unknown>> {
    const { answer, called, callers, environment: { account, partition, region } } = this.options;
    const arn = `arn:${partition}:sts::${account}:assumed-role/${roleArn.split('/').pop()}/${name}`;
    const accessKeyId = callers.issue({ account, arn, roleArn });
    const settings = { ...clientSettings(accessKeyId), region, requestHandler: new WireHandler(answer, called) as never };
    class CloudFormationClient extends cloudFormation.CloudFormationClient {
      constructor() {
        super(settings);
      }
    }
    return {
      '@aws-sdk/client-cloudformation': { ...cloudFormation, CloudFormationClient },
      'node:https': {
        request(url: string, _options: object, answered: (response: object) => void) {
          let failed: (error: unknown) => void = () => undefined;
          const response = { on: (_event: string, end: () => void) => end(), resume: () => undefined };
          return {
            on(_event: string, listener: typeof failed) { failed = listener; },
            end(body: string) { uploadAnswer(answer, accessKeyId, new URL(url), body).then(() => answered(response), failed); },
          };
        },
      },
    };
  }
}
