import {
  DescribeAccountCommand, DescribeHandshakeCommand, InviteAccountToOrganizationCommand, InviteAccountToOrganizationCommandInput, ListAccountsCommand,
  ListChildrenCommand, ListHandshakesForOrganizationCommand, ListParentsCommand, MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { ALONE, OrganizationsWorld } from '../../support/organizations-world';

const world = new OrganizationsWorld();

const invite = (input: Partial<Record<keyof InviteAccountToOrganizationCommandInput, unknown>>): object =>
  new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: ALONE }, ...input } as InviteAccountToOrganizationCommandInput);
const tag = (Key: string, Value = ''): object => ({ Key, Value });

test.each<[input: string, command: object, Reason: string]>([
  ['no target', invite({ Target: undefined }), 'INPUT_REQUIRED'],
  ['a target without an id', invite({ Target: { Type: 'ACCOUNT' } }), 'INPUT_REQUIRED'],
  ['a target of an unknown type', invite({ Target: { Type: 'PHONE', Id: '1' } }), 'INVALID_ENUM'],
  ['an organization as target', invite({ Target: { Type: 'ORGANIZATION', Id: 'o-1234567890' } }), 'INVALID_PARTY_TYPE_TARGET'],
  ['an account id of 11 digits', invite({ Target: { Type: 'ACCOUNT', Id: '11112222333' } }), 'INVALID_PARTY_TYPE_TARGET'],
  ['a malformed e-mail', invite({ Target: { Type: 'EMAIL', Id: 'ada at example' } }), 'INVALID_EMAIL_ADDRESS_TARGET'],
  ['an e-mail of five characters', invite({ Target: { Type: 'EMAIL', Id: 'a@b.c' } }), 'INVALID_EMAIL_ADDRESS_TARGET'],
  ['an e-mail of 65 characters', invite({ Target: { Type: 'EMAIL', Id: `${'a'.repeat(53)}@example.com` } }), 'MAX_LENGTH_EXCEEDED'],
  ['notes of 1,025 characters', invite({ Notes: 'a'.repeat(1025) }), 'MAX_LENGTH_EXCEEDED'],
  ['notes with markup', invite({ Notes: 'Join <b>us</b>' }), 'INVALID_PATTERN'],
  ['a tag of the system', invite({ Tags: [tag('aws:team')] }), 'INVALID_SYSTEM_TAGS_PARAMETER'],
  ['a tag twice', invite({ Tags: [tag('team'), tag('team')] }), 'DUPLICATE_TAG_KEY'],
  ['a tag without a key', invite({ Tags: [tag('')] }), 'MIN_LENGTH_EXCEEDED'],
  ['a tag key of 129 characters', invite({ Tags: [tag('a'.repeat(129))] }), 'MAX_LENGTH_EXCEEDED'],
  ['a tag value of 257 characters', invite({ Tags: [tag('team', 'a'.repeat(257))] }), 'MAX_LENGTH_EXCEEDED'],
  ['no handshake id', new DescribeHandshakeCommand({ HandshakeId: undefined }), 'INPUT_REQUIRED'],
  ['a handshake id of seven characters', new DescribeHandshakeCommand({ HandshakeId: 'h-1234567' }), 'INVALID_PATTERN'],
  ['a handshake id with a capital', new DescribeHandshakeCommand({ HandshakeId: 'h-1234567A' }), 'INVALID_PATTERN'],
  ['an account id with a letter', new DescribeAccountCommand({ AccountId: '11112222333a' }), 'INVALID_PATTERN'],
  ['a child that can be none', new ListParentsCommand({ ChildId: 'r-1234' }), 'INVALID_PATTERN'],
  ['a parent that can be none', new MoveAccountCommand({ AccountId: ALONE, SourceParentId: ALONE, DestinationParentId: 'r-1234' }), 'INVALID_PATTERN'],
  ['an unknown type of child', new ListChildrenCommand({ ParentId: world.organization.rootId, ChildType: 'ROOT' as 'ACCOUNT' }), 'INVALID_ENUM'],
  ['a page of nothing', new ListAccountsCommand({ MaxResults: 0 }), 'MIN_VALUE_EXCEEDED'],
  ['a page of 21', new ListAccountsCommand({ MaxResults: 21 }), 'MAX_VALUE_EXCEEDED'],
  ['a token of something else', new ListAccountsCommand({ NextToken: 'x' }), 'INVALID_NEXT_TOKEN'],
  ['a filter by an unknown action', new ListHandshakesForOrganizationCommand({ Filter: { ActionType: 'JOIN' as 'INVITE' } }), 'INVALID_ENUM'],
])('%s is invalid', async (_input, command, Reason) => {
  await expect(world.in(MANAGEMENT).send(command as never)).rejects.toMatchObject({ name: 'InvalidInputException', Reason, $metadata: { httpStatusCode: 400 } });
});

test.each<[input: string, command: object]>([
  ['notes of 1,024 characters', invite({ Notes: 'a'.repeat(1024) })],
  ['notes that compare', invite({ Target: { Type: 'EMAIL', Id: 'a@b.cd' }, Notes: 'a < b' })],
  ['the longest e-mail', invite({ Target: { Type: 'EMAIL', Id: `${'a'.repeat(52)}@example.com` } })],
  ['the longest tag', invite({ Target: { Type: 'EMAIL', Id: 'tagged@example.com' }, Tags: [tag('a'.repeat(128), 'a'.repeat(256))] })],
])('%s are valid', async (_input, command) => {
  await expect(world.in(MANAGEMENT).send(command as never)).resolves.toMatchObject({ Handshake: { State: 'REQUESTED' } });
});

test('a member that the sandbox doesn\'t know is refused by name', async () => {
  const body = JSON.stringify({ AccountId: ALONE, Expand: true });
  const headers = { 'x-amz-target': 'AWSOrganizationsV20161128.DescribeAccount', authorization: `Credential=SANDBOX${MANAGEMENT}/` };
  const { body: answer } = await world.sandbox.answer({ method: 'POST', host: 'aws.invalid', path: '/', query: new URLSearchParams(), headers, body: Buffer.from(body) });
  expect(JSON.parse(String(answer))).toMatchObject({
    __type: 'NotEmulated', message: 'The cdk-org-guard sandbox doesn\'t emulate the member Expand of organizations:DescribeAccount',
  });
});
