import {
  CreateChangeSetCommand, DescribeChangeSetCommand, DescribeChangeSetOutput, ExecuteChangeSetCommand, ResourceToImport,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { ResourceDefinition, Template } from '../../../sandbox/cloudformation/template';
import { groupOperations } from '../../../sandbox/identity-store/groups';
import { membershipOperations } from '../../../sandbox/identity-store/memberships';
import { userOperations } from '../../../sandbox/identity-store/users';
import { STORE } from '../../support/ids';
import { exception } from '../../support/refusals';
import { HANDLER, historyOf, historyOfResource, ScriptedFunctions, thing } from '../../support/scripted-functions';

const GROUP = 'AWS::IdentityStore::Group';
const MEMBERSHIP = 'AWS::IdentityStore::GroupMembership';
const UNKNOWN = '1234567890-00000000-0000-4000-8000-000000000000';

let world: ScriptedFunctions;
let groupId: string;

beforeEach(() => {
  world = new ScriptedFunctions();
  ({ GroupId: groupId } = operate('CreateGroup', { DisplayName: 'admins' }));
});

/** What somebody does in the store. */
function operate(name: string, input: object): { GroupId: string; UserId: string; MembershipId: string } {
  const { identityStores, person } = world.sandbox;
  const operations = { ...groupOperations(identityStores), ...userOperations(identityStores), ...membershipOperations(identityStores) };
  return operations[name]?.({ IdentityStoreId: STORE, ...input }, person) as never;
}

function groups(): string[] {
  return [...world.sandbox.identityStores.store(STORE).groups.values()].map(({ GroupId, DisplayName }) => `${DisplayName} ${GroupId}`);
}

function group(DisplayName = 'admins', more: Partial<ResourceDefinition> = { DeletionPolicy: 'Delete' }): ResourceDefinition {
  return { Type: GROUP, Properties: { IdentityStoreId: STORE, DisplayName }, ...more };
}

function toImport(changes: Partial<ResourceToImport> = {}): ResourceToImport {
  return { LogicalResourceId: 'Group', ResourceType: GROUP, ResourceIdentifier: { GroupId: groupId, IdentityStoreId: STORE }, ...changes };
}

interface Import extends Partial<Template> {
  readonly ResourcesToImport?: ResourceToImport[];
  readonly stack?: string;
}

/** Makes a change set that imports the group into a stack that has nothing else, unless it's told otherwise. */
async function prepare({ ResourcesToImport = [toImport()], stack = 'Stack', Resources = { Group: group() }, ...sections }: Import = {}): Promise<DescribeChangeSetOutput> {
  const client = world.clientOf();
  const { Id } = await client.send(new CreateChangeSetCommand({
    StackName: stack, ChangeSetName: 'import', ChangeSetType: 'IMPORT', ResourcesToImport, TemplateBody: JSON.stringify({ Resources, ...sections }),
  }));
  return client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }));
}

async function execute({ ChangeSetName, StackName = '' }: DescribeChangeSetOutput): Promise<Stack> {
  await world.clientOf().send(new ExecuteChangeSetCommand({ ChangeSetName, StackName }));
  const stack = world.sandbox.cloudFormation.existing(StackName);
  await world.time.run(stack.whenSettled());
  return stack;
}

