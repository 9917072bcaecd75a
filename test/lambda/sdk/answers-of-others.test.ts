import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { awsErrorOf } from '../../../lambda/errors/aws-error';
import { classify } from '../../../lambda/errors/classify';
import { identityStoreCallsIn } from '../../../lambda/identity-store/clients';
import { organizationsCalls, roleCalls } from '../../../lambda/organizations/clients';
import { CLIENT_SETTINGS } from '../../../lambda/sdk/client-settings';
import { stackCalls } from '../../../lambda/sdk/stack-calls';
import { ANSWERS_OF_OTHERS } from '../../support/effects';

/** A proxy, a captive portal or a fault answers where the service should have, and says that all is well. */

let server: http.Server;
let body: string;

beforeAll(async () => {
  server = http.createServer((_request, response) => { response.writeHead(200).end(body); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

function settings() {
  const { port } = server.address() as AddressInfo;
  return { ...CLIENT_SETTINGS, endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
}

const STORE = { IdentityStoreId: 'd-1234567890' };
const HANDSHAKE = { HandshakeId: 'h-1' };
const WANTED = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'admins' } };
const PAIR = { ...STORE, GroupId: '1', MemberId: { UserId: '2' } };
const MOVE = { AccountId: '111122223333', SourceParentId: 'r-1', DestinationParentId: 'ou-1' };
const ROLE = { roleArn: 'arn:aws:iam::111122223333:role/Join', sessionName: 'test', policy: '{}' };

const identityStore = () => identityStoreCallsIn(() => new IdentitystoreClient(settings()), () => 0)(undefined);
const organizations = () => organizationsCalls(new OrganizationsClient(settings()));
const stack = () => stackCalls(() => new CloudFormationClient(settings()));

const OPERATIONS: readonly { readonly operation: string; readonly call: () => Promise<unknown> }[] = [
  { operation: 'identitystore:CreateUser', call: () => identityStore().createUser(STORE) },
  { operation: 'identitystore:DescribeUser', call: () => identityStore().describeUser({ ...STORE, UserId: '1' }) },
  { operation: 'identitystore:GetUserId', call: () => identityStore().getUserId({ ...STORE, AlternateIdentifier: WANTED }) },
  { operation: 'identitystore:CreateGroup', call: () => identityStore().createGroup(STORE) },
  { operation: 'identitystore:DescribeGroup', call: () => identityStore().describeGroup({ ...STORE, GroupId: '1' }) },
  { operation: 'identitystore:GetGroupId', call: () => identityStore().getGroupId({ ...STORE, AlternateIdentifier: WANTED }) },
  { operation: 'identitystore:CreateGroupMembership', call: () => identityStore().createGroupMembership(PAIR) },
  { operation: 'identitystore:DescribeGroupMembership', call: () => identityStore().describeGroupMembership({ ...STORE, MembershipId: '1' }) },
  { operation: 'identitystore:GetGroupMembershipId', call: () => identityStore().getGroupMembershipId(PAIR) },
  { operation: 'cloudformation:DescribeStacks', call: () => stack().describeStack('S') },
  { operation: 'cloudformation:ListStackResources', call: () => stack().listStackResources('S', undefined) },
  { operation: 'cloudformation:GetTemplate', call: () => stack().getTemplate('S') },
  { operation: 'organizations:DescribeOrganization', call: () => organizations().describeOrganization() },
  { operation: 'organizations:DescribeAccount', call: () => organizations().describeAccount({ AccountId: '111122223333' }) },
  { operation: 'organizations:ListAccounts', call: () => organizations().listAccounts(undefined) },
  { operation: 'organizations:InviteAccountToOrganization', call: () => organizations().inviteAccount({ Target: { Type: 'ACCOUNT', Id: '111122223333' } }) },
  { operation: 'organizations:DescribeHandshake', call: () => organizations().describeHandshake(HANDSHAKE) },
  { operation: 'organizations:CancelHandshake', call: () => organizations().cancelHandshake(HANDSHAKE) },
  { operation: 'organizations:AcceptHandshake', call: () => organizations().acceptHandshake('h-1') },
  { operation: 'organizations:EnableAllFeatures', call: () => organizations().enableAllFeatures() },
  { operation: 'organizations:ListParents', call: () => organizations().listParents({ ChildId: '111122223333' }) },
  { operation: 'identitystore:UpdateUser', call: () => identityStore().updateUser({ ...STORE, UserId: '1', Operations: [] }) },
  { operation: 'identitystore:DeleteUser', call: () => identityStore().deleteUser({ ...STORE, UserId: '1' }) },
  { operation: 'identitystore:UpdateGroup', call: () => identityStore().updateGroup({ ...STORE, GroupId: '1', Operations: [] }) },
  { operation: 'identitystore:DeleteGroup', call: () => identityStore().deleteGroup({ ...STORE, GroupId: '1' }) },
  { operation: 'identitystore:DeleteGroupMembership', call: () => identityStore().deleteGroupMembership({ ...STORE, MembershipId: '1' }) },
  { operation: 'organizations:ListHandshakesForOrganization', call: () => organizations().listHandshakes({}, undefined) },
  { operation: 'organizations:ListTagsForResource', call: () => organizations().listTags('111122223333', undefined) },
  { operation: 'organizations:MoveAccount', call: () => organizations().moveAccount(MOVE) },
  { operation: 'organizations:TagResource', call: () => organizations().tagResource({ ResourceId: '111122223333', Tags: [] }) },
  { operation: 'sts:AssumeRole', call: () => roleCalls(() => new STSClient(settings()), () => new OrganizationsClient(settings())).assumeRole(ROLE) },
];

// A create with `{}` became SUCCESS, a deletion with it counted as done, and a stack without a status and without resources was one in which nobody holds
// anything.
describe.each(ANSWERS_OF_OTHERS)('a success with $what', (answer) => {
  test.each(OPERATIONS)('is no answer to $operation', async ({ operation, call }) => {
    body = answer.body;
    const thrown: unknown = await call().then((answered) => `it was taken for ${JSON.stringify(answered)}`, (error: unknown) => error);
    expect(thrown).toBeInstanceOf(Error);
    expect(classify(awsErrorOf(operation, thrown))).toEqual({ kind: 'RETRY', code: 'SERVICE_UNAVAILABLE', effect: 'UNKNOWN' });
  });
});

// The client of the SDK passes on what isn't a text, and an empty list: `created:[object Object]` was a physical id, and a stack without resources one in which
// nobody holds anything.
describe('a success in the service\'s own form', () => {
  const listOf = (resources: string): string => `<R><ListStackResourcesResult><StackResourceSummaries>${resources}</StackResourceSummaries></ListStackResourcesResult></R>`;

  test.each([
    ...['{}', '[]', '["1"]', '7', 'true', '" "', '""'].flatMap((value) => [
      { operation: 'identitystore:CreateUser', answer: `{"UserId":${value}}`, call: () => identityStore().createUser(STORE) },
      { operation: 'identitystore:DescribeGroup', answer: `{"GroupId":${value}}`, call: () => identityStore().describeGroup({ ...STORE, GroupId: '1' }) },
      { operation: 'organizations:InviteAccountToOrganization', answer: `{"Handshake":{"Id":${value}}}`, call: () => organizations().inviteAccount({ Target: { Type: 'ACCOUNT', Id: '1' } }) },
    ]),
    { operation: 'cloudformation:ListStackResources', answer: listOf(''), call: () => stack().listStackResources('S', undefined) },
    { operation: 'organizations:ListAccounts', answer: '{"Accounts":[]}', call: () => organizations().listAccounts(undefined) },
    { operation: 'organizations:ListParents', answer: '{"Parents":[]}', call: () => organizations().listParents({ ChildId: '111122223333' }) },
  ])('is no answer to $operation with $answer', async ({ answer, call }) => {
    body = answer;
    await expect(call()).rejects.toThrow(/^the answer has no \w+$/);
  });

  test.each([
    { list: 'a last page', token: 'next', answer: '{"Accounts":[]}', nextToken: undefined },
    { list: 'a page before others', token: undefined, answer: '{"NextToken":"next"}', nextToken: 'next' },
  ])('is an answer with $list that is empty', async ({ token, answer, nextToken }) => {
    body = answer;
    expect(await organizations().listAccounts(token)).toEqual({ items: [], ...(nextToken && { nextToken }) });
  });
});
