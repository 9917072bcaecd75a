import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import { GROUP_MEMBERSHIP_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { IdentityStoreSwitches } from '../../../sandbox/identity-store/switches';
import { group } from '../../support/declared-groups';
import { membership, together, user } from '../../support/declared-users';
import { ALWAYS, serviceError } from '../../support/effects';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';
import { SomebodyElse } from '../../support/somebody-else';

/** What a creation leaves that CloudFormation has given up, because another resource had failed. */

let world: InProcess;
let someone: SomebodyElse;

async function begin(options: InProcessOptions = {}): Promise<void> {
  world = new InProcess(options);
  someone = new SomebodyElse(world);
  await someone.createsGroup('taken');
  await pass(60_000);
}

const pass = (milliseconds: number): Promise<void> => world.time.run(world.time.sleep(milliseconds));
const withCreatedBy = (createdBy: IdentityStoreSwitches['createdBy']): InProcessOptions => ({ switches: { identityStore: { createdBy } } });

/** A resource that fails while others are under way. */
const failing = group('Failing', { displayName: 'taken', conflictPolicy: ConflictPolicy.FAIL });
const NAMES = ['ada', 'bob', 'eve'];
const nameless = (userName: string, props: object = {}) => user(userName, { userName, email: undefined, ...props });
const people = together(...NAMES.map((name) => nameless(name)));

/** The creations of these users take longer than the failure of the other resource. */
function slowly(operation: string, milliseconds = 3_000, times = NAMES.length): void {
  for (let i = 0; i < times; i++) world.fault(operation, { kind: 'DELAYED', milliseconds });
}

/** Deploys a stack that isn't there, and removes what is left of it. */
async function attempt(declare: (stack: Stack) => void): Promise<ReturnType<InProcess['deploy']>> {
  const stack = await world.deploy('A', declare);
  await world.destroy('A');
  await pass(60_000);
  return stack;
}

const userNames = (): string[] => world.users.map(({ UserName }) => UserName).sort();

describe('users without an e-mail address whose first deployment fails again and again', () => {
  test('don\'t grow in number if the service says that the role of the function has made them', async () => {
    await begin(withCreatedBy('ROLE'));
    for (let repeated = 0; repeated < 4; repeated++) {
      slowly('identitystore:CreateUser');
      const stack = await attempt(together(people, failing));
      expect(messageOf(stack)).toMatch(/^ALREADY_EXISTS: group "taken" already exists/);
      expect(userNames()).toEqual([]);
    }
    expect((await world.deploy('A', people)).status).toBe('CREATE_COMPLETE');
  });

  test.each(['ACCOUNT', 'ABSENT'] as const)('are reported by the log, and by the message of the next deployment, if CreatedBy is %s', async (createdBy) => {
    await begin(withCreatedBy(createdBy));
    slowly('identitystore:CreateUser');
    await attempt(together(people, failing));
    expect(userNames()).toEqual(NAMES);
    expect(world.results.filter((result) => result === 'Delete KEPT_UNPROVEN')).toHaveLength(NAMES.length);
    const [left] = world.users;
    const stack = await world.deploy('A', nameless('ada'));
    const made = left?.CreatedAt.toISOString();
    expect(messageOf(stack).replace(/asked for it at [^Z]+Z/, 'asked for it at …')).toBe(`IDENTITY_UNPROVEN: user "ada" already exists (${left?.UserId}), and nothing proves that it is the `
      + `declared one: neither of the two has an e-mail address; it was made at ${made}, before the deployment that asked for it at …, exactly as declared, so perhaps by a creation of this `
      + 'stack that CloudFormation gave up. If you know that it is the same person, or that this stack has left it behind, give the user and its '
      + 'declaration the same e-mail address or set conflictPolicy to OVERWRITE; if it is somebody else, declare another userName; then deploy again; aws identitystore list-users shows when and by whom each user was made. '
      + `${conflictIn('CreateUser')} ${link('identity_unproven')}`);
    expect(userNames()).toEqual(NAMES);
  });

  test.each([
    { way: 'OVERWRITE', props: { conflictPolicy: ConflictPolicy.OVERWRITE } },
    { way: 'an e-mail address on both sides', props: { email: 'ada@example.com' } },
  ])('are taken over with $way, as the message says', async ({ props }) => {
    await begin(withCreatedBy('ABSENT'));
    slowly('identitystore:CreateUser');
    await attempt(together(people, failing));
    someone.changes(world.users[0]?.UserId ?? '', { Emails: [{ Value: 'ada@example.com' }] });
    const stack = await world.deploy('A', nameless('ada', props));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`adopted:${world.users[0]?.UserId}`);
  });
});

