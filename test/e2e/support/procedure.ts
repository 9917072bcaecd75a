import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, GroupMembershipOptions, GroupProps, IdentityStore, IIdentityStore, User, UserProps } from '../../../lib';
import { CommandResult, Environment, runCommand } from '../../../lib/testing/command';
import { SandboxControl } from '../../../lib/testing/sandbox-control';
import { environmentVariables, variablesToUnset } from '../../../sandbox/command/environment-variables';
import type { Seed } from '../../../sandbox/seed/seed';
import { DEFAULT_ENVIRONMENT } from '../../../sandbox/environment';
import { SandboxServer } from '../../../sandbox/server';
import { COMMAND } from './beside';
import { printed } from './organization-seed';
import { STORE } from '../../support/ids';

/** What encrypts the store once it is turned. */
export const ENCRYPTION_KEY = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';

const PAUSE = 200;

export const RETAIN = { removalPolicy: RemovalPolicy.RETAIN };
export const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };

const CDK = path.join(path.dirname(createRequire(__filename).resolve('aws-cdk/package.json')), 'bin', 'cdk');

export type Declaration = (stack: Stack, identityStore: IIdentityStore) => void;

/** What each stack of an app declares, by the name of the stack. */
export type Declared = Readonly<Record<string, Declaration>>;

/** Who and what is in a store, with the id of each; memberships as `ada in admins`. */
export interface Directory {
  readonly users: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly memberships: Readonly<Record<string, string>>;
}

/**
 * Follows the steps of a page with the real `cdk` command. The sandbox listens in this process, so that a test can also be what no API
 * lets anybody be: an identity provider.
 */
export class Procedure extends SandboxControl {
  public static async start(seed: Seed = {}): Promise<Procedure> {
    return new Procedure(await SandboxServer.start({ port: 0, runtimeFile: COMMAND, seed }));
  }

  private readonly environment: Environment;

  private constructor(private readonly server: SandboxServer) {
    super(`http://127.0.0.1:${server.port}`);
    const unset = Object.fromEntries(variablesToUnset(process.env).map((name) => [name, undefined]));
    this.environment = { ...process.env, ...unset, ...environmentVariables(server.port, DEFAULT_ENVIRONMENT) };
  }

  /** Deploys all stacks, and gives what was printed. */
  public async deploy(declared: Declared): Promise<string> {
    return succeeded(await this.cdk(['deploy', '--all', '--require-approval', 'never'], declared));
  }

  /** The same when the page says that it fails. */
  public async failToDeploy(declared: Declared): Promise<string> {
    return failed(await this.cdk(['deploy', '--all', '--require-approval', 'never'], declared));
  }

  public async destroy(declared: Declared): Promise<string> {
    return succeeded(await this.cdk(['destroy', '--all', '--force'], declared));
  }

  public cdk(words: readonly string[], declared: Declared): Promise<CommandResult> {
    return runCommand(process.execPath, [CDK, ...words, '--app', appOf(declared).synth().directory], this.environment);
  }

  public async directory(store = STORE): Promise<Directory> {
    const { identityStores } = await this.state();
    const { users = [], groups = [], memberships = [] } = identityStores.find(({ identityStoreId }) => identityStoreId === store) ?? {};
    return {
      users: Object.fromEntries(users.map(({ userName, userId }) => [userName, userId])),
      groups: Object.fromEntries(groups.map(({ displayName, groupId }) => [displayName, groupId])),
      memberships: Object.fromEntries(memberships.map(({ user, group, membershipId }) => [`${user} in ${group}`, membershipId])),
    };
  }

  /** The status of a stack, or nothing if there is none with that name. */
  public async statusOf(stackName: string): Promise<string | undefined> {
    const { stacks } = await this.state();
    return stacks.find(({ name }) => name === stackName)?.status;
  }

  public async outputsOf(stackName: string): Promise<Readonly<Record<string, string>>> {
    const { stacks } = await this.state();
    return stacks.find(({ name }) => name === stackName)?.outputs ?? {};
  }

