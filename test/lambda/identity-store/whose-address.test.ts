import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { User } from '../../../lib';
import { DeclaredUser, somebody, together, user } from '../../support/declared-users';
import { ALWAYS, serviceError } from '../../support/effects';
import { InProcess } from '../../support/in-process';
import { conflictIn, link, messageOf } from '../../support/messages';

/** A create that meets a user of the own stack by the e-mail address: somebody who was renamed, or is declared twice, or an address that moves. */

let world: InProcess;

/** As `cdk` synthesises: resources say where their construct is. */
function withPaths(...declarations: Parameters<typeof together>): (scope: Stack) => void {
  return (scope) => {
    scope.node.setContext('aws:cdk:enable-path-metadata', true);
    together(...declarations)(scope);
  };
}

/** Whose address synthesis doesn't see. */
function ofParameter(id: string, declared: DeclaredUser): (scope: Stack) => User {
  return (scope) => user(id, { ...declared, email: new CfnParameter(scope, `${id}Email`, { default: 'ada@example.com' }).valueAsString })(scope);
}

/** Two users of which the second is only created when the first is done. */
function after(first: (scope: Stack) => User, second: (scope: Stack) => User): (scope: Stack) => void {
  return (scope) => {
    const [one, two] = [first(scope), second(scope)];
    two.node.addDependency(one);
  };
}

/** Without what says nothing: the hashes of logical ids, and the id of the user. */
async function toldOf(declare: (scope: Stack) => void): Promise<string> {
  const message = messageOf(await world.deploy('A', declare));
  const [, id = 'no id'] = /\(([-0-9a-f]{47})\)/.exec(message) ?? [];
  return message.replaceAll(/"(Ada|Countess)[0-9A-F]{8}"/g, '"$1"').replaceAll(id, 'id');
}

const RENAMED = 'USER_RENAMED_WITH_CONSTRUCT: user "countess" can\'t be created because a***@example.com belongs to user "ada" (id), which another resource of this stack '
  + '("Ada") manages that leaves the template in this deployment. If it is the same person with another userName, keep the construct id of before and change '
  + 'only userName: the user keeps its id and access; where the service refuses that, or if it is another person, declare this one with another e-mail address, and let the '
  + `other construct go once its memberships and assignments are moved; then deploy again. ${conflictIn('CreateUser')} ${link('user_renamed_with_construct')}`;
const TWICE = 'PERSON_DECLARED_TWICE: user "countess" can\'t be created because another resource of this stack ("Ada", construct A/Ada), which stays, declares the same '
  + 'e-mail address, a***@example.com, for user "ada" (id). If both are the same person, remove one of the two constructs; if not, declare another e-mail '
  + `address for one of them; then deploy again. ${conflictIn('CreateUser')} ${link('person_declared_twice')}`;
const taken = (holder: string): string => `EMAIL_TAKEN: user "countess" can't be created because a***@example.com already belongs to user "ada" (id)${holder}. If both are the same `
  + 'person, declare "ada" instead; if not, change that user\'s address or declare another one; then deploy again; two users that swap addresses need a third address in between. '
  + `${conflictIn('CreateUser')} ${link('email_taken')}`;
const HELD = ', managed by another resource of this stack ("Ada", construct A/Ada)';
const COUNTESS = { ...somebody('countess'), email: 'ada@example.com' };

test('somebody whose construct got another id together with the user name is told to keep the id', async () => {
  world = new InProcess({ switches: { cloudFormation: { templateDuringUpdate: 'NEW' } } });
  await world.deploy('A', withPaths(user('Ada')));
  expect(await toldOf(withPaths(user('Countess', COUNTESS)))).toBe(RENAMED);
  expect(world.users).toHaveLength(1);
});

test('somebody whose construct stays under its id is renamed in place, as the message says', async () => {
  world = new InProcess({ switches: { identityStore: { userNameIsUpdatable: true } } });
  await world.deploy('A', withPaths(user('Ada')));
  const [before] = world.users;
  await world.deploy('A', withPaths(user('Ada', COUNTESS)));
  expect(world.users).toEqual([expect.objectContaining({ UserId: before?.UserId, UserName: 'countess' })]);
});

test.each(['NEW', 'OLD'] as const)('somebody who is declared twice since before is told of the other declaration, with the %s template', async (templateDuringUpdate) => {
  world = new InProcess({ switches: { cloudFormation: { templateDuringUpdate } } });
  await world.deploy('A', withPaths(user('Ada')));
  expect(await toldOf(withPaths(user('Ada', { title: 'Analyst' }), ofParameter('Countess', COUNTESS)))).toBe(TWICE);
});

test('a declaration of before that may go or stay is named, with the OLD template', async () => {
  world = new InProcess({ switches: { cloudFormation: { templateDuringUpdate: 'OLD' } } });
  await world.deploy('A', withPaths(user('Ada')));
  expect(await toldOf(withPaths(user('Countess', COUNTESS)))).toBe(taken(HELD));
});

test('somebody who is declared twice in one deployment is told of the other declaration', async () => {
  world = new InProcess();
  expect(await toldOf(withPaths(after(user('Ada'), ofParameter('Countess', COUNTESS))))).toBe(TWICE);
});

test('an address that another user of the stack is to give up is reported with its present owner', async () => {
  world = new InProcess({ switches: { cloudFormation: { templateDuringUpdate: 'NEW' } } });
  await world.deploy('A', withPaths(user('Ada')));
  const declare = withPaths((scope: Stack) => user('Ada', { email: 'new@example.com' })(scope).node.addDependency(user('Countess', COUNTESS)(scope)));
  expect(await toldOf(declare)).toBe(taken(HELD));
});

test('a template that doesn\'t name constructs, or can\'t be read, leaves the logical id', async () => {
  world = new InProcess();
  await world.deploy('A', user('Ada'));
  world.fault('cloudformation:GetTemplate', serviceError('AccessDeniedException'), ALWAYS);
  expect(await toldOf(user('Countess', COUNTESS))).toBe(taken(', managed by another resource of this stack ("Ada")'));
});

test('a look at the stack that is refused leaves what is known of the address', async () => {
  world = new InProcess();
  await world.deploy('A', user('Ada'));
  world.fault('cloudformation:ListStackResources', serviceError('AccessDeniedException'), ALWAYS);
  expect(await toldOf(user('Countess', COUNTESS))).toBe(taken(''));
});
