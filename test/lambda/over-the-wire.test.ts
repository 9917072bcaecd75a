import { GROUP_ID, MANAGEMENT, STORE } from '../support/ids';
import { failure, OddAnswer, OddService, success } from '../support/odd-service';
import { retryableNames } from '../support/retryable';
import { MINUTE } from '../support/times';

/**
 * The functions as they are deployed, each in a process of its own, against what AWS, or something in between, may answer. Everything else of
 * what they do is tested in process; this shows that the bundle, the SDK's clients and the wire are no other.
 */

const ACCOUNT = '111122223333';
const EMAIL = 'payments@example.com';
const HANDSHAKE = 'h-0123456789abcdef0123456789abcdef';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Join`;

const service = new OddService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const GROUP = {
  ResourceType: 'Custom::IdentityStoreGroup',
  ResourceProperties: { IdentityStoreId: STORE, DisplayName: 'admins', ConflictPolicy: 'ADOPT' },
};
const CREATED = success({ GroupId: GROUP_ID, IdentityStoreId: STORE });
const invitationOf = (Target: object, more: object = {}): object => ({ ResourceType: 'Custom::OrganizationsAccountInvitation', ResourceProperties: { Target, ...more } });
const BY_ID = invitationOf({ AccountId: ACCOUNT });
const BY_EMAIL = invitationOf({ Email: EMAIL });
const NO_MEMBER = failure('AccountNotFoundException');
const handshake = (State: string, more: object = {}): object => ({
  Id: HANDSHAKE, Arn: `arn:aws:organizations::${MANAGEMENT}:handshake/o-aaaaaaaaaa/invite/${HANDSHAKE}`, State, Action: 'INVITE',
  Parties: [{ Id: 'aaaaaaaaaa', Type: 'ORGANIZATION' }, { Id: EMAIL, Type: 'EMAIL' }], Resources: [], ...more,
});
const account = (Id: string, Email = EMAIL): object => ({ Id, Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-aaaaaaaaaa/${Id}`, Email, State: 'ACTIVE' });

async function group(...answers: OddAnswer[]): Promise<void> {
  await service.handle('identity-store', GROUP, { CreateGroup: answers });
}

describe('what the SDK\'s own retries would have covered is tried again', () => {
  test.each<{ what: string; answer: OddAnswer }>([
    { what: '429 without a body', answer: { status: 429 } },
    { what: '503 without a body', answer: { status: 503 } },
    ...retryableNames().map((name) => ({ what: name, answer: failure(name) })),
  ])('$what', async ({ answer }) => {
    await group(answer, CREATED);
    expect(service.operations).toEqual(['CreateGroup', 'CreateGroup']);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: `created:${GROUP_ID}` }]);
  }, MINUTE);

  test('408 without a body, of which nobody knows whether it took effect', async () => {
    await group({ status: 408 }, CREATED);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: `created:${GROUP_ID}` }]);
  }, MINUTE);

  test('a clock that differs, with the time of the service', async () => {
    const theirs = new Date(Date.UTC(2031, 4, 6, 7, 8, 9));
    const skewed = failure('RequestTimeTooSkewed', {}, 403);
    await group({ ...skewed, headers: { ...skewed.headers, date: theirs.toUTCString() } }, CREATED);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(service.requests.map(({ headers }) => String(headers['x-amz-date']).slice(0, 4))).toEqual([String(new Date().getFullYear()), '2031']);
  }, MINUTE);

  test.each(['UnrecognizedClientException', 'InvalidClientTokenId', 'OptInRequired', 'ExpiredTokenException'])('credentials that aren\'t known yet (%s)', async (name) => {
    await group(failure(name, {}, 403), failure(name, {}, 403), CREATED);
    expect(service.operations).toHaveLength(3);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  }, MINUTE);
});

