import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { IdentitystoreClient, ListUsersCommand, UpdateUserCommand } from '@aws-sdk/client-identitystore';
import { CommandResult, Sandbox, SandboxState } from '../../../lib/testing';
import type { Plan } from '../../../rehearsal/plan';
import { STORE } from '../../support/ids';
import { DeclaredDirectory, emailOf, seedOf, unprovenUsers, userName } from './directory';
import { fixtureApp } from './fixture-app';

const APP = fixtureApp('directory-app');
const PROGRAM = path.join(__dirname, '..', '..', '..', 'assets', 'sandbox', 'cdk-org-guard.js');

/** As many requests as come: the deployments of a large directory would only wait. */
const UNLIMITED = { identityStore: { requestsPerSecond: 1_000_000 }, organizations: { throttling: false }, cloudFormation: { requestRates: {} } };

export interface Planned extends CommandResult {
  readonly plan: Plan;
}

/** A directory and an organization that are planned and deployed with the real commands, against a sandbox of their own. */
export class DirectoryScenario {
  public static async start(directory: DeclaredDirectory): Promise<DirectoryScenario> {
    return new DirectoryScenario(directory, await Sandbox.start({ seed: { ...seedOf(directory), switches: UNLIMITED } }));
  }

  private readonly work = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-directory-'));
  private assemblies = 0;

  private constructor(private readonly directory: DeclaredDirectory, public readonly sandbox: Sandbox) {}

  /** Synthesises the app and gives the directory of its assembly. */
  public async synthesize(more: Partial<DeclaredDirectory> = {}): Promise<string> {
    const output = path.join(this.work, `assembly-${this.assemblies++}`);
    const context = `directory=${JSON.stringify({ ...this.directory, ...more })}`;
    const { exitCode, output: printed } = await this.sandbox.cdk(['synth', '--quiet', '--app', APP, '--output', output, '--context', context]);
    if (exitCode !== 0) throw new Error(printed);
    return output;
  }

  public async plan(assembly: string): Promise<Planned> {
    const file = path.join(this.work, 'plan.json');
    rmSync(file, { force: true });
    const result = await this.sandbox.run(process.execPath, [PROGRAM, 'plan', '--app', assembly, '--format', 'json', '--out', file]);
    if (![0, 3].includes(result.exitCode)) throw new Error(result.output);
    return { ...result, plan: JSON.parse(readFileSync(file, 'utf8')) as Plan };
  }

  public deploy(assembly: string): Promise<CommandResult> {
    return this.sandbox.cdk(['deploy', '--all', '--require-approval', 'never', '--app', assembly]);
  }

  /** Somebody gives the users without an e-mail address the one that is declared. */
  public async giveAddresses(): Promise<void> {
    const client = new IdentitystoreClient({ endpoint: this.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'SCENARIO', secretAccessKey: 'sandbox' } });
    for (const index of unprovenUsers(this.directory)) {
      const Filters = [{ AttributePath: 'UserName', AttributeValue: userName(index) }];
      const { Users: [user] = [] } = await client.send(new ListUsersCommand({ IdentityStoreId: STORE, Filters }));
      const Operations = [{ AttributePath: 'emails', AttributeValue: [{ value: emailOf(index), type: 'work', primary: true }] }];
      await client.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId: user?.UserId, Operations }));
    }
  }

  public state(): Promise<SandboxState> {
    return this.sandbox.state();
  }

  /** How often functions ended with each result. */
  public async results(): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const line of Object.values(await this.sandbox.logs()).flat()) {
      const { message: { result } } = JSON.parse(line) as { readonly message: { readonly result?: string } };
      if (result !== undefined) counts[result] = (counts[result] ?? 0) + 1;
    }
    return counts;
  }

  public async stop(): Promise<void> {
    rmSync(this.work, { recursive: true, force: true });
    await this.sandbox.stop();
  }
}
