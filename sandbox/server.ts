import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultText, inBackground } from './background';
import { answerControl, CONTROL_PATH } from './control/control';
import type { Seed } from './seed/seed';
import { DEFAULT_ENVIRONMENT } from './environment';
import { ConnectionLost } from './faults/fault';
import type { ExecutionEnvironment } from './lambda/child-environment';
import { ChildProcesses } from './lambda/child-processes';
import { ProcessPool } from './lambda/process-pool';
import { ownAccount } from './organizations/seed';
import { BodyLimit, bodyLimitOf, BodyTooLarge } from './protocol/body-limit';
import type { HttpRequest, HttpResponse } from './protocol/http';
import { Sandbox, SandboxOptions } from './sandbox';
import { MovableTime } from './time/movable-time';
import { SystemTime } from './time/system-time';

/** Nothing outside this computer may reach the sandbox. */
const LOOPBACK = '127.0.0.1';

/** Noticed, but not waited for. */
const LONGEST_POLICY_DELAY = 500;

export interface ServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The JavaScript file that runs a function when its first argument is `function-runtime`. */
  readonly runtimeFile: string;
  /** What is in the sandbox from the beginning. */
  readonly seed?: Seed;
  /** Resource types that are recorded, with a remark, instead of refused. */
  readonly recordOnly?: readonly string[];
  /** Is told of every identity store that no seed names, when its first use makes it up. */
  readonly storeMadeUp?: SandboxOptions['storeMadeUp'];
  /** Milliseconds within which a changed policy becomes effective; 500 by default. */
  readonly longestPolicyDelay?: number;
}

/** A sandbox that listens on a port of this computer. */
export class SandboxServer {
  /**
   * Starts one.
   *
   * @throws when the port is taken; SeedError when the Identity Store refuses the seed
   */
  public static async start(options: ServerOptions): Promise<SandboxServer> {
    const server = new SandboxServer(options);
    await new Promise<void>((resolve, reject) => {
      server.http.once('error', reject);
      server.http.listen(options.port, LOOPBACK, resolve);
    });
    return server;
  }

  /** Goes on when the sandbox is emptied: time only runs ahead. */
  public readonly clock = new MovableTime(new SystemTime());
  private current: Sandbox;
  private readonly pool = new ProcessPool<ExecutionEnvironment>();
  private readonly http: http.Server;

  private constructor(private readonly options: ServerOptions) {
    this.current = this.newSandbox();
    this.http = http.createServer((incoming, outgoing) => inBackground(this.respond(incoming, outgoing)));
    // Such as one that couldn't be accepted for lack of file descriptors.
    this.http.on('error', () => undefined);
  }

  public get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  public get sandbox(): Sandbox {
    return this.current;
  }

  /** Empties the sandbox and plants its seed again. What runs in it is ended. */
  public async reset(): Promise<void> {
    const before = this.current;
    this.current = this.newSandbox();
    await before.close();
  }