describe('an answer that says what it is', () => {
  test('is the page of a proxy by its status', async () => {
    await group({ status: 403, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><html><body>Blocked</body></html>' });
    const [{ Status, Reason } = { Status: '', Reason: '' }] = service.answers;
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('HTTP status 403 with text/html, and nothing of AWS in it: perhaps the answer of a proxy');
    expect(Reason).not.toContain('Unexpected token');
  }, MINUTE);

  test('is a store that doesn\'t exist also where nothing says what is missing', async () => {
    await group(failure('ResourceNotFoundException'));
    expect(service.answers[0]?.Reason).toMatch(/^IDENTITY_STORE_NOT_FOUND: creating group "admins" failed because there is no such identity store in this Region\. /);
  }, MINUTE);

  test.each([
    'WAIT_PERIOD_ACTIVE', 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 'ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA', 'ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION',
    'ACCOUNT_CREATION_NOT_COMPLETE', 'MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE', 'MASTER_ACCOUNT_MISSING_CONTACT_INFO',
    'ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED',
  ])('is %s', async (Reason) => {
    await service.handle('organizations', BY_ID, { DescribeAccount: [NO_MEMBER], InviteAccountToOrganization: [failure('ConstraintViolationException', { Reason })] });
    expect(service.answers[0]?.Reason).toMatch(new RegExp(`^${Reason}: inviting account ${ACCOUNT} `));
  }, MINUTE);

  test('is a Region in which AWS STS isn\'t active, and the Region that was asked is that of Organizations', async () => {
    const membership = {
      ResourceType: 'Custom::OrganizationsAccountMembership',
      ResourceProperties: { Target: { AccountId: ACCOUNT }, HandshakeId: HANDSHAKE, HandshakeArn: `arn:aws:organizations::${MANAGEMENT}:handshake/o-a/invite/${HANDSHAKE}`, RoleArn: ROLE },
    };
    const disabled = { status: 403, headers: { 'content-type': 'text/xml' }, body: '<ErrorResponse><Error><Type>Sender</Type><Code>RegionDisabledException</Code><Message>STS is not activated</Message></Error></ErrorResponse>' };
    await service.handle('organizations', membership, { DescribeAccount: [NO_MEMBER], AssumeRole: [disabled] });
    expect(service.answers[0]?.Reason).toMatch(/^STS_REGION_DISABLED: assuming role arn:aws:iam::111122223333:role\/Join is not possible /);
    expect(service.requests.find(({ operation }) => operation === 'AssumeRole')?.headers.authorization).toContain('/us-east-1/sts/aws4_request');
  }, MINUTE);
});

describe('an account that is invited by its e-mail address', () => {
  test('is found in the list of all accounts, across an empty page, when it can\'t be invited', async () => {
    await service.handle('organizations', BY_EMAIL, {
      InviteAccountToOrganization: [failure('HandshakeConstraintViolationException', { Reason: 'ALREADY_IN_AN_ORGANIZATION' })],
      ListAccounts: [success({ Accounts: [account('222222222222', 'others@example.com')], NextToken: '1' }), success({ Accounts: [], NextToken: '2' }), success({ Accounts: [account(ACCOUNT)] })],
    });
    expect(service.operations).toEqual(['InviteAccountToOrganization', 'ListAccounts', 'ListAccounts', 'ListAccounts']);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: `member:${ACCOUNT}`, Data: { AccountId: ACCOUNT, State: 'MEMBER' } }]);
  }, MINUTE);

  test.each([
    { known: `member:${ACCOUNT}`, address: EMAIL, operations: ['DescribeAccount'] },
    { known: `created:${HANDSHAKE}`, address: 'renamed@example.com', operations: ['DescribeHandshake', 'DescribeAccount'] },
  ])('and has the address $address since is known by $known', async ({ known, address, operations }) => {
    const changed = invitationOf({ Email: EMAIL }, { Generation: '2' });
    const update = { RequestType: 'Update', PhysicalResourceId: known, ...changed, OldResourceProperties: { Target: { Email: EMAIL } } };
    await service.handle('organizations', update, {
      DescribeAccount: [success({ Account: account(ACCOUNT, address) })],
      DescribeHandshake: [success({ Handshake: handshake('ACCEPTED', { Resources: [{ Type: 'EMAIL', Value: EMAIL }, { Type: 'ACCOUNT', Value: ACCOUNT }] }) })],
    });
    expect(service.operations).toEqual(operations);
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: known, Data: { AccountId: ACCOUNT, State: 'MEMBER' } }]);
  }, MINUTE);
});

