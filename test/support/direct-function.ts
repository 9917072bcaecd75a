import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { FunctionContext, LogLine } from '../../lambda/custom-resource/event-handler';
import { identityStoreHandler } from '../../lambda/identity-store/handler';
import { awaitingHandler, organizationsHandler } from '../../lambda/organizations/handler';
import type { WaitingAnswer, WaitingEvent } from '../../lambda/organizations/waiting';
import type { WaitingLine } from '../../lambda/organizations/waiting-log';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { authorizationOf, handlerDependencies, newClients } from '../../rehearsal/functions/handler-dependencies';
import { HOMEPAGE } from './homepage';
import type { InProcess } from './in-process';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

const FUNCTION_TIMEOUT = 120_000;
const ACCESS_KEY = 'SANDBOXPERSON';

export interface SentAnswer {
  readonly url: string;
  readonly body: string;
  /** How long after the event, in milliseconds. */
  readonly after: number;
}

/** A function that a test calls itself, with any event at all. Its role may do everything. */
export class DirectFunction {
  public readonly answers: SentAnswer[] = [];
  public readonly log: (LogLine | WaitingLine)[] = [];
  private readonly handlers: Readonly<Record<'identityStore' | 'organizations', ReturnType<typeof identityStoreHandler>>>;
  private readonly awaiting: ReturnType<typeof awaitingHandler>;
  private called = 0;

  constructor(private readonly world: InProcess) {
    const { time, sandbox } = world;
    // Nobody checks signatures here, and they are most of what a call costs.
    const authorization = authorizationOf(ACCESS_KEY);
    const makeClient = newClients({
      ...clientSettings(ACCESS_KEY),
      requestHandler: new WireHandler((request) => sandbox.answer(request), (operation) => world.calls.push(operation)),
      signer: { sign: async (request: any) => Object.assign(request, { headers: { ...request.headers, authorization } }) },
    });
    const dependencies = {
      ...handlerDependencies({ homepage: HOMEPAGE, makeClient, time, random: () => 0.5 }),
      putAnswer: async (url: string, body: string) => {
        // As the real one does, which fails for what is no URL.
        const { href } = new URL(url);
        this.answers.push({ url: href, body, after: time.now() - this.called });
        return 200;
      },
      log: (line: LogLine | WaitingLine) => this.log.push(line),
      endEnvironment: () => { throw new Error('Runtime exited'); },
    };
    this.handlers = { identityStore: identityStoreHandler(dependencies), organizations: organizationsHandler(dependencies) };
    this.awaiting = awaitingHandler(dependencies);
  }

  /** Calls the function for a service as Lambda would, and tells what it threw. */
  public async handle(service: 'identityStore' | 'organizations', event: unknown): Promise<Error | undefined> {
    const { time } = this.world;
    this.called = time.now();
    const handled = this.handlers[service](event as CloudFormationCustomResourceEvent, this.context());
    return time.run(handled.then(() => undefined, (thrown: Error) => thrown));
  }

  /** Calls the function that waits as the CDK's provider framework would. */
  public async await(event: unknown): Promise<WaitingAnswer | Error> {
    return this.world.time.run(this.awaiting(event as WaitingEvent, this.context()).catch((thrown: Error) => thrown));
  }

  private context(): FunctionContext {
    const { time } = this.world;
    const ends = time.now() + FUNCTION_TIMEOUT;
    return { getRemainingTimeInMillis: () => ends - time.now(), invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:handler' };
  }
}
