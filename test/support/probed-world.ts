import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Cleaned, clean } from '../../cli/probe/clean';
import { probingClients, ProbingClients } from '../../cli/probe/clients';
import { PROBING_OPERATIONS } from '../../cli/probe/operations';
import { probe, ProbeEnd } from '../../cli/probe/probe';
import { Pace } from '../../cli/snapshot/pace';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { operationOf, WireHandler } from '../../rehearsal/functions/wire-handler';
import type { Group, User } from '../../sandbox/identity-store/entities';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { ProbeResult } from '../../sandbox/seed/probe-result';
import type { Seed, SeededSwitches } from '../../sandbox/seed/seed';
import type { Time } from '../../sandbox/time/time';
import { MANAGEMENT, STORE } from './ids';
import { InProcess } from './in-process';

const USUAL_LATENCY = 38;

const RUN_ID = '0123456789ab';

/** Where something happens to a call: before the service has got it, or after it was carried out. */
export type Moment = 'before' | 'after';

/** What happens to the call of that number, the first of which is 1, and who is told. */
export interface Interruption {
  readonly call: number;
  readonly moment: Moment;
  readonly happens: () => void;
  /** Whether it happens to every later call as well, before the service has got it. */
  readonly forever?: true;
}

export interface ProbedWorldOptions {
  readonly seed?: Omit<Seed, 'switches'>;
  readonly switches?: SeededSwitches;
  /** What a call and its answer take, in milliseconds: whole seconds never come of it by chance. */
  readonly latency?: number;
}

/** How it is probed, by whom, and what happens to that. */
interface ProbedAs {
  readonly organization?: boolean;
  readonly accessKeyId?: string;
  readonly interruption?: Interruption;
  readonly signal?: AbortSignal;
}

/** A sandbox that is probed by the real clients, in virtual time. */
export class ProbedWorld {
  public readonly world: InProcess;
  /** Every call that was sent, by its action, oldest first. */
  public readonly called: string[] = [];
  private readonly latency: number;
  /** The SDK also waits for files, so that the time of the sandbox passes only where the probe waits. */
  public readonly time: Time = {
    now: () => this.world.time.now(), sleep: (milliseconds, signal) => this.world.time.run(this.world.time.sleep(milliseconds, signal)),
  };

  constructor({ seed, switches, latency = USUAL_LATENCY }: ProbedWorldOptions = {}) {
    this.latency = latency;
    const identityStores = { [STORE]: {} };
    this.world = new InProcess({ seed: { identityStores, ...seed }, ...(switches && { switches }) });
  }

  /** Everything that is in the store, by names. */
  public get names(): string[] {
    return [...this.users.map(({ UserName }) => UserName), ...this.groups.map(({ DisplayName }) => DisplayName)].sort();
  }

  public get users(): User[] {
    return this.world.users;
  }

  public get groups(): Group[] {
    return this.world.storedGroups;
  }

  /** Credentials of a role of the seed. */
  public async session(roleName: string): Promise<string> {
    const { region, endpoint, ...settings } = clientSettings('SANDBOXPERSON');
    const requestHandler = new WireHandler((request) => this.world.sandbox.answer(request)) as never;
    const { Credentials: session } = await new STSClient({ ...settings, region, endpoint, requestHandler })
      .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/${roleName}`, RoleSessionName: 'jane@corp.test' }));
    return session?.AccessKeyId as string;
  }

  public async clients(interruption?: Interruption, accessKeyId = 'SANDBOXPERSON'): Promise<ProbingClients> {
    const { region, endpoint, credentials } = clientSettings(accessKeyId);
    const requestHandler = new WireHandler((request) => this.answer(request, interruption)) as never;
    return probingClients(new Pace(this.time, PROBING_OPERATIONS, 'a probe'), { region, credentials, endpoint, requestHandler });
  }

  /** Probes, as somebody with these credentials does. */
  public async probe({ organization = false, interruption, accessKeyId, signal }: ProbedAs = {}): Promise<ProbeEnd> {
    this.called.length = 0;
    const clients = await this.clients(interruption, accessKeyId);
    return probe({ identityStoreId: STORE, organization }, clients, { time: this.time, runId: RUN_ID, version: '1.2.3', ...(signal && { signal }) });
  }

  /** What a probe has found. */
  public async found(options: ProbedAs = {}): Promise<ProbeResult> {
    const ended = await this.probe(options);
    if (ended.kind !== 'DONE') throw new Error(`it has ended with ${ended.kind}`);
    return ended.result;
  }

  public async clean(accessKeyId?: string): Promise<Cleaned> {
    this.called.length = 0;
    return clean(STORE, await this.clients(undefined, accessKeyId), this.time);
  }

  private async answer(request: HttpRequest, interruption?: Interruption): Promise<HttpResponse> {
    this.called.push(operationOf(request.headers, request.body));
    const number = this.called.length;
    const isMeant = (moment: Moment): boolean => interruption?.call === number && interruption.moment === moment;
    if (interruption?.forever && number > interruption.call) interruption.happens();
    await this.time.sleep(this.latency / 2);
    if (isMeant('before')) interruption?.happens();
    const response = await this.world.sandbox.answer(request);
    await this.time.sleep(this.latency / 2);
    if (isMeant('after')) interruption?.happens();
    return response;
  }
}
