import { S3Client } from '@aws-sdk/client-s3';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import { clientSettings, S3_CLIENT_SETTINGS } from '../../rehearsal/functions/client-settings';
import type { ClientClass } from '../../rehearsal/functions/handler-dependencies';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import { unsignedClient } from './unsigned-client';

/** Where the requests of a client go, and in whose name. */
export interface Connection {
  readonly authorization: string;
  answer(request: HttpRequest): Promise<HttpResponse>;
}

/**
 * The SDK's clients, each of which serves one execution environment after the other: making one costs as much as several
 * calls. Nothing that one of them remembers is of any use to the next.
 */
export class ReusedClients {
  private readonly idle = new Map<string, ReusedClient[]>();

  /** Makes clients for one run. */
  public lease(): Lease {
    return new Lease(this.idle);
  }
}

/** The clients of one run, until it is over. */
export class Lease {
  private readonly taken: [string, ReusedClient][] = [];

  constructor(private readonly idle: Map<string, ReusedClient[]>) {}

  public client<Class extends ClientClass>(clientClass: Class, connection: Connection, region?: string): InstanceType<Class> {
    const key = `${clientClass.name} ${region}`;
    const reused = this.idle.get(key)?.pop() ?? new ReusedClient(clientClass, region);
    reused.connection = connection;
    reused.forget();
    this.taken.push([key, reused]);
    return reused.client as InstanceType<Class>;
  }

  /** Once nothing of the run will call any more. */
  public end(): void {
    for (const [key, reused] of this.taken) this.idle.set(key, [...this.idle.get(key) ?? [], reused]);
  }
}

class ReusedClient {
  public readonly client: { handlers?: unknown };
  public connection!: Connection;

  constructor(clientClass: ClientClass, region: string | undefined) {
    const requestHandler = new WireHandler((request) => this.connection.answer(request));
    const ofS3 = clientClass as unknown === S3Client && { ...S3_CLIENT_SETTINGS, ...WITHOUT_RULES };
    const settings = { ...clientSettings('SIMULATED'), ...(region !== undefined && { region }), ...ofS3, requestHandler };
    this.client = unsignedClient(clientClass, settings, () => this.connection.authorization) as object;
  }

  /** The handlers that it has made of its middleware: that of the next run tells another clock. */
  public forget(): void {
    delete this.client.handlers;
  }
}

/** Where S3 is, and how its requests are signed: to find that out by the rules for all its kinds of names takes as long as the rest of a call. */
const WITHOUT_RULES = {
  endpointProvider: ({ Bucket = '' }: { readonly Bucket?: string }) => ({ url: new URL(`https://aws.invalid/${Bucket}`), properties: {}, headers: {} }),
  httpAuthSchemeProvider: () => [{
    schemeId: 'aws.auth#sigv4',
    signingProperties: { name: 's3', region: 'us-east-1' },
    propertiesExtractor: (config: object, context: object) => ({ signingProperties: { config, context } }),
  }],
};