describe('a creation that was given up', () => {
  test.each([
    { what: 'a user', operation: 'identitystore:CreateUser', declare: user('Ada') },
    { what: 'a group', operation: 'identitystore:CreateGroup', declare: group('Admins', { description: 'Everybody' }) },
  ])('leaves nothing of $what behind', async ({ operation, declare }) => {
    await begin();
    slowly(operation, 3_000, 1);
    await world.deploy('A', together(declare, failing));
    expect([world.users, world.groups.map(({ displayName }) => displayName)]).toEqual([[], ['taken']]);
    expect(world.results).toContain('Delete DELETED');
  });

  test('leaves nobody in a group of somebody else', async () => {
    await begin();
    const [groupId, userId] = [await someone.createsGroup(), await someone.createsUser()];
    slowly('identitystore:CreateGroupMembership', 3_000, 1);
    await world.deploy('A', together(membership(groupId, userId), failing));
    expect(world.memberships).toEqual([]);
    expect(world.results).toContain('Delete DELETED');
  });

  // No Delete comes with the id of what such an update makes: somebody stayed in the group.
  test.each(['NEW', 'OLD'] as const)('in the place of another membership leaves nobody in a group, and what was there stays (a rollback has the %s id)', async (rollbackPhysicalId) => {
    await begin({ switches: { cloudFormation: { rollbackPhysicalId } } });
    const [groupId, before, after] = [await someone.createsGroup(), await someone.createsUser(), await someone.createsUser({ UserName: 'bob', Emails: undefined })];
    await world.deploy('A', membership(groupId, before));
    await pass(60_000);
    const id = physicalIdOf(world.sandbox.cloudFormation.existing('A'));
    slowly('identitystore:CreateGroupMembership', 3_000, 1);
    const stack = await world.deploy('A', together(membership(groupId, after), failing));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(physicalIdOf(stack, GROUP_MEMBERSHIP_RESOURCE_TYPE)).toBe(id);
    expect(world.memberships.map(({ MemberId }) => MemberId.UserId)).toEqual([before]);
    await pass(60_000);
    await world.destroy('A');
    expect(world.memberships).toEqual([]);
  });

  test('in the place of another membership is left alone unless the stack rolls back', async () => {
    await begin();
    const [groupId, before, after] = [await someone.createsGroup(), await someone.createsUser(), await someone.createsUser({ UserName: 'bob', Emails: undefined })];
    await world.deploy('A', membership(groupId, before));
    const stack = await world.deploy('A', membership(groupId, after));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.memberships.map(({ MemberId }) => MemberId.UserId)).toEqual([after]);
  });

  test('in an update leaves nothing behind, and what the stack had stays', async () => {
    await begin();
    await world.deploy('A', nameless('ada'));
    await pass(60_000);
    slowly('identitystore:CreateUser', 3_000, 1);
    const stack = await world.deploy('A', together(nameless('ada'), nameless('bob'), failing));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(userNames()).toEqual(['ada']);
  });

  test('is removed also if it took effect before the failure, and its answer was lost', async () => {
    await begin();
    world.fault('identitystore:CreateUser', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: 60_000 });
    await world.deploy('A', together(nameless('ada'), failing));
    expect(userNames()).toEqual([]);
  });

  test.each([
    { what: 'somebody else had made long before', before: 60_000, props: {} },
    { what: 'somebody else has made during the deployment, exactly as declared', before: 0, props: {} },
    { what: 'somebody else has made during the deployment, with an attribute more', before: 0, props: { Title: 'Countess' } },
  ])('leaves alone what $what', async ({ before, props }) => {
    await begin();
    const id = await someone.createsUser({ Emails: undefined, ...props });
    await pass(before);
    slowly('identitystore:CreateUser', 3_000, 1);
    await world.deploy('A', together(nameless('ada', { displayName: 'Ada Lovelace' }), failing));
    expect(world.users.map(({ UserId }) => UserId)).toEqual([id]);
    expect(world.calls).not.toContain('identitystore:DeleteUser');
  });

  test('leaves alone what an identity provider has taken over meanwhile', async () => {
    await begin();
    world.fault('identitystore:CreateUser', { kind: 'CONNECTION_LOST', moment: 'AFTER', milliseconds: 4_000 });
    world.fault('deliver:Delete', { kind: 'DELAYED', milliseconds: 2_000 });
    world.fault('deliver:Delete', { kind: 'DELAYED', milliseconds: 2_000 });
    const taken = world.time.sleep(1_500).then(() => someone.provisions(world.users[0]?.UserId ?? ''));
    await world.time.run(Promise.all([world.deploying('A', together(nameless('ada'), failing)), taken]));
    expect(userNames()).toEqual(['ada']);
  });

  test('leaves alone an entity that the stack\'s own role made and an earlier deployment kept', async () => {
    await begin();
    const kept = nameless('ada', { removalPolicy: RemovalPolicy.RETAIN });
    await world.deploy('A', together(kept, nameless('bob')));
    await world.deploy('A', nameless('bob'));
    expect(userNames()).toEqual(['ada', 'bob']);
    await pass(60_000);
    slowly('identitystore:CreateUser', 3_000, 1);
    await world.deploy('A', together(user('Again', { userName: 'ada', email: undefined }), nameless('bob'), failing));
    expect(userNames()).toEqual(['ada', 'bob']);
  });

  test('leaves alone what the next deployment has made, if its Delete is delivered again', async () => {
    await begin();
    await world.deploy('A', nameless('bob'));
    await pass(60_000);
    slowly('identitystore:CreateUser', 3_000, 1);
    await world.deploy('A', together(nameless('ada'), nameless('bob'), failing));
    await pass(60_000);
    slowly('identitystore:CreateUser', 1_000, 1);
    expect((await world.deploy('A', together(nameless('ada'), nameless('bob')))).status).toBe('UPDATE_COMPLETE');
    const late = world.events.find(({ RequestType, ResourceProperties }) => RequestType === 'Delete' && ResourceProperties.UserName === 'ada');
    world.sandbox.home.functions.invokeLater(late?.ServiceToken ?? '', late);
    await pass(60_000);
    expect(world.results.at(-1)).toBe('Delete KEPT');
    expect(userNames()).toEqual(['ada', 'bob']);
  });

  test('fails nothing if it can\'t be looked for', async () => {
    await begin();
    slowly('identitystore:CreateUser', 3_000, 1);
    world.fault('identitystore:GetUserId', serviceError('AccessDeniedException'), ALWAYS);
    const stack = await world.deploy('A', together(nameless('ada'), failing));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.results).toContain('Delete KEPT_UNPROVEN');
  });

  test('is waited for thirty seconds after the event, with few calls', async () => {
    await begin();
    world.fault('identitystore:CreateUser', serviceError('ThrottlingException', { RetryAfterSeconds: 100 }));
    world.fault('deliver:Delete', { kind: 'DELAYED', milliseconds: 10_000 });
    world.fault('deliver:Delete', { kind: 'DELAYED', milliseconds: 10_000 });
    await world.deploy('A', together(nameless('ada'), failing));
    const [waited] = world.log.filter(({ requestType }) => requestType === 'Delete').sort((one, other) => other.milliseconds - one.milliseconds);
    expect(waited).toMatchObject({ result: 'KEPT', resourceType: 'Custom::IdentityStoreUser' });
    expect(waited?.milliseconds).toBeGreaterThan(5_000);
    expect(waited?.milliseconds).toBeLessThanOrEqual(20_000);
    expect(waited?.calls).toBeLessThan(8);
  });
});

test('a function without its role\'s name deletes nothing', async () => {
  await begin({
    changeTemplate: ({ Resources }) => Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function').forEach(({ Properties }) => { delete Properties.Environment; }),
  });
  slowly('identitystore:CreateUser', 3_000, 1);
  await world.deploy('A', together(nameless('ada'), failing));
  expect(userNames()).toEqual(['ada']);
  expect(world.results).toContain('Delete KEPT_UNPROVEN');
});
