import { Agent } from 'node:http';
import { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { SandboxServer } from '../../sandbox/server';
import type { Seed } from '../../sandbox/seed/seed';
import { RUNTIME_FILE } from './child-functions';

export const ACCOUNT = '123456789012';
export const DAY = 86_400_000;

/** A sandbox on a port, and real clients of S3 that reach it. */
export class S3Server {
  public static async start(seed: Seed = {}): Promise<S3Server> {
    return new S3Server(await SandboxServer.start({ port: 0, runtimeFile: RUNTIME_FILE, longestPolicyDelay: 0, seed }));
  }

  private readonly clients: S3Client[] = [];
  private readonly agent = new Agent({ lookup: (_host, { all }, found) => (all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)) });

  private constructor(public readonly server: SandboxServer) {}

  /** A client of the person at the computer, or of whoever has the access key. */
  public client(accessKeyId = 'SANDBOXPERSON', different: S3ClientConfig = {}): S3Client {
    const client = new S3Client({
      endpoint: `http://127.0.0.1:${this.server.port}`, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'sandbox' }, maxAttempts: 1, ...different,
    });
    this.clients.push(client);
    return client;
  }

  /** One that is told the name of this computer, and writes the bucket before it. */
  public clientByName(different: S3ClientConfig = {}): S3Client {
    return this.client('SANDBOXPERSON', { endpoint: `http://localhost:${this.server.port}`, requestHandler: { httpAgent: this.agent }, ...different });
  }

  /** A client of a role with such statements in its policy. */
  public clientOfRole(roleName: string, statements: readonly object[], account = ACCOUNT): S3Client {
    return this.client(this.keyOfRole(roleName, statements, account));
  }

  public keyOfRole(roleName: string, statements: readonly object[], account = ACCOUNT): string {
    const { sandbox } = this.server;
    const roleArn = `arn:aws:iam::${account}:role/${roleName}`;
    const { roles } = sandbox;
    roles.in(account).create(roleName, { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] });
    if (statements.length > 0) roles.in(account).putPolicy(roleName, 'Policy', { Version: '2012-10-17', Statement: statements }, 0);
    return sandbox.callers.issue({ account, arn: `arn:aws:sts::${account}:assumed-role/${roleName}/session`, roleArn });
  }

  public advance(milliseconds: number): void {
    this.server.clock.advance(milliseconds);
  }

  public async close(): Promise<void> {
    this.clients.forEach((client) => client.destroy());
    this.agent.destroy();
    await this.server.close();
  }
}
