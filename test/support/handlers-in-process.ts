import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { ROLE_NAME } from '../../lib/contract/custom-resource';
import { CampaignDependencies, campaignHandler, runHandler } from '../../lambda/campaign/handler';
import { ContentsDependencies, contentsHandler } from '../../lambda/contents/handler';
import { passHandler } from '../../lambda/contents/workflow/pass-handler';
import type { FunctionContext, LogLine } from '../../lambda/custom-resource/event-handler';
import { IdentityStoreDependencies, identityStoreHandler } from '../../lambda/identity-store/handler';
import { OrganizationsDependencies, organizationsHandler } from '../../lambda/organizations/handler';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { RunnerSurroundings } from '../../sandbox/place';
import { clientSettings, S3_CLIENT_SETTINGS } from '../../rehearsal/functions/client-settings';
import { handlerDependencies, newClients, uploadAnswer } from '../../rehearsal/functions/handler-dependencies';
import { HOMEPAGE } from './homepage';
import type { InProcess } from './in-process';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

export interface HandlersInProcessOptions extends RunnerSurroundings {
  readonly world: InProcess;
  readonly random: () => number;
}

/** Runs the handlers of the library in this process instead of the code that was deployed. */
export class HandlersInProcess implements FunctionRunner {
  private readonly warm = new Map<string, Environment[]>();

  constructor(private readonly options: HandlersInProcessOptions) {}

  public async deploy(_definition: FunctionDefinition): Promise<void> {
    // The code is that of the working copy.
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const { world } = this.options;
    const event = structuredClone(invocation.payload) as CloudFormationCustomResourceEvent;
    if ('RequestType' in event) world.events.push(event);
    const environment = this.take(definition);
    const deadline = world.time.now() + definition.timeoutSeconds * 1000;
    const ended = environment.handle(event, { getRemainingTimeInMillis: () => deadline - world.time.now(), invokedFunctionArn: definition.arn })
      .then((value): InvocationResult => ({ ok: true, value: value ?? null }))
      .catch((thrown: Error): InvocationResult => {
        world.thrown.push(thrown);
        return { ok: false, errorType: thrown.name, errorMessage: thrown.message, trace: [] };
      });
    const killed = environment.killed.then((): InvocationResult => ({ ok: false, errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited', trace: [] }));
    const over = new AbortController();
    const timedOut = world.time.sleep(definition.timeoutSeconds * 1000, over.signal).then((): InvocationResult => {
      if (!over.signal.aborted) environment.kill();
      return { ok: false, errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out', trace: [] };
    });
    const result = await Promise.race([ended, killed, timedOut]);
    over.abort();
    if (!environment.dead) this.warm.set(definition.name, [...this.warm.get(definition.name) ?? [], environment]);
    return result;
  }

  public async remove(functionName: string): Promise<void> {
    this.warm.delete(functionName);
  }

  public async close(): Promise<void> {
    // Nothing to end.
  }

  /** A warm environment keeps what the handler remembers; two events at the same time need two. */
  private take(definition: FunctionDefinition): Environment {
    return this.warm.get(definition.name)?.pop() ?? new Environment(definition, this.options);
  }
}

/** An execution environment: the handler with its clients. */
class Environment {
  public readonly handle: Handle;
  public readonly killed: Promise<void>;
  public dead = false;
  private die: () => void = () => undefined;

  constructor(definition: FunctionDefinition, { world, environment, callers, random }: HandlersInProcessOptions) {
    this.killed = new Promise((resolve) => { this.die = resolve; });
    const accessKeyId = callers.issue({
      account: environment.account,
      arn: definition.roleArn,
      roleArn: definition.roleArn,
      kill: () => this.kill(),
    });
    const answer = (request: HttpRequest): Promise<HttpResponse> => this.alive(() => world.sandbox.answer(request));
    const requestHandler = new WireHandler(answer, (operation) => world.calls.push(operation));
    const makeClient = newClients({ ...clientSettings(accessKeyId), ...S3_CLIENT_SETTINGS, requestHandler });
    const dependencies = {
      ...handlerDependencies({ homepage: HOMEPAGE, makeClient, time: world.time, random }),
      putAnswer: (url: string, body: string) => uploadAnswer(answer, accessKeyId, new URL(url), body),
      log: (line: LogLine) => world.log.push(line),
      writeMetrics: (line: string) => world.metrics.push(line),
      endEnvironment: () => this.kill(),
    };
    this.handle = handlerOf(definition, dependencies, random);
  }

  public kill(): void {
    this.dead = true;
    this.die();
  }

  /** A dead process neither sends nor hears anything. */
  private async alive(answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    try {
      return this.dead ? await never() : await answer();
    } finally {
      if (this.dead) await never();
    }
  }
}

/** The entry point of a function, with what it returns. */
type Handle = (event: any, context: FunctionContext) => Promise<unknown>;

type AllDependencies = OrganizationsDependencies & IdentityStoreDependencies & Omit<ContentsDependencies & CampaignDependencies, 'newHolder'>;

function handlerOf({ name, handler, environment }: FunctionDefinition, dependencies: AllDependencies, random: () => number): Handle {
  const roleName = environment[ROLE_NAME];
  if (name.includes('CdkOrgGuardOrganizations')) return organizationsHandler(dependencies);
  if (name.includes('CdkOrgGuardCampaign')) {
    const forCampaigns = { ...dependencies, newHolder: () => String(random()) };
    return handler === 'index.run' ? runHandler(forCampaigns) : campaignHandler(forCampaigns);
  }
  if (name.includes('CdkOrgGuardContents')) {
    const forContents = { ...dependencies, roleName, newHolder: () => String(random()) };
    return handler === 'index.pass' ? passHandler(forContents) : contentsHandler(forContents);
  }
  return identityStoreHandler({ ...dependencies, roleName });
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