  /** Whether a stack has created or adopted what it manages: `created` or `adopted` by the end of the type's name. */
  public async ownershipIn(stackName: string): Promise<Record<string, string>> {
    const { stacks } = await this.state();
    const guarded = stacks.find(({ name }) => name === stackName)?.resources.filter(({ type }) => type.startsWith('Custom::IdentityStore')) ?? [];
    return Object.fromEntries(guarded.map(({ type, physicalId }) => [type.replace('Custom::IdentityStore', ''), physicalId.replace(/:.*/, '')]));
  }

  /** The logical id of the only resource of a type. */
  public async logicalIdOf(stackName: string, type: string): Promise<string> {
    const { stacks } = await this.state();
    return stacks.find(({ name }) => name === stackName)?.resources.find((resource) => resource.type === type)?.logicalId ?? '';
  }

  /** Waits until there is a user. */
  public async waitForUser(): Promise<void> {
    await pollUntil(async () => Object.keys((await this.directory()).users).length > 0);
  }

  /** Lets minutes pass until a command that waits has ended. */
  public async advanceClockUntilEnded(command: Promise<string>): Promise<string> {
    let hasEnded = false;
    void command.finally(() => { hasEnded = true; }).catch(() => undefined);
    await pollUntil(async () => {
      if (!hasEnded) await this.advanceClock(Duration.minutes(1));
      return hasEnded;
    });
    return command;
  }

  /** An identity provider matches a user or group that is there, which is its own from then on. */
  public takeOver(id: string): void {
    this.server.sandbox.identityStores.store(STORE).provisionExternally(id, [{ Issuer: 'https://idp.example.com', Id: id }]);
  }

  /** The customer disables or enables the key that encrypts the store. */
  public turnKey(state: 'DISABLED' | 'ENABLED'): void {
    this.server.sandbox.identityStores.store(STORE).encryptionKey = { arn: ENCRYPTION_KEY, state };
  }

  /** Waits until nothing is done with a stack any more, and gives its status then; nothing if it is gone. */
  public async waitUntilSettled(stackName: string): Promise<string | undefined> {
    await pollUntil(async () => !(await this.statusOf(stackName))?.endsWith('_IN_PROGRESS'));
    return this.statusOf(stackName);
  }

  /** The settings of a client of AWS that leads to the sandbox. */
  public get client(): { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } } {
    const { endpoint } = this;
    return { endpoint, region: DEFAULT_ENVIRONMENT.region, credentials: { accessKeyId: `SANDBOX${DEFAULT_ENVIRONMENT.account}`, secretAccessKey: 'sandbox' } };
  }

  public async stop(): Promise<void> {
    await this.server.close();
    rmSync(this.environment.CDK_HOME as string, { recursive: true, force: true });
  }
}

/** How the team is declared other than by default. */
export interface TeamOptions {
  readonly user?: Partial<UserProps>;
  readonly group?: Partial<GroupProps>;
  readonly membership?: GroupMembershipOptions;
}

/** A user in a group, as anybody would declare them. */
export function team({ user, group, membership }: TeamOptions = {}): Declaration {
  return (stack, identityStore) => {
    const ada = new User(stack, 'Ada', {
      identityStore, userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com', ...user,
    });
    new Group(stack, 'Admins', { identityStore, displayName: 'admins', ...group }).addMember('Ada', ada, membership);
  };
}

async function pollUntil(hasHappened: () => Promise<boolean>): Promise<void> {
  while (!await hasHappened()) await sleep(PAUSE);
}

function appOf(declared: Declared): App {
  const app = new App();
  for (const [name, declare] of Object.entries(declared)) {
    const stack = new Stack(app, name);
    declare(stack, IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE));
  }
  return app;
}

function succeeded(result: CommandResult): string {
  expect(result).toMatchObject({ exitCode: 0 });
  return printed(result);
}

function failed(result: CommandResult): string {
  expect(result).toMatchObject({ exitCode: 1 });
  return printed(result);
}
