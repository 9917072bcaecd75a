import { CommandResult, Sandbox, SandboxOptions } from '../../../lib/testing';
import type { State } from '../../../sandbox/control/state';
import type { Ends } from '../../../sandbox/observability/calls';
import { askSandbox } from './control';
import type { DeclaredPeople } from './people';
import { fixtureApp } from './fixture-app';

const APP = fixtureApp('people-app');

/** A scenario with many people and the real `cdk` command, against a sandbox of its own. */
export class PeopleScenario {
  public static async start(options?: SandboxOptions): Promise<PeopleScenario> {
    return new PeopleScenario(await Sandbox.start(options));
  }

  private constructor(public readonly sandbox: Sandbox) {}

  public deploy(declared: DeclaredPeople): Promise<CommandResult> {
    return this.cdk(['deploy', '--all', '--require-approval', 'never'], declared);
  }

  public destroy(declared: DeclaredPeople): Promise<CommandResult> {
    return this.cdk(['destroy', '--all', '--force'], declared);
  }

  public cdk(words: readonly string[], declared: DeclaredPeople): Promise<CommandResult> {
    const output = `cdk.out/${declared.name}-${process.pid}`;
    return this.sandbox.cdk([...words, '--app', APP, '--output', output, '--context', `people=${JSON.stringify(declared)}`]);
  }

  /** Users, groups and memberships of the only store. */
  public async store(): Promise<State['identityStores'][number]> {
    const { identityStores } = await this.ask<State>('GET', 'state');
    return identityStores[0] as State['identityStores'][number];
  }

  /** The entities that some stack counts as created by itself. */
  public async owners(): Promise<string[]> {
    const { stacks } = await this.ask<State>('GET', 'state');
    const created = stacks.flatMap(({ resources }) => resources).map(({ physicalId }) => /^created:([^;]+)/.exec(physicalId)?.[1]);
    return created.filter((id) => id !== undefined);
  }

  /** What the functions called since the last time they were counted, by action; only how often it was carried out. */
  public async takeCalls(): Promise<Record<string, number>> {
    const calls = await this.ask<Record<string, Ends>>('GET', 'calls');
    await this.ask('DELETE', 'calls');
    return Object.fromEntries(Object.entries(calls).map(([action, { OK = 0, ConflictException = 0 }]) => [action, OK + ConflictException]));
  }

  /** Everything that any function wrote. */
  public async logs(): Promise<string> {
    return JSON.stringify(await this.ask('GET', 'logs'));
  }

  public fault(operation: string, options: Readonly<Record<string, string>>): Promise<unknown> {
    return this.ask('POST', 'faults', { operation, options });
  }

  public stop(): Promise<void> {
    return this.sandbox.stop();
  }

  private ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return askSandbox(this.sandbox.endpoint, method, path, body);
  }
}
