import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { LeaveOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { Duration } from 'aws-cdk-lib';
import type { StateChangeDetail } from '../../../lib/contract/campaign-status';
import { CommandResult, Sandbox } from '../../../lib/testing';
import type { State } from '../../../sandbox/control/state';
import type { Seed } from '../../../sandbox/seed/seed';
import { DAY } from '../../support/times';
import { COMMAND } from './beside';
import { askSandbox } from './control';
import { fixtureApp } from './fixture-app';

const APP = fixtureApp('campaign-app');
const STACK = 'Merger';
/** How long an invitation is open. */
const OPEN = 15 * DAY;

type Invitation = State['organizations'][number]['handshakes'][number];

/** A campaign by the real `cdk` command, against a sandbox of its own. */
export class CampaignScenario {
  public static async start(seed: Seed): Promise<CampaignScenario> {
    return new CampaignScenario(await Sandbox.start({ seed }), mkdtempSync(path.join(tmpdir(), 'campaign-')));
  }

  private constructor(private readonly sandbox: Sandbox, private readonly directory: string) {}

  /** Deploys the campaign with the lines of a table. */
  public deploy(lines: readonly string[]): Promise<CommandResult> {
    const roster = path.join(this.directory, 'accounts.csv');
    writeFileSync(roster, `${lines.join('\n')}\n`);
    return this.sandbox.cdk([
      'deploy', '--require-approval', 'never', '--app', APP, '--output', `cdk.out/campaign-${process.pid}`, '--context', `roster=${roster}`,
    ]);
  }

  public progress(...words: readonly string[]): Promise<CommandResult> {
    return this.sandbox.run(process.execPath, [COMMAND, 'progress', STACK, ...words]);
  }

  /** Lets the sandbox's clock run, so that each run of the schedule comes at its time. */
  public pass(hours: number): Promise<void> {
    return this.sandbox.advanceClock(Duration.hours(hours));
  }

  public async answer(answer: 'accept' | 'decline', accounts: readonly string[]): Promise<void> {
    for (const account of accounts) await this.sandbox[answer](account);
  }

  /** A person in an account takes it out of its organization. */
  public async leave(account: string): Promise<void> {
    const credentials = { accessKeyId: `SANDBOX${account}`, secretAccessKey: 'sandbox' };
    await new OrganizationsClient({ endpoint: this.sandbox.endpoint, region: 'us-east-1', credentials }).send(new LeaveOrganizationCommand());
  }

  /** Every invitation that was sent, oldest first. */
  public async invitations(): Promise<readonly Invitation[]> {
    return (await this.organization()).handshakes;
  }

  /** When the first invitation was sent, in milliseconds since 1970. */
  public async firstInvitedAt(): Promise<number> {
    return Math.min(...(await this.invitations()).map(sentAt));
  }

  /** The accounts of the invitations that were sent on each day since the first one. */
  public async invitedByDay(): Promise<string[][]> {
    const first = await this.firstInvitedAt();
    const days: string[][] = [];
    for (const each of await this.invitations()) (days[Math.floor((sentAt(each) - first) / DAY)] ??= []).push(each.recipient ?? '');
    return days;
  }

  /** The members but the one that manages, as `id in unit`. */
  public async members(): Promise<string[]> {
    const { accounts, managementAccountId } = await this.organization();
    return accounts.filter(({ accountId }) => accountId !== managementAccountId).map(({ accountId, organizationalUnit }) => `${accountId} in ${organizationalUnit || 'the root'}`);
  }

  /** The changes of an account that were told, as `QUEUED INVITED`. */
  public async toldOf(account: string): Promise<string[]> {
    const { events } = await this.state();
    return events.filter(({ detailType }) => detailType === 'Invitation State Change').map(({ detail }) => detail as StateChangeDetail)
      .filter(({ name }) => name === account).map(({ from, to, code }) => [from, to, ...(code === undefined ? [] : [code])].join(' '));
  }

  /** When the deployment was complete, in milliseconds since 1970. */
  public async deployedAt(): Promise<number> {
    const client = new CloudFormationClient({ endpoint: this.sandbox.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'SCENARIO', secretAccessKey: 'sandbox' } });
    const { StackEvents: events = [] } = await client.send(new DescribeStackEventsCommand({ StackName: STACK }));
    return events.find(({ ResourceType: type, ResourceStatus: status }) => type === 'AWS::CloudFormation::Stack' && status === 'CREATE_COMPLETE')?.Timestamp?.getTime() ?? Infinity;
  }

  public async stop(): Promise<void> {
    await this.sandbox.stop();
    rmSync(this.directory, { recursive: true });
  }

  private async organization(): Promise<State['organizations'][number]> {
    return (await this.state()).organizations[0] as State['organizations'][number];
  }

  private state(): Promise<State> {
    return askSandbox(this.sandbox.endpoint, 'GET', 'state');
  }
}

function sentAt({ expiresAt }: Invitation): number {
  return Date.parse(expiresAt) - OPEN;
}
