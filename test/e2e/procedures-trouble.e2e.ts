import { CloudFormationClient, ContinueUpdateRollbackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IDependable } from 'constructs';
import { AccountInvitation, ConflictPolicy, Group, IdentityStore, IIdentityStore, InvitationTarget, User } from '../../lib';
import { GROUP_RESOURCE_TYPE } from '../../lib/contract/identity-store';
import type { Seed } from '../../sandbox/seed/seed';
import { organizationSeed } from './support/organization-seed';
import { Declared, ENCRYPTION_KEY, Procedure } from './support/procedure';
import { ADA } from '../support/declared-users';
import { PAYMENTS, STORE } from '../support/ids';

let procedure: Procedure;
async function start(others?: Seed): Promise<void> {
  procedure = await Procedure.start(organizationSeed({}, others));
}
afterEach(() => procedure.stop());

/** The states of all invitations that were ever sent to an account, oldest first. */
async function invitationsOf(account: string): Promise<string[]> {
  const { organizations: [organization] } = await procedure.state();
  return organization?.handshakes.filter(({ recipient }) => recipient === account).map(({ state }) => state) ?? [];
}

describe('What a rollback doesn\'t undo', () => {
  /** Somebody has made a user, a group and a membership before. */
  const byHand: Seed = { identityStores: { [STORE]: { users: [{ ...ADA, displayName: 'Ada' }], groups: [{ displayName: 'operators' }, { displayName: 'taken' }], memberships: [{ group: 'operators', user: 'ada' }] } } };

  interface Edition {
    readonly description: string;
    readonly fails?: boolean;
    /** What an update creates, with the default policy and with RETAIN. */
    readonly additions?: boolean;
  }

  function people({ description, fails = false, additions = false }: Edition): Declared {
    return { People: (stack, identityStore) => {
      const ada = new User(stack, 'Ada', { identityStore, ...ADA });
      const operators = new Group(stack, 'Operators', { identityStore, displayName: 'operators', description: 'On call' });
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins', description });
      const declared: IDependable[] = [
        operators.addMember('Ada', ada),
        admins.addMember('Ada', ada),
        new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account(PAYMENTS) }),
      ];
      if (additions) {
        declared.push(
          new Group(stack, 'Passing', { identityStore, displayName: 'passing' }),
          new Group(stack, 'Staying', { identityStore, displayName: 'staying', removalPolicy: RemovalPolicy.RETAIN }),
        );
      }
      if (fails) new Group(stack, 'Taken', { identityStore, displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL }).node.addDependency(...declared);
    } };
  }

  /** What the store says of a user and of the groups, by their names. */
  async function attributes(): Promise<object> {
    const { identityStores: [store] } = await procedure.state();
    return {
      ada: store?.users[0]?.displayName,
      ...Object.fromEntries(store?.groups.map(({ displayName, description = '' }) => [displayName, description]) ?? []),
    };
  }

  test('adopted entities keep the declared attributes and invitations stay, what was created goes unless it is declared with RETAIN', async () => {
    await start(byHand);
    const before = await procedure.directory();
    expect(await procedure.failToDeploy(people({ description: 'first', fails: true }))).toContain('ALREADY_EXISTS: group "taken"');
    expect(await procedure.statusOf('People')).toBe('ROLLBACK_COMPLETE');
    expect(await procedure.directory()).toEqual(before);
    expect(await attributes()).toEqual({ ada: 'Ada Lovelace', operators: 'On call', taken: '' });
    expect(await invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);

    await procedure.deploy(people({ description: 'first' }));
    const deployed = await procedure.directory();
    expect(Object.keys(deployed.memberships)).toEqual(['ada in operators', 'ada in admins']);
    expect(await invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);

    expect(await procedure.failToDeploy(people({ description: 'second', additions: true, fails: true }))).toContain('ALREADY_EXISTS: group "taken"');
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await procedure.directory()).toEqual({ ...deployed, groups: { ...deployed.groups, staying: expect.any(String) } });
    expect(await attributes()).toEqual({ ada: 'Ada Lovelace', operators: 'On call', taken: '', admins: 'first', staying: '' });
  });
});