test.each([
  { action: 'ENABLE_ALL_FEATURES', confirmation: [], accepted: 'h-request00' },
  { action: 'APPROVE_ALL_FEATURES', confirmation: [{ Id: 'h-confirm00', State: 'OPEN', Action: 'APPROVE_ALL_FEATURES', Parties: [{ Id: MANAGEMENT, Type: 'ACCOUNT' }] }], accepted: 'h-confirm00' },
])('all features are confirmed by the handshake $action', async ({ confirmation, accepted }) => {
  const request = { Id: 'h-request00', State: 'OPEN', Action: 'ENABLE_ALL_FEATURES', Parties: [{ Id: 'aaaaaaaaaa', Type: 'ORGANIZATION' }] };
  const approval = { Id: 'h-approval0', State: 'ACCEPTED', Parties: [{ Id: ACCOUNT, Type: 'ACCOUNT' }] };
  await service.handle('organizations', { ResourceType: 'Custom::OrganizationsAllFeatures', ResourceProperties: { Finalize: 'true' } }, {
    DescribeOrganization: [success({ Organization: { Id: 'o-aaaaaaaaaa', FeatureSet: 'CONSOLIDATED_BILLING' } })],
    ListHandshakesForOrganization: [[request], [approval, ...confirmation], confirmation].map((Handshakes) => success({ Handshakes })),
    AcceptHandshake: [success({ Handshake: { ...request, State: 'ACCEPTED' } })],
  });
  expect(service.requests.at(-1)).toMatchObject({ operation: 'AcceptHandshake', input: { HandshakeId: accepted } });
  expect(service.answers).toMatchObject([{ Status: 'SUCCESS', Data: { State: 'ENABLED', HandshakeId: 'h-request00' } }]);
}, MINUTE);

test.each([
  'https://evil.example.com/answer', 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com.evil.example.com/answer',
])('an event whose answer would go elsewhere does nothing: %s', async (ResponseURL) => {
  await service.handle('identity-store', { ...GROUP, ResponseURL }, { CreateGroup: [CREATED] });
  expect(service.operations).toEqual([]);
  expect(service.answers).toEqual([]);
}, MINUTE);

describe('a membership of another user, which replaces the one before,', () => {
  const pair = (UserId: string): object => ({ IdentityStoreId: STORE, GroupId: GROUP_ID, UserId, ConflictPolicy: 'ADOPT' });
  const REPLACEMENT = {
    RequestType: 'Update', ResourceType: 'Custom::IdentityStoreGroupMembership', PhysicalResourceId: 'created:old',
    ResourceProperties: pair('1234567890-00000000-0000-4000-8000-000000000002'), OldResourceProperties: pair('1234567890-00000000-0000-4000-8000-000000000001'),
  };
  const NO_MEMBERSHIP = failure('ResourceNotFoundException', { ResourceType: 'MEMBERSHIP' });
  const described = (more: string): OddAnswer => ({
    headers: { 'content-type': 'text/xml' },
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>People</StackName><StackStatus>UPDATE_IN_PROGRESS</StackStatus>${more}</member></Stacks>`
      + '</DescribeStacksResult></DescribeStacksResponse>',
  });

  test('isn\'t made on a stack whose rollback is disabled', async () => {
    await service.handle('identity-store', REPLACEMENT, { GetGroupMembershipId: [NO_MEMBERSHIP], DescribeStacks: [described('<DisableRollback>true</DisableRollback>')] });
    expect(service.operations).not.toContain('CreateGroupMembership');
    expect(service.answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'created:old', Reason: expect.stringMatching(/^REPLACEMENT_WITHOUT_ROLLBACK: membership of user /) }]);
  }, MINUTE);

  test.each([
    { stack: 'that is rolled back', more: '<DisableRollback>false</DisableRollback>' },
    { stack: 'of which that isn\'t said', more: '' },
    { stack: 'that is nested, of which nobody knows', more: '<DisableRollback>true</DisableRollback><ParentId>arn:aws:cloudformation:us-east-1:123456789012:stack/Root/1</ParentId>' },
  ])('is made on a stack $stack', async ({ more }) => {
    await service.handle('identity-store', REPLACEMENT, {
      GetGroupMembershipId: [NO_MEMBERSHIP], DescribeStacks: [described(more)], CreateGroupMembership: [success({ MembershipId: 'new', IdentityStoreId: STORE })],
    });
    expect(service.answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'created:new;replaces=created:old' }]);
  }, MINUTE);

  test('isn\'t made while a proxy answers for CloudFormation, with a page and the status 404', async () => {
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><body>Not here</body></html>' };
    await service.handle('identity-store', REPLACEMENT, { GetGroupMembershipId: [NO_MEMBERSHIP], DescribeStacks: [page] });
    expect(service.operations).not.toContain('CreateGroupMembership');
    expect(service.answers[0]?.Reason).toMatch(/HTTP status 404 with text\/html, and nothing of AWS in it: perhaps the answer of a proxy/);
  }, MINUTE);
});
