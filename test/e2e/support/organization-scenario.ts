import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import { CommandResult, Sandbox } from '../../../lib/testing';
import type { Seed } from '../../../sandbox/seed/seed';
import type { State } from '../../../sandbox/control/state';
import { askSandbox } from './control';
import type { DeclaredInvitations } from './invitations';
import { fixtureApp } from './fixture-app';

const APP = fixtureApp('organization-app');
const PAUSE = 300;
const PAUSE_BETWEEN_ADVANCES = 1000;

type Organization = State['organizations'][number];

/** A scenario with invitations and the real `cdk` command, against a sandbox of its own. */
export class OrganizationScenario {
  public static async start(seed: Seed): Promise<OrganizationScenario> {
    return new OrganizationScenario(await Sandbox.start({ seed }));
  }

  /** How the last deployment of a stack ended, once it has. */
  private readonly ended = new Map<string, CommandResult>();

  private constructor(private readonly sandbox: Sandbox) {}

  public async deploy(declared: DeclaredInvitations): Promise<CommandResult> {
    this.ended.delete(declared.name);
    const result = await this.cdk(['deploy', '--require-approval', 'never'], declared);
    this.ended.set(declared.name, result);
    return result;
  }

  public destroy(declared: DeclaredInvitations): Promise<CommandResult> {
    return this.cdk(['destroy', '--force'], declared);
  }

  /** What the sandbox's own account manages. */
  public async organization(): Promise<Organization> {
    return managedIn(await this.state());
  }

  /** The states of all invitations ever sent to an account or address, oldest first. */
  public async invitationsOf(recipient: string): Promise<string[]> {
    const { handshakes } = await this.organization();
    return handshakes.filter((handshake) => handshake.recipient === recipient).map(({ state }) => state);
  }

  /** The members but the one that manages, as `id in unit`, by their ids. */
  public async members(): Promise<string[]> {
    const { accounts, managementAccountId } = await this.organization();
    return accounts.filter(({ accountId }) => accountId !== managementAccountId)
      .map(({ accountId, organizationalUnit }) => `${accountId} in ${organizationalUnit || 'the root'}`).sort();
  }

  /** The only pending invitation of an account or address, as soon as there is one. */
  public invited(recipient: string): Promise<Organization['handshakes'][number]> {
    return this.pollState((state) => managedIn(state).handshakes.find((handshake) => handshake.recipient === recipient && handshake.state === 'REQUESTED'));
  }

  /**
   * Comes back once a deployment waits for somebody to accept, when it is decided what became of the invitation.
   *
   * @throws if the deployment ends instead
   */
  public async waiting(stackName: string): Promise<void> {
    await this.pollState(({ stacks }) => {
      const ended = this.ended.get(stackName);
      if (ended) throw new Error(`${stackName} waits for nobody: its deployment has ended with ${ended.exitCode}\n${ended.output}`);
      return stacks.find(({ name }) => name === stackName)?.resources
        .find(({ type, status }) => type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && status === 'CREATE_IN_PROGRESS');
    });
  }

  /** Somebody of the account answers. */
  public answer(answer: 'accept' | 'decline', recipient: string): Promise<unknown> {
    return this.ask('POST', answer, { handshake: recipient });
  }

  public advance(milliseconds: number): Promise<unknown> {
    return this.ask('POST', 'clock', { milliseconds });
  }

  /**
   * Lets the time run until the deployment has ended, so that polls come soon and waiting ends: 15 times as fast, which leaves the
   * functions half a minute of their six before CloudFormation gives up.
   */
  public async advanceClockUntilEnded(deployment: Promise<CommandResult>): Promise<CommandResult> {
    let hasEnded = false;
    void deployment.finally(() => { hasEnded = true; });
    for (;;) {
      await Promise.race([deployment, sleep(PAUSE_BETWEEN_ADVANCES)]);
      if (hasEnded) return deployment;
      await this.advance(15 * PAUSE_BETWEEN_ADVANCES);
    }
  }

  /** What the command tells of whom a stack waits for. */
  public explainWaiting(stackName: string): Promise<CommandResult> {
    return this.sandbox.run(process.execPath, ['assets/sandbox/cdk-org-guard.js', 'explain', '--waiting', stackName]);
  }

  /** Everything that any function wrote. */
  public async logs(): Promise<string> {
    return JSON.stringify(await this.ask('GET', 'logs'));
  }

  /** Waits until a function has written a text. */
  public async waitForLog(text: string): Promise<void> {
    while (!(await this.logs()).includes(text)) await sleep(PAUSE);
  }

  public stop(): Promise<void> {
    return this.sandbox.stop();
  }

  private cdk(words: readonly string[], declared: DeclaredInvitations): Promise<CommandResult> {
    const output = `cdk.out/${declared.name}-${process.pid}`;
    return this.sandbox.cdk([...words, '--app', APP, '--output', output, '--context', `organization=${JSON.stringify(declared)}`]);
  }

  private async pollState<Found>(find: (state: State) => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find(await this.state());
      if (found !== undefined) return found;
      await sleep(PAUSE);
    }
  }

  private state(): Promise<State> {
    return this.ask('GET', 'state');
  }

  private ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return askSandbox(this.sandbox.endpoint, method, path, body);
  }
}

function managedIn({ organizations }: State): Organization {
  return organizations[0] as Organization;
}