describe('a group that somebody made', () => {
  test('is imported into a new stack, changed by it in place, and deleted with it', async () => {
    const changeSet = await prepare();
    expect(changeSet).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect(changeSet.Changes).toEqual([{ Type: 'Resource', ResourceChange: {
      Action: 'Import', LogicalResourceId: 'Group', PhysicalResourceId: `${groupId}|${STORE}`, ResourceType: GROUP, Scope: [], Details: [],
    } }]);
    const stack = await execute(changeSet);
    expect(historyOf(stack)).toEqual([
      'Stack IMPORT_IN_PROGRESS User Initiated', 'Group IMPORT_IN_PROGRESS Resource import started.', 'Group IMPORT_COMPLETE Resource import completed.',
      'Stack IMPORT_COMPLETE',
    ]);
    expect(groups()).toEqual([`admins ${groupId}`]);

    const updated = await world.deploy({ Group: group('operators') }, { Id: { Value: { 'Fn::GetAtt': ['Group', 'GroupId'] } } });
    expect(updated.status).toBe('UPDATE_COMPLETE');
    expect(updated.outputs).toEqual([{ key: 'Id', value: groupId }]);
    expect(groups()).toEqual([`operators ${groupId}`]);
    await world.destroy();
    expect(groups()).toEqual([]);
  });

  test('is imported into a stack with custom resources, whose functions get no event', async () => {
    await world.deploy({ A: thing({ a: 1 }) });
    const stack = await execute(await prepare({ Resources: { Handler: HANDLER, A: thing({ a: 1 }), Group: group() }, Outputs: {} }));
    expect(stack.status).toBe('IMPORT_COMPLETE');
    expect([...stack.resources.keys()]).toEqual(['Handler', 'A', 'Group']);
    expect(world.summary).toEqual(['Create A']);
  });

  test('that was deleted in the meantime fails the import, and everything is let go', async () => {
    const changeSet = await prepare();
    operate('DeleteGroup', { GroupId: groupId });
    const stack = await execute(changeSet);
    expect(historyOfResource(stack, 'Group')).toEqual([
      'IMPORT_IN_PROGRESS Resource import started.', `IMPORT_FAILED Resource of type '${GROUP}' with identifier '${groupId}|${STORE}' was not found.`,
      'IMPORT_ROLLBACK_IN_PROGRESS', 'IMPORT_ROLLBACK_COMPLETE',
    ]);
    expect(stack.status).toBe('IMPORT_ROLLBACK_COMPLETE');
    expect([...stack.resources.keys()]).toEqual([]);
  });

  test('is imported with its membership, which refers to it', async () => {
    const { UserId } = operate('CreateUser', { UserName: 'ada', DisplayName: 'Ada', Name: { GivenName: 'Ada', FamilyName: 'Lovelace' } });
    const { MembershipId } = operate('CreateGroupMembership', { GroupId: groupId, MemberId: { UserId } });
    const Membership: ResourceDefinition = {
      Type: MEMBERSHIP, DeletionPolicy: 'Retain',
      Properties: { IdentityStoreId: STORE, GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, MemberId: { UserId } },
    };
    const stack = await execute(await prepare({
      Resources: { Membership, Group: group() },
      ResourcesToImport: [toImport({ LogicalResourceId: 'Membership', ResourceType: MEMBERSHIP, ResourceIdentifier: { MembershipId, IdentityStoreId: STORE } }), toImport()],
    }));
    expect(stack.status).toBe('IMPORT_COMPLETE');
    expect(stack.resources.get('Membership')).toMatchObject({ physicalId: `${MembershipId}|${STORE}`, properties: { GroupId: groupId } });
  });
});

describe('a change set can not be executed', () => {
  /** How it's described, and what comes of the attempt. */
  async function outcomeOf(changeSet: DescribeChangeSetOutput): Promise<unknown> {
    const { Status, ExecutionStatus, StatusReason, Changes = [] } = changeSet;
    return { Status, ExecutionStatus, StatusReason, Changes, refusal: await execute(changeSet).catch((thrown: unknown) => thrown) };
  }

  const failed = (StatusReason: string): object => ({
    Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason, Changes: [],
    refusal: expect.objectContaining({
      name: 'InvalidChangeSetStatusException', message: expect.stringMatching(/^ChangeSet \[arn:.*\] cannot be executed in its current status of \[FAILED\]$/) as unknown,
    }) as unknown,
  });

  test('if there is no such group', async () => {
    const changeSet = await prepare({ ResourcesToImport: [toImport({ ResourceIdentifier: { GroupId: UNKNOWN, IdentityStoreId: STORE } })] });
    expect(await outcomeOf(changeSet)).toEqual(failed(`Resource of type '${GROUP}' with identifier '${UNKNOWN}|${STORE}' was not found.`));
  });

  test.each(['Other', 'Stack'])('if a stack has the group already: %s', async (owner) => {
    const { id } = await execute(await prepare({ stack: owner }));
    const Resources = owner === 'Stack' ? { Group: group(), Again: group() } : { Again: group() };
    const changeSet = await prepare({ Resources, ResourcesToImport: [toImport({ LogicalResourceId: 'Again' })] });
    expect(await outcomeOf(changeSet)).toEqual(failed(`${groupId}|${STORE} already exists in stack ${id}`));
  });

  test('and the stack that retained a group no longer has it', async () => {
    await execute(await prepare({ stack: 'Other', Resources: { Group: group('admins', { DeletionPolicy: 'Retain' }) } }));
    await world.time.run(world.sandbox.cloudFormation.delete(world.sandbox.cloudFormation.existing('Other')));
    expect((await execute(await prepare())).status).toBe('IMPORT_COMPLETE');
  });
});