  public async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => { this.http.close(resolve); });
    await this.sandbox.close();
  }

  private newSandbox(): Sandbox {
    const { runtimeFile, seed: { switches, ...seed } = {}, recordOnly = [], storeMadeUp, longestPolicyDelay = LONGEST_POLICY_DELAY } = this.options;
    return new Sandbox({
      time: this.clock,
      random: Math.random,
      environment: { ...DEFAULT_ENVIRONMENT, account: ownAccount(seed) ?? DEFAULT_ENVIRONMENT.account, ...regionOfSnapshot(seed) },
      seed,
      longestPolicyDelay,
      recordOnly,
      ...(storeMadeUp && { storeMadeUp }),
      switches: { ...switches, identityStore: { datesAnswers: true, ...switches?.identityStore } },
      runner: (surroundings) => new ChildProcesses({ ...surroundings, runtimeFile, port: () => this.port, pool: this.pool }),
    });
  }

  private async respond(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    // Whoever asked may be gone.
    outgoing.on('error', () => undefined);
    const response = await this.answer(incoming);
    if (response instanceof ConnectionLost) return void incoming.destroy();
    try {
      outgoing.writeHead(response.status, { date: new Date(this.timeOf(incoming)).toUTCString(), ...response.headers });
      outgoing.end(response.body);
    } catch (thrown) {
      // A status or a header that can't be sent.
      outgoing.writeHead(400, { 'content-type': 'text/plain' }).end(faultText(thrown));
    }
  }

  /** What the clock of whoever asks says: a client whose clock differs from that of the answers tries each refusal again for most of a minute. */
  private timeOf({ headers }: http.IncomingMessage): number {
    const isFunction = this.sandbox.callers.callerOf(headers.authorization).kill !== undefined;
    return isFunction ? this.clock.now() : this.clock.now() - this.clock.ahead;
  }

  private async answer(incoming: http.IncomingMessage): Promise<HttpResponse | ConnectionLost> {
    try {
      const request = await requestOf(incoming);
      if (isFromWebPage(request)) return FORBIDDEN;
      return await (isControl(request) ? answerControl(this, request) : this.sandbox.answer(request));
    } catch (thrown) {
      if (thrown instanceof ConnectionLost) return thrown;
      if (thrown instanceof BodyTooLarge) return thrown.response;
      // A 5xx would be retried for most of a minute before anybody saw it.
      return { status: 400, headers: { 'content-type': 'text/plain' }, body: faultText(thrown) };
    }
  }
}

/** The Region in which the stacks of a snapshot are. */
function regionOfSnapshot({ snapshot }: Seed): { readonly region?: string } {
  return snapshot ? { region: snapshot.reading.region } : {};
}

/** The names under which clients reach the sandbox: its address, and those of AWS that are rerouted to it. */
const OWN_HOSTS = /^(.+\.)?(127\.0\.0\.1|localhost|amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/;

const FORBIDDEN: HttpResponse = { status: 403, headers: { 'content-type': 'text/plain' }, body: 'The sandbox doesn\'t answer web pages.' };

/**
 * Whether a browser sent this for a page of somebody else. With a request that changes something a browser names the origin of the page. A host name that was
 * made to resolve to this computer is none of the sandbox's own. Templates bring code that runs here.
 */
function isFromWebPage({ host, headers }: HttpRequest): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || !OWN_HOSTS.test(host);
}

/** Only under the sandbox's own address: everything else is AWS's. */
function isControl({ host, path }: HttpRequest): boolean {
  return path.startsWith(CONTROL_PATH) && [LOOPBACK, 'localhost'].includes(host);
}

/** @throws BodyTooLarge */
async function requestOf(incoming: http.IncomingMessage): Promise<HttpRequest> {
  const { host = LOOPBACK } = incoming.headers;
  const url = new URL(`http://${host}${targetOf(incoming)}`);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(',')]);
  const head = {
    method: incoming.method ?? 'GET',
    host: url.hostname,
    path: decodeURIComponent(/^[^?#]*/.exec(targetOf(incoming))?.[0] ?? ''),
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
  return { ...head, body: await bodyOf(incoming, bodyLimitOf(head)) };
}

/** The path with the query, as it was sent: dots and doubled slashes are part of the keys of objects. */
function targetOf({ url = '/' }: http.IncomingMessage): string {
  if (url.startsWith('/')) return url;
  const { pathname, search } = new URL(url, `http://${LOOPBACK}`);
  return pathname + search;
}

/** What comes beyond the limit isn't kept, but read, so that the client hears of it. */
async function bodyOf(incoming: http.IncomingMessage, { bytes: most, refusal }: BodyLimit): Promise<Uint8Array> {
  if (Number(incoming.headers['content-length']) > most) {
    incoming.resume();
    throw new BodyTooLarge(refusal);
  }
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
    else chunks = [];
  }
  if (bytes > most) throw new BodyTooLarge(refusal);
  return Buffer.concat(chunks);
}
