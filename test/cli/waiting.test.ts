import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { InviteAccountToOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { refusal } from '../../cli/refusal';
import { tellWaiting } from '../../cli/waiting';
import type { Stack, StackResource } from '../../sandbox/cloudformation/stack';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { InvitingWorld } from '../support/declared-invitations';
import { PAYMENTS } from '../support/ids';
import { DAY } from '../support/times';
import { operationOf, WireHandler } from '../../rehearsal/functions/wire-handler';

const ACCEPTED_BY_PEOPLE = { HandshakeId: { 'Fn::GetAtt': ['Invitation', 'HandshakeId'] }, TimeoutMinutes: '30' };

let world: InvitingWorld;
let handshakeId: string;
/** What an answer of AWS is changed into. */
let changed: (operation: string, answer: HttpResponse) => HttpResponse;

beforeEach(async () => {
  world = new InvitingWorld();
  changed = (_, answer) => answer;
  await world.with('SANDBOXPERSON').send(new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: PAYMENTS } }));
  handshakeId = world.invitations[0]?.id ?? '';
});

/** Dated as AWS dates it. */
async function answer(request: HttpRequest): Promise<HttpResponse> {
  const answered = await world.sandbox.answer(request);
  return changed(operationOf(request.headers, request.body), {
    ...answered, headers: { ...answered.headers, date: new Date(world.time.now()).toUTCString() },
  });
}

function tell(stackName = 'Accounts'): Promise<string> {
  const settings = { ...clientSettings('SANDBOXPERSON'), disableClockSkewCorrection: false, requestHandler: new WireHandler(answer) };
  return tellWaiting(stackName, {
    cloudFormation: new CloudFormationClient(settings), organizations: (region) => new OrganizationsClient({ ...settings, region }),
  });
}

interface Planted {
  readonly name?: string;
  readonly parent?: Stack;
  /** Of the stack, which it has had before a resource changed. */
  readonly status?: string;
  /** Of the resource that waits. */
  readonly waiting?: string;
  readonly properties?: object | null;
  readonly text?: string;
}

/** A stack in the middle of a deployment, with an invitation and what follows it. */
function plant({ name = 'Accounts', parent, status = 'CREATE_IN_PROGRESS', waiting = 'CREATE_IN_PROGRESS', properties = ACCEPTED_BY_PEOPLE, text }: Planted = {}): Stack {
  const stack = world.sandbox.cloudFormation.newStack(name, parent);
  stack.templateText = text ?? JSON.stringify({ Resources: { Waiting: { Type: 'Custom::OrganizationsAccountMembership', Properties: properties } } });
  stack.setStatus(status);
  add(stack, 'Invitation', 'Custom::OrganizationsAccountInvitation', `created:${handshakeId}`, 'CREATE_COMPLETE');
  add(stack, 'Waiting', 'Custom::OrganizationsAccountMembership', '', waiting);
  return stack;
}

function add(stack: Stack, logicalId: string, type: string, physicalId: string, status: string): void {
  const resource: StackResource = { logicalId, type, definition: { Type: type }, properties: {}, physicalId, attributes: {}, status: '', updatedAt: 0 };
  stack.resources.set(logicalId, resource);
  stack.setResourceStatus(resource, status);
}

/** Changes what AWS says of the handshake. */
function describedAs(change: (handshake: Record<string, unknown>) => object): void {
  changed = (operation, answered) => operation !== 'organizations:DescribeHandshake'
    ? answered
    : {
        ...answered,
        body: JSON.stringify({ Handshake: change((JSON.parse(String(answered.body)) as { readonly Handshake: Record<string, unknown> }).Handshake) }),
      };
}

const toAccept = (name: string, whom = `account ${PAYMENTS}`): string => `${name}: an administrator of ${whom} has to accept handshake ${handshakeId},
  signed in to that account, under Invitations in the AWS Organizations console or with
  aws organizations accept-handshake --handshake-id ${handshakeId}
`;
// The resource is begun with the third event of its stack, each of which is a millisecond later.
const UNTIL = '  The deployment waits until 2026-01-01T00:30:00.002Z.\n';
const VALID = '  The invitation is valid until 2026-01-16T00:00:00.000Z.';
const NOBODY = 'Stack Accounts doesn\'t wait for anybody.';

test('tells who has to accept, and when the waiting and the invitation end', async () => {
  plant();
  expect(await tell()).toBe(`Stack Accounts waits for an account.\n\n${toAccept('Invitation')}${UNTIL}${VALID}`);
});

