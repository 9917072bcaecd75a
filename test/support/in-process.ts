import { App, Stack } from 'aws-cdk-lib';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { customResourceHandler, LogLine } from '../../lambda/custom-resource/handler';
import { identityStoreHandler } from '../../lambda/identity-store/handler';
import type { FunctionDefinition, FunctionRunner, Invocation, InvocationResult } from '../../sandbox/lambda/function';
import { RunnerSurroundings, Sandbox } from '../../sandbox/sandbox';
import type { Stack as DeployedStack } from '../../sandbox/cloudformation/stack';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { seededRandom } from './seeded-random';
import { WireHandler } from './wire-handler';

export const HOMEPAGE = 'https://example.com/cdk-org-guard';
export const STORE = 'd-1234567890';

export interface InProcessOptions {
  readonly seed?: number;
}

/**
 * The whole sandbox with the real handlers in this process, in virtual time: what is declared with CDK is synthesised,
 * deployed by the engine, handled by the functions' own code, and answered over the wire protocol of the real clients.
 */
export class InProcess {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  /** Every event that reached a function, oldest first. */
  public readonly events: CloudFormationCustomResourceEvent[] = [];
  /** What the functions logged. */
  public readonly log: LogLine[] = [];
  /** What the functions threw, so that Lambda delivers the event again. */
  public readonly thrown: Error[] = [];
  public readonly wire: WireHandler;
  /** For the test's own look into the store. */
  public readonly identityStore: IdentitystoreClient;

  constructor({ seed = 1 }: InProcessOptions = {}) {
    const random = seededRandom(seed);
    this.sandbox = new Sandbox({
      time: this.time,
      random,
      runner: (surroundings) => new InProcessRunner(this, surroundings, random),
    });
    this.wire = new WireHandler((request) => this.sandbox.answer(request));
    this.identityStore = new IdentitystoreClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: this.wire });
  }

  /** Synthesises what `declare` puts into a stack. */
  public synthesize(name: string, declare: (stack: Stack) => void): string {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, name);
    declare(stack);
    return JSON.stringify(app.synth().getStackByName(stack.stackName).template);
  }

  /** Creates or updates a stack and waits for its end. */
  public async deploy(name: string, declare: (stack: Stack) => void): Promise<DeployedStack> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find(name) ?? cloudFormation.newStack(name);
    const target = cloudFormation.target(stack, this.synthesize(name, declare), []);
    await this.time.run(cloudFormation.deploy(stack, target, { rollback: true }));
    return stack;
  }

  /** Deletes a stack and waits for its end. */
  public async destroy(name: string): Promise<DeployedStack> {
    const stack = this.sandbox.cloudFormation.existing(name);
    await this.time.run(this.sandbox.cloudFormation.delete(stack));
    return stack;
  }

  /** The groups of the store, as display name and description. */
  public get groups(): { readonly id: string; readonly displayName: string; readonly description: string | undefined }[] {
    return [...this.sandbox.identityStores.store(STORE).groups.values()]
      .map(({ GroupId, DisplayName, Description }) => ({ id: GroupId, displayName: DisplayName, description: Description }));
  }

  /** Why the resources of a stack failed, oldest first. */
  public static failuresOf(stack: DeployedStack): string[] {
    return stack.events.filter(({ status, type }) => status.endsWith('_FAILED') && type.startsWith('Custom::')).map(({ reason }) => reason ?? '');
  }
}

/** Runs the handlers of the library in this process instead of the code that was deployed. */
class InProcessRunner implements FunctionRunner {
  constructor(private readonly world: InProcess, private readonly surroundings: RunnerSurroundings, private readonly random: () => number) {}

  public async deploy(_definition: FunctionDefinition): Promise<void> {
    // The code is that of the working copy.
  }

  public async run(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationResult> {
    const event = structuredClone(invocation.payload) as CloudFormationCustomResourceEvent;
    this.world.events.push(event);
    const deadline = this.world.time.now() + definition.timeoutSeconds * 1000;
    try {
      await this.handlerFor(definition)(event, { getRemainingTimeInMillis: () => deadline - this.world.time.now() });
      return { ok: true, value: null };
    } catch (thrown) {
      this.world.thrown.push(thrown as Error);
      return { ok: false, errorType: 'Error', errorMessage: (thrown as Error).message, trace: [] };
    }
  }

  public async remove(_functionName: string): Promise<void> {
    // Nothing waits.
  }

  public async close(): Promise<void> {
    // Nothing to end.
  }

  private handlerFor(definition: FunctionDefinition): ReturnType<typeof customResourceHandler> {
    const { environment, callers } = this.surroundings;
    const accessKeyId = callers.issue({ account: environment.account, arn: definition.roleArn, functionRoleArn: definition.roleArn });
    const settings = { ...clientSettings(accessKeyId), requestHandler: this.world.wire };
    return identityStoreHandler({
      identityStore: new IdentitystoreClient(settings),
      cloudFormation: () => new CloudFormationClient(settings),
      surroundings: {
        now: () => this.world.time.now(),
        sleep: (milliseconds) => this.world.time.sleep(milliseconds),
        random: this.random,
      },
      putAnswer: async (url, body) => {
        const { hostname, pathname, searchParams } = new URL(url);
        const { status } = await this.world.sandbox.answer({
          method: 'PUT',
          host: hostname,
          path: decodeURIComponent(pathname),
          query: searchParams,
          headers: { 'content-type': '', 'content-length': String(Buffer.byteLength(body)) },
          body: Buffer.from(body),
        });
        return status;
      },
      log: (line) => this.world.log.push(line),
      homepage: HOMEPAGE,
    });
  }
}

/** Everything that a client would otherwise look for in files: virtual time doesn't wait for the disk. */
function clientSettings(accessKeyId: string) {
  return {
    region: 'us-east-1',
    endpoint: 'https://aws.invalid',
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'test',
    disableClockSkewCorrection: true,
    authSchemePreference: [],
    credentials: { accessKeyId, secretAccessKey: 'sandbox' },
  };
}