describe('When a stack hangs or can\'t be updated', () => {
  test('a function that can\'t answer fails its resource after 15 minutes, and what it leaves behind is adopted by the next deployment', async () => {
    await start({ switches: { identityStore: { createdBy: 'ABSENT' } } });
    const declared: Declared = { People: (stack, identityStore) => void new User(stack, 'Ada', { identityStore, ...ADA }) };
    // As often as Lambda delivers an event.
    await procedure.addFault('answer', { kill: 'before', times: 3 });
    const deployment = procedure.failToDeploy(declared);
    await procedure.waitForUser();
    const directory = await procedure.directory();
    expect(await procedure.advanceClockUntilEnded(deployment)).toContain('did not receive a response from your Custom Resource');
    expect(await procedure.directory()).toEqual(directory);

    await procedure.deploy(declared);
    expect(await procedure.directory()).toEqual(directory);
    expect(await procedure.ownershipIn('People')).toEqual({ User: 'adopted' });
  });

  /** A group in a store with a key of the customer. */
  const encrypted = (description: string): Declared => ({ People: (stack) => {
    const identityStore = encryptedStore(stack);
    new Group(stack, 'Admins', { identityStore, displayName: 'admins', description, removalPolicy: RemovalPolicy.DESTROY });
  } });

  function encryptedStore(stack: Stack): IIdentityStore {
    return IdentityStore.fromIdentityStoreAttributes(stack, 'Encrypted', { identityStoreId: STORE, encryptionKey: Key.fromKeyArn(stack, 'Key', ENCRYPTION_KEY) });
  }

  /** A stack whose group couldn't be changed, nor changed back. */
  async function stuck(): Promise<void> {
    procedure.turnKey('DISABLED');
    expect(await procedure.failToDeploy(encrypted('second'))).toContain('KMS_KEY_UNUSABLE');
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_FAILED');
  }

  async function description(): Promise<string | undefined> {
    const { identityStores: [store] } = await procedure.state();
    return store?.groups[0]?.description;
  }

  test('UPDATE_ROLLBACK_FAILED: the obstacle is removed, then the rollback is continued, and the stack can be updated', async () => {
    await start();
    procedure.turnKey('ENABLED');
    await procedure.deploy(encrypted('first'));
    const directory = await procedure.directory();

    await stuck();
    procedure.turnKey('ENABLED');
    await new CloudFormationClient(procedure.client).send(new ContinueUpdateRollbackCommand({ StackName: 'People' }));
    expect(await procedure.waitUntilSettled('People')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([await procedure.directory(), await description()]).toEqual([directory, 'first']);

    await stuck();
    procedure.turnKey('ENABLED');
    expect(await procedure.cdk(['rollback'], encrypted('second'))).toMatchObject({ exitCode: 0 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await procedure.deploy(encrypted('second'));
    expect([await procedure.directory(), await description()]).toEqual([directory, 'second']);
  });

  test('DELETE_FAILED: deleting the stack again tries again, and retaining the resource leaves the entity', async () => {
    await start();
    procedure.turnKey('ENABLED');
    await procedure.deploy(encrypted('first'));
    const undeleted = async (): Promise<void> => {
      procedure.turnKey('DISABLED');
      const { exitCode, output } = await procedure.cdk(['destroy', '--force'], encrypted('first'));
      expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining('KMS_KEY_UNUSABLE') });
      expect(await procedure.statusOf('People')).toBe('DELETE_FAILED');
    };

    await undeleted();
    procedure.turnKey('ENABLED');
    await procedure.destroy(encrypted('first'));
    expect(await procedure.directory()).toEqual({ users: {}, groups: {}, memberships: {} });

    await procedure.deploy(encrypted('first'));
    const directory = await procedure.directory();
    await undeleted();
    const RetainResources = [await procedure.logicalIdOf('People', GROUP_RESOURCE_TYPE)];
    await new CloudFormationClient(procedure.client).send(new DeleteStackCommand({ StackName: 'People', RetainResources }));
    expect(await procedure.waitUntilSettled('People')).toBeUndefined();
    expect(await procedure.directory()).toEqual(directory);
  });
});

describe('Without rollback, fast, or around CloudFormation', () => {
  const WITHOUT_ROLLBACK = ['deploy', '--all', '--require-approval', 'never', '--no-rollback'];

  test('with --no-rollback what was made stays, and the next deployment takes up the rest', async () => {
    await start({ identityStores: { [STORE]: { groups: [{ displayName: 'taken' }] } } });
    const declared = (conflictPolicy: ConflictPolicy): Declared => ({ People: (stack, identityStore) => {
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
      new Group(stack, 'Taken', { identityStore, displayName: 'taken', conflictPolicy }).node.addDependency(admins);
    } });
    const failed = await procedure.cdk(WITHOUT_ROLLBACK, declared(ConflictPolicy.FAIL));
    expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('ALREADY_EXISTS: group "taken"') });
    expect(await procedure.statusOf('People')).toBe('CREATE_FAILED');
    const { groups } = await procedure.directory();

    expect(await procedure.cdk(WITHOUT_ROLLBACK, declared(ConflictPolicy.ADOPT))).toMatchObject({ exitCode: 0 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_COMPLETE');
    expect((await procedure.directory()).groups).toEqual(groups);
    expect(await procedure.cdk(['destroy', '--all', '--force'], declared(ConflictPolicy.ADOPT))).toMatchObject({ exitCode: 0 });
    expect((await procedure.directory()).groups).toEqual({ ...groups });
  });

  const person = (userName: string) => ({ userName, displayName: userName, name: { givenName: userName, familyName: userName } });

  test('Replacements need a rollback: none is begun without; under another construct id it is none', async () => {
    await start({ identityStores: { [STORE]: { users: [person('ada'), person('byron')] } } });
    const declared = (userName: string, id = 'Member'): Declared => ({ People: (stack, identityStore) => {
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
      admins.addMember(id, User.fromUserName(stack, `${id}LookedUp`, identityStore, userName));
    } });
    await procedure.deploy(declared('ada'));
    const before = await procedure.directory();
    const failed = await procedure.cdk(WITHOUT_ROLLBACK, declared('byron'));
    expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('REPLACEMENT_WITHOUT_ROLLBACK: user "byron" would get another id') });
    expect(await procedure.statusOf('People')).toBe('UPDATE_FAILED');
    expect(await procedure.directory()).toEqual(before);

    expect(await procedure.cdk(WITHOUT_ROLLBACK, declared('byron', 'Other'))).toMatchObject({ exitCode: 0 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_COMPLETE');
    expect(Object.keys((await procedure.directory()).memberships)).toEqual(['byron in admins']);
  });

  test('Replacements need a rollback: after cdk rollback the next deployment makes one', async () => {
    await start({ identityStores: { [STORE]: { users: [person('ada'), person('byron')] } } });
    const declared = (userName: string, description = 'first'): Declared => ({ People: (stack, identityStore) => {
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins', description });
      admins.addMember('Member', User.fromUserName(stack, 'LookedUp', identityStore, userName));
    } });
    await procedure.deploy(declared('ada'));
    const before = await procedure.directory();
    const failed = await procedure.cdk(WITHOUT_ROLLBACK, declared('byron', 'second'));
    expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('REPLACEMENT_WITHOUT_ROLLBACK: user "byron" would get another id') });

    expect(await procedure.cdk(['rollback', '--all'], declared('byron', 'second'))).toMatchObject({ exitCode: 0 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await procedure.directory()).toEqual(before);
    await procedure.deploy(declared('byron', 'second'));
    expect(Object.keys((await procedure.directory()).memberships)).toEqual(['byron in admins']);
  });

  test('Replacements need a rollback: cdk deploy --force goes back itself', async () => {
    await start({ identityStores: { [STORE]: { users: [person('ada'), person('byron')] } } });
    const declared = (userName: string): Declared => ({ People: (stack, identityStore) => {
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins' });
      admins.addMember('Member', User.fromUserName(stack, 'LookedUp', identityStore, userName));
    } });
    await procedure.deploy(declared('ada'));
    expect(await procedure.cdk(WITHOUT_ROLLBACK, declared('byron'))).toMatchObject({ exitCode: 1 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_FAILED');
    expect(await procedure.cdk(['deploy', '--all', '--require-approval', 'never', '--force'], declared('byron'))).toMatchObject({ exitCode: 0 });
    expect(await procedure.statusOf('People')).toBe('UPDATE_COMPLETE');
    expect(Object.keys((await procedure.directory()).memberships)).toEqual(['byron in admins']);
  });
});