test('looks into nested stacks, and into those that are nested in them', async () => {
  const root = world.sandbox.cloudFormation.newStack('Accounts');
  root.setStatus('UPDATE_IN_PROGRESS');
  const middle = world.sandbox.cloudFormation.newStack('Accounts-Middle', root);
  middle.setStatus('UPDATE_IN_PROGRESS');
  const inner = plant({ name: 'Accounts-Middle-Inner', parent: middle, status: 'UPDATE_IN_PROGRESS' });
  add(root, 'Middle', 'AWS::CloudFormation::Stack', middle.id, 'UPDATE_IN_PROGRESS');
  add(middle, 'Inner', 'AWS::CloudFormation::Stack', inner.id, 'CREATE_IN_PROGRESS');
  expect(await tell()).toBe(
    `Stack Accounts waits for an account.\n\n${toAccept('Invitation in the nested stack Accounts-Middle-Inner')}${UNTIL}${VALID}`);
});

test('doesn\'t look into a nested stack that is complete, or is being deleted', async () => {
  const root = world.sandbox.cloudFormation.newStack('Accounts');
  root.setStatus('UPDATE_IN_PROGRESS');
  for (const status of ['CREATE_COMPLETE', 'DELETE_IN_PROGRESS']) {
    add(root, status.replace('_', ''), 'AWS::CloudFormation::Stack', plant({ name: status.replaceAll('_', '-'), parent: root }).id, status);
  }
  expect(await tell()).toBe(NOBODY);
});

test.each(['DELETE_IN_PROGRESS', 'CREATE_FAILED', 'CREATE_COMPLETE'])('has nobody accept for a resource in %s', async (waiting) => {
  plant({ waiting });
  expect(await tell()).toBe(NOBODY);
});

test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])('has nobody accept in a stack that is in %s', async (status) => {
  plant({ status, waiting: 'UPDATE_IN_PROGRESS' });
  expect(await tell()).toBe(NOBODY);
});

test.each([
  { what: 'a role accepts', properties: { HandshakeId: ACCEPTED_BY_PEOPLE.HandshakeId, RoleArn: 'arn:aws:iam::111122223333:role/Join' } },
  { what: 'only has its place', properties: { HandshakeId: ACCEPTED_BY_PEOPLE.HandshakeId, OrganizationalUnitId: 'ou-ab12-12345678' } },
])('has nobody accept what $what', async ({ properties }) => {
  plant({ properties });
  expect(await tell()).toBe(NOBODY);
});

test.each(['null', '[]', '{"Resources":null}', '{"Resources":{"Waiting":null}}', '{"Resources":{"Waiting":{"Properties":null}}}', 'Resources:\n  A: {}'])(
  'leaves out how long the deployment waits if the template says nothing: %s', async (text) => {
    plant({ text });
    expect(await tell()).toBe(`Stack Accounts waits for an account.\n\n${toAccept('Invitation')}${VALID}`);
  },
);

test('says that an invitation has expired, although AWS still calls it open', async () => {
  plant();
  await world.time.run(world.time.sleep(16 * DAY));
  describedAs((handshake) => ({ ...handshake, State: 'OPEN' }));
  expect(await tell()).toBe(`Stack Accounts waits for an account.\n\nInvitation: handshake ${handshakeId} has expired, at 2026-01-16T00:00:00.000Z, `
    + 'so the deployment will fail; its message says what to do.');
});

test('names no account where the handshake names none', async () => {
  plant();
  describedAs((handshake) => ({ ...handshake, Parties: [{ Type: 'ORGANIZATION', Id: 'o-a1b2c3d4e5' }], Resources: [] }));
  expect(await tell()).toBe(`Stack Accounts waits for an account.\n\n${toAccept('Invitation', 'the invited account')}${UNTIL}${VALID}`);
});

test.each([503, 403, 200])('says of a proxy\'s page with status %d that it is no answer of AWS', async (status) => {
  plant();
  changed = () => ({ status, headers: { 'content-type': 'text/html' }, body: '<html><body>Please sign in<br></body></html>' });
  const thrown: unknown = await tell().catch((error: unknown) => error);
  expect(refusal(thrown)).toBe(`error: HTTP status ${status} with text/html, and nothing of AWS in it: perhaps the answer of a proxy`);
});

test('says what AWS says of a stack that isn\'t there', async () => {
  const thrown: unknown = await tell('None').catch((error: unknown) => error);
  expect(refusal(thrown)).toBe('error: ValidationError: Stack with id None does not exist');
});