describe('an import is refused, and leaves no stack,', () => {
  const resources = { Group: group() };
  const custom = { Type: 'Custom::Thing', Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:one' }, DeletionPolicy: 'Retain' } as const;

  test.each<{ what: string; attempt: () => Import; message: string }>([
    { what: 'of nothing', attempt: () => ({ ResourcesToImport: [] }), message: 'Must Provide at least one resource to import' },
    {
      what: 'of the same twice', attempt: () => ({ ResourcesToImport: [toImport(), toImport()] }),
      message: 'Every resource to import must have unique LogicalResourceId',
    },
    {
      what: 'of what the template does not have', attempt: () => ({ ResourcesToImport: [toImport({ LogicalResourceId: 'Missing' })] }),
      message: 'The logical resource ids [Missing] provided in ResourceToImport do not exist in the template.',
    },
    {
      what: 'of custom resources',
      attempt: () => ({
        Resources: { A: custom, B: { ...custom, Type: 'AWS::CloudFormation::CustomResource' } },
        ResourcesToImport: [
          toImport({ LogicalResourceId: 'A', ResourceType: 'Custom::Thing' }), toImport({ LogicalResourceId: 'B', ResourceType: 'AWS::CloudFormation::CustomResource' }),
        ],
      }),
      message: 'The following resource types are not supported for resource import: Custom::Thing,AWS::CloudFormation::CustomResource',
    },
    {
      what: 'without an identifier', attempt: () => ({ ResourcesToImport: [toImport({ ResourceIdentifier: {} })] }),
      message: '1 validation error detected: Value null at \'resourcesToImport.1.member.resourceIdentifier\' failed to satisfy constraint: Member must not be null',
    },
    {
      what: 'with half an identifier', attempt: () => ({ ResourcesToImport: [toImport({ ResourceIdentifier: { GroupId: groupId } })] }),
      message: `Invalid resource identifier for resource type ${GROUP}. Expected [GroupId, IdentityStoreId]`,
    },
    {
      what: 'of another type than the template has',
      attempt: () => ({ ResourcesToImport: [toImport({ ResourceType: MEMBERSHIP, ResourceIdentifier: { MembershipId: groupId, IdentityStoreId: STORE } })] }),
      message: 'Resource type of [Group] passed in ResourceToImport does not match with resource type defined in the template. '
        + `Resource type in ResourceToImport: ${MEMBERSHIP}; Resource type in Template: ${GROUP}.`,
    },
    {
      what: 'that also creates something', attempt: () => ({ Resources: { ...resources, New: group('new') } }),
      message: 'Resources [New] is missing from ResourceToImport list',
    },
    {
      what: 'of what has no DeletionPolicy', attempt: () => ({ Resources: { Group: group('admins', {}) } }),
      message: 'The following resources to import [Group] must have DeletionPolicy attribute specified in the template.',
    },
    {
      what: 'that also gives something out', attempt: () => ({ Outputs: { Id: { Value: { Ref: 'Group' } } } }),
      message: 'As part of the import operation, you cannot modify or add [Outputs]',
    },
  ])('$what', async ({ attempt, message }) => {
    await expect(prepare(attempt())).rejects.toEqual(exception('ValidationError', message));
    expect(world.sandbox.cloudFormation.all).toEqual([]);
  });

  test.each([
    { what: 'of what the sandbox has no way to find', type: 'AWS::IdentityStore::User' },
    { what: 'of a nested stack', type: 'AWS::CloudFormation::Stack' },
  ])('$what', async ({ type }) => {
    const attempt = { Resources: { Group: { Type: type, DeletionPolicy: 'Retain' as const } }, ResourcesToImport: [toImport({ ResourceType: type })] };
    await expect(prepare(attempt)).rejects.toEqual(exception('NotEmulated', `The cdk-org-guard sandbox doesn't emulate importing a resource of the type ${type}`));
  });
});

describe('an import into a stack is refused', () => {
  test.each<{ what: string; Resources: () => Template['Resources']; names?: string; message: string }>([
    {
      what: 'that also changes something', Resources: () => ({ Handler: HANDLER, A: thing({ a: 2 }), Group: group() }),
      message: 'You have modified resources [A] in your template that are not being imported. Update, create or delete operations cannot be executed '
        + 'during import operations.',
    },
    {
      what: 'that also removes something', Resources: () => ({ Handler: HANDLER, Group: group() }),
      message: 'You have modified resources [A] in your template that are not being imported. Update, create or delete operations cannot be executed '
        + 'during import operations.',
    },
    {
      what: 'without anything new', Resources: () => ({ Handler: HANDLER, Held: group('held') }), names: 'Held',
      message: 'The template should contain at least one new resource to import.',
    },
    {
      what: 'of what it has', Resources: () => ({ Handler: HANDLER, A: thing({ a: 1 }), Held: group('held'), New: group('new') }), names: 'Held',
      message: 'Resources [Held] passed in ResourceToImport are already in a stack and cannot be imported.',
    },
  ])('$what', async ({ Resources, names = 'Group', message }) => {
    await world.deploy({ A: thing({ a: 1 }), ...(names === 'Held' && { Held: group('held') }) });
    await expect(prepare({ Resources: Resources(), Outputs: {}, ResourcesToImport: [toImport({ LogicalResourceId: names })] }))
      .rejects.toEqual(exception('ValidationError', message));
  });

  test('while it can not be updated', async () => {
    world.script = () => ({ Status: 'FAILED', Reason: 'no way' });
    const { id } = await world.deploy({ A: thing() });
    const changeSet = await prepare({ Resources: { Handler: HANDLER, A: thing(), Group: group() }, Outputs: {} });
    await expect(execute(changeSet)).rejects.toEqual(exception('ValidationError', `Stack:${id} is in ROLLBACK_FAILED state and can not be updated.`));
  });
});
