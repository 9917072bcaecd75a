import { tmpdir } from 'node:os';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { LogLine } from '../../lambda/custom-resource/event-handler';
import type { Stack as DeployedStack } from '../../sandbox/cloudformation/stack';
import type { Effect } from '../../sandbox/faults/fault';
import type { Faults } from '../../sandbox/faults/faults';
import type { Group, Membership, User } from '../../sandbox/identity-store/entities';
import { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { HandlersInProcess } from './handlers-in-process';
import { ASSETS, STORE } from './ids';
import { plainContent } from '../../sandbox/s3/plain-content';
import { removeDescriptions } from './remove-descriptions';
import { seededRandom } from './seeded-random';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import { withoutTraces } from './without-traces';

/** One for all tests of a process, so that the code of the functions is hashed and copied once: a third of the time of a test. */
const OUTPUT = join(tmpdir(), `cdk-org-guard-tests-${process.pid}`);

/** Which files belong to a stack, and where its template looks for them. */
interface AssetManifest {
  readonly files: Readonly<Record<string, {
    readonly source: { readonly path: string; readonly packaging: string };
    readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
  }>>;
}

/** What of the sandbox is different. */
export interface InProcessOptions extends Pick<SandboxOptions, 'seed' | 'switches' | 'switchRead' | 'functions' | 'authorized'> {
  /** Changes the template between synthesis and deployment. */
  readonly changeTemplate?: (template: SynthesizedTemplate) => void;
  /** What happens to calls, if not only what the test adds. */
  readonly faults?: (time: VirtualTime) => Faults;
}

export interface SynthesizedTemplate {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown>; [member: string]: unknown }>;
  [section: string]: unknown;
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
  /** The lines that the functions wrote for metrics. */
  public readonly metrics: string[] = [];
  /** What the functions threw, so that Lambda delivers the event again. */
  public readonly thrown: Error[] = [];
  /** Every operation that a function called, for example `identitystore:CreateGroup`, oldest first. */
  public readonly calls: string[] = [];
  /** For the test's own look into the store. */
  public readonly identityStore: IdentitystoreClient;
  private readonly changeTemplate: InProcessOptions['changeTemplate'];

  constructor({ changeTemplate, faults, ...different }: InProcessOptions = {}) {
    const random = seededRandom(1);
    this.changeTemplate = changeTemplate;
    this.sandbox = new Sandbox({
      ...different,
      ...(faults && { faults: faults(this.time) }),
      time: this.time,
      random,
      runner: (surroundings) => new HandlersInProcess({ ...surroundings, world: this, random }),
    });
    this.identityStore = new IdentitystoreClient({
      ...clientSettings('SANDBOXPERSON'),
      requestHandler: new WireHandler((request) => this.sandbox.answer(request)),
    });
  }

  /** Creates or updates a stack and waits for its end. */
  public async deploy(name: string, declare: (stack: Stack) => void, options: { readonly rollback?: boolean } = {}): Promise<DeployedStack> {
    return this.run(() => this.deploying(name, declare, options));
  }

  /** As `deploy`, for a test that lets time pass itself. */
  public async deploying(name: string, declare: (stack: Stack) => void, { rollback = true } = {}): Promise<DeployedStack> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find(name) ?? cloudFormation.newStack(name);
    const target = cloudFormation.target(stack, this.synthesize(name, declare), []);
    await cloudFormation.deploy(stack, target, { rollback });
    return stack;
  }

  /** Takes a stack, whose operations failed and were not rolled back, to what it was before them, and waits for its end. */
  public async rollBack(name: string): Promise<DeployedStack> {
    const stack = this.sandbox.cloudFormation.existing(name);
    await this.run(() => this.sandbox.cloudFormation.rollBack(stack, { deletesRetained: true }));
    return stack;
  }

  /** Goes on with a rollback that failed, and leaves the resources of a type as they are. */
  public async continueRollbackSkipping(name: string, resourceType: string): Promise<DeployedStack> {
    const stack = this.sandbox.cloudFormation.existing(name);
    const resources = [...stack.resources.values()].filter(({ type }) => type === resourceType).map(({ logicalId }) => logicalId);
    await this.run(() => this.sandbox.cloudFormation.continueRollback(stack, { resources, failures: false }));
    return stack;
  }

  /** Deletes a stack and waits for its end. */
  public async destroy(name: string): Promise<DeployedStack> {
    const stack = this.sandbox.cloudFormation.existing(name);
    await this.run(() => this.sandbox.cloudFormation.delete(stack));
    return stack;
  }

  /** Lets something go wrong with the next calls of an operation. */
  public fault(operation: string, effect: Effect, times = 1): void {
    this.sandbox.faults.add({ operation, effect, times });
  }

  /** The groups of the store. */
  public get groups(): { readonly id: string; readonly displayName: string; readonly description: string | undefined }[] {
    return this.storedGroups.map(({ GroupId, DisplayName, Description }) => ({ id: GroupId, displayName: DisplayName, description: Description }));
  }

  public get storedGroups(): Group[] {
    return [...this.sandbox.identityStores.store(STORE).groups.values()];
  }

  /** The users of the store. */
  public get users(): User[] {
    return [...this.sandbox.identityStores.store(STORE).users.values()];
  }

  /** The memberships of the store. */
  public get memberships(): Membership[] {
    return [...this.sandbox.identityStores.store(STORE).memberships.values()];
  }

  /** How the events ended, as `Create CREATED`. */
  public get results(): string[] {
    return this.log.map(({ requestType, result }) => `${requestType} ${result}`);
  }

  /** The template of a stack. */
  public synthesize(name: string, declare: (stack: Stack) => void): string {
    const app = new App({ analyticsReporting: false, treeMetadata: false, stackTraces: false, outdir: OUTPUT });
    const stack = new Stack(app, name);
    declare(stack);
    removeDescriptions(OUTPUT);
    const assembly = app.synth();
    this.publish(join(assembly.directory, `${stack.artifactId}.assets.json`));
    const template = structuredClone(assembly.getStackByName(stack.stackName).template) as SynthesizedTemplate;
    this.changeTemplate?.(template);
    return JSON.stringify(template);
  }

  private run<Output>(work: () => Promise<Output>): Promise<Output> {
    return withoutTraces(() => this.time.run(work()));
  }

  /** Puts the files of a stack where its template looks for them, but for directories: the code of functions is that of the working copy. */
  private publish(manifest: string): void {
    const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as AssetManifest;
    for (const { source: { path, packaging }, destinations } of Object.values(files)) {
      if (packaging !== 'file' || path.endsWith('.template.json')) continue;
      const content = plainContent(readFileSync(join(dirname(manifest), path)));
      for (const { objectKey } of Object.values(destinations)) this.sandbox.buckets.existing(ASSETS).put(objectKey, content);
    }
  }
}

/** Why the guarded resources of a stack failed, oldest first. */
export function failuresOf(stack: DeployedStack): string[] {
  return stack.events.filter(({ status, type }) => status.endsWith('_FAILED') && type.startsWith('Custom::')).map(({ reason }) => reason ?? '');
}

/** The physical id of the only guarded resource of a stack, or of the only one of a type. */
export function physicalIdOf(stack: DeployedStack, resourceType = 'Custom::'): string | undefined {
  return [...stack.resources.values()].find(({ type }) => type.startsWith(resourceType))?.physicalId;
}
