import { UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ConflictPolicy } from '../../../lib';
import { group } from '../../support/declared-groups';
import { together, user } from '../../support/declared-users';
import { ALWAYS, serviceError } from '../../support/effects';
import { STORE } from '../../support/ids';
import { InProcess, InProcessOptions, physicalIdOf } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';

/** Only the successor of a construct that leaves the template gets what it managed. */

let world: InProcess;

function begin(options: InProcessOptions = {}): void {
  world = new InProcess(options);
}

const withTemplate = (templateDuringUpdate: 'NEW' | 'OLD'): InProcessOptions => ({ switches: { cloudFormation: { templateDuringUpdate } } });

async function renameByHand(displayName: string): Promise<void> {
  const Operations = [{ AttributePath: 'displayName', AttributeValue: displayName }];
  await world.time.run(world.identityStore.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId: world.groups[0]?.id, Operations })));
}

function callsOf(operation: string): number {
  return world.calls.filter((called) => called === operation).length;
}

describe('a group that somebody gave the name of a new construct by hand', () => {
  const devs = group('Devs', { displayName: 'devs' });
  const admins = group('Admins', { removalPolicy: RemovalPolicy.RETAIN });

  test.each([
    {
      template: 'NEW' as const,
      message: (id: string) => `NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins" can't be created because another resource of this stack ("Devs"), which stays, has that name (${id}). `
        + 'If the other resource is to get another name, deploy that alone first; if somebody gave it this name by hand, give it its declared name again; if two constructs '
        + `get the same name at deployment, give one of them another name or remove it; then deploy again. ${conflictIn('CreateGroup')} ${link('name_held_by_another_construct')}`,
    },
    {
      template: 'OLD' as const,
      message: (id: string) => `HOLDER_NOT_KNOWN_TO_GO: group "admins" can't be created because another resource of this stack ("Devs") has that name (${id}), and nothing proves that it `
        + 'leaves the template: that resource isn\'t declared with this name, or not in words that can be compared. If two constructs get the same name, give one of '
        + 'them another name or remove it; else give the other resource its declared name again if somebody gave it this one by hand, or, where a construct got another id, deploy the id '
        + 'of before first, with this name as a text, and the new id alone after that; then deploy again. '
        + `${conflictIn('CreateGroup')} ${link('holder_not_known_to_go')}`,
    },
  ])('isn\'t handed over to it, with the $template template', async ({ template, message }) => {
    begin(withTemplate(template));
    await world.deploy('A', devs);
    const id = world.groups[0]?.id ?? '';
    await renameByHand('admins');
    const stack = await world.deploy('A', together(devs, admins));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack).replace(/"Devs\w+"/, '"Devs"')).toBe(message(id));
    expect(physicalIdOf(stack)).toBe(`created:${id}`);
    expect(callsOf('cloudformation:GetTemplate')).toBe(1);
  });

  test('is handed over if its construct goes in the same deployment', async () => {
    begin();
    await world.deploy('A', devs);
    const id = world.groups[0]?.id;
    await renameByHand('admins');
    const stack = await world.deploy('A', admins);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`created:${id}`);
    expect(world.groups).toHaveLength(1);
  });
});

describe('a construct that gets another id', () => {
  test('hands its group over, with at most seven calls', async () => {
    begin();
    await world.deploy('A', group('Admins'));
    world.calls.length = 0;
    const stack = await world.deploy('A', group('Operators'));
    expect(physicalIdOf(stack)).toBe(`created:${world.groups[0]?.id}`);
    expect(world.calls).toEqual([
      'identitystore:CreateGroup', 'identitystore:GetGroupId', 'identitystore:DescribeGroup', 'cloudformation:ListStackResources', 'cloudformation:GetTemplate',
      'cloudformation:DescribeStacks', 'cloudformation:ListStackResources',
    ]);
  });

  test('hands it over with only the old template to read, if the group has its declared name', async () => {
    begin(withTemplate('OLD'));
    await world.deploy('A', group('Admins'));
    const stack = await world.deploy('A', group('Operators'));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`created:${world.groups[0]?.id}`);
    expect(world.groups).toHaveLength(1);
  });

  test('hands nothing over while the template can\'t be read, and says so', async () => {
    begin();
    await world.deploy('A', group('Admins'));
    world.fault('cloudformation:GetTemplate', serviceError('AccessDenied', {}, 403), ALWAYS);
    const stack = await world.deploy('A', group('Operators'));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toContain('and nothing proves that it leaves the template: the template of the stack could not be read. If two constructs get the same name, give one of them another name or remove it; else allow the role of the function cloudformation:GetTemplate on its own stack; ');
    expect(physicalIdOf(stack)).toBe(`created:${world.groups[0]?.id}`);
  });

  test('waits until CloudFormation has time to give the template', async () => {
    begin();
    await world.deploy('A', group('Admins'));
    world.fault('cloudformation:GetTemplate', serviceError('Throttling'), 60);
    const stack = await world.deploy('A', group('Operators'));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.groups).toHaveLength(1);
  });
});

describe('a user without an e-mail address, whose construct goes while another comes with the same user name', () => {
  const john = { email: undefined, displayName: 'John Doe', name: { givenName: 'John', familyName: 'Doe' } };
  const jane = { email: undefined, displayName: 'Jane Doe', name: { givenName: 'Jane', familyName: 'Doe' } };
  const unproven = /^HAND_OVER_UNPROVEN: user "ada" is managed by another resource of this stack \("Leaver\w+", .*\), and nothing proves that both mean the same person: /;

  test.each([
    { comes: 'somebody else', joiner: jane, proof: 'neither of the two has an e-mail address, and what is declared isn\'t exactly what the user has' },
    { comes: 'the same person with another title', joiner: { ...john, title: 'Engineer' }, proof: 'neither of the two has an e-mail address, and what is declared isn\'t exactly what the user has' },
    { comes: 'somebody with an e-mail address', joiner: { ...john, email: 'john@example.com' }, proof: 'the existing user has no e-mail address, and what is declared isn\'t exactly what the user has' },
  ])('is not given to $comes', async ({ joiner, proof }) => {
    begin();
    await world.deploy('A', user('Leaver', john));
    const [before] = world.users;
    const stack = await world.deploy('A', user('Joiner', joiner));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(messageOf(stack)).toMatch(unproven);
    expect(messageOf(stack)).toContain(`${proof}. If it is the same person, deploy the new construct id alone and other changes in the deployment after it, `);
    expect(world.users).toEqual([before]);
    expect(physicalIdOf(stack)).toBe(`created:${before?.UserId}`);
  });

  test.each(['NEW', 'OLD'] as const)('stays the user of a construct that only gets another id, with the %s template', async (template) => {
    begin(withTemplate(template));
    await world.deploy('A', user('Leaver', john));
    const stack = await world.deploy('A', user('Joiner', john));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(physicalIdOf(stack)).toBe(`created:${world.users[0]?.UserId}`);
  });

  test('is given to somebody else with OVERWRITE', async () => {
    begin();
    await world.deploy('A', user('Leaver', john));
    const stack = await world.deploy('A', user('Joiner', { ...jane, conflictPolicy: ConflictPolicy.OVERWRITE }));
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.users).toEqual([expect.objectContaining({ DisplayName: 'Jane Doe' })]);
  });
});
