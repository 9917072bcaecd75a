import {
  CreateGroupCommand, CreateGroupMembershipCommand, CreateUserCommand, CreateUserCommandInput, DescribeUserCommand, DescribeUserResponse,
  GetGroupIdCommand, GetUserIdCommand, IdentitystoreClient, UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import type { SeededStore } from '../../sandbox/identity-store/seed';
import type { IdentityStoreSwitches } from '../../sandbox/identity-store/switches';
import { Sandbox } from '../../sandbox/sandbox';
import type { Callers } from '../../sandbox/security/callers';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { STORE } from './ids';
import { seededRandom } from './seeded-random';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

export const ADA: CreateUserCommandInput = {
  IdentityStoreId: STORE, UserName: 'ada', DisplayName: 'Ada Lovelace', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' },
  Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }],
};

/** Another user, of whom only the name is given. */
export function somebody(userName: string): Partial<CreateUserCommandInput> {
  return { UserName: userName, Emails: [{ Value: `${userName}@example.com` }] };
}

export type Operations = readonly { readonly AttributePath?: string; readonly AttributeValue?: unknown }[];

/** A sandbox for tests of its Identity Store, over the wire protocol of the real client, in virtual time. */
export class Directory {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;
  public readonly client: IdentitystoreClient;
  /** The stores that were made up, as `ID in REGION`. */
  public readonly madeUp: string[] = [];
  private callers: Callers | undefined;
  private roles = 0;

  /** As many requests as a test likes, unless it says otherwise. */
  constructor(switches: Partial<IdentityStoreSwitches> = {}, identityStores?: Readonly<Record<string, SeededStore>>) {
    const runner = { deploy: nothing, run: () => Promise.reject(new Error('there are no functions')), remove: nothing, close: nothing };
    this.sandbox = new Sandbox({
      time: this.time,
      random: seededRandom(1),
      runner: ({ callers }) => {
        this.callers = callers;
        return runner;
      },
      switches: { identityStore: { requestsPerSecond: Infinity, ...switches } },
      ...(identityStores && { seed: { identityStores } }),
      storeMadeUp: ({ identityStoreId, region }) => this.madeUp.push(`${identityStoreId} in ${region}`),
    });
    this.client = this.clientOf('SANDBOXPERSON');
  }

  /** A client of whoever has the access key, for a Region. */
  public clientOf(accessKeyId: string, region = 'us-east-1'): IdentitystoreClient {
    return new IdentitystoreClient({ ...clientSettings(accessKeyId), region, requestHandler: new WireHandler((request) => this.sandbox.answer(request)) });
  }

  /** What the service answers, also the members that the client doesn't know. A refusal has its exception as `__type`. */
  public async answer(operation: string, input: object, region = 'us-east-1'): Promise<Record<string, unknown>> {
    const { body } = await this.sandbox.answer({
      method: 'POST', host: 'aws.invalid', path: '/', query: new URLSearchParams(),
      headers: { 'x-amz-target': `AWSIdentityStore.${operation}`, authorization: `Credential=SANDBOXPERSON/20260101/${region}/identitystore/aws4_request` },
      body: new TextEncoder().encode(JSON.stringify(input)),
    });
    return JSON.parse(String(body)) as Record<string, unknown>;
  }

  public async createUser(changes: Partial<CreateUserCommandInput> = {}): Promise<string> {
    return (await this.client.send(new CreateUserCommand({ ...ADA, ...changes }))).UserId as string;
  }

  public async createGroup(DisplayName = 'admins'): Promise<string> {
    return (await this.client.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName }))).GroupId as string;
  }

  public async createMembership(GroupId: string, UserId: string): Promise<string> {
    const { MembershipId } = await this.client.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } }));
    return MembershipId as string;
  }

  public async describeUser(UserId: string, Extensions?: string[]): Promise<Omit<DescribeUserResponse, 'Extensions'> & { Extensions?: unknown }> {
    const input = { IdentityStoreId: STORE, UserId, ...(Extensions && { Extensions }) };
    const { $metadata: _metadata, ...user } = await this.client.send(new DescribeUserCommand(input));
    return user;
  }

  public async updateUser(UserId: string, operations: Operations): Promise<void> {
    await this.client.send(new UpdateUserCommand({ IdentityStoreId: STORE, UserId, Operations: operations as never }));
  }

  /** The id of the user with a unique attribute. */
  public async findUser(AttributePath: string, AttributeValue: string): Promise<string> {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath, AttributeValue } };
    return (await this.client.send(new GetUserIdCommand({ IdentityStoreId: STORE, AlternateIdentifier }))).UserId as string;
  }

  /** The id of the group with a name. */
  public async findGroup(AttributeValue: string): Promise<string> {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue } };
    return (await this.client.send(new GetGroupIdCommand({ IdentityStoreId: STORE, AlternateIdentifier }))).GroupId as string;
  }

  /** A client of a function whose role has these statements. */
  public async clientOfRole(Statement: readonly object[]): Promise<IdentitystoreClient> {
    const RoleName = `role-${this.roles++}`;
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.newStack(RoleName);
    const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
    const Policies = [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement } }];
    const template = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument, Policies } } } };
    await this.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, JSON.stringify(template), []), { rollback: true }));
    const arn = `arn:aws:iam::123456789012:role/${RoleName}`;
    return this.clientOf(this.callers?.issue({ account: '123456789012', arn, roleArn: arn }) ?? '');
  }

  public async pass(milliseconds: number): Promise<void> {
    await this.time.run(this.time.sleep(milliseconds));
  }
}

async function nothing(): Promise<void> {
  // No test needs it.
}
