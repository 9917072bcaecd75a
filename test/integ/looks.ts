/**
 * Looks at what is there with the credentials of whoever runs the tests, before there is a stack that could do it, and afterwards:
 * `node --import tsx looks.ts LOOK [NAME]`. Fails if it isn't as it should be, and says what is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteGroupCommand, DescribeGroupCommand, GetGroupIdCommand, GetUserIdCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { DescribeOrganizationCommand, Handshake, OrganizationsClient, paginateListHandshakesForOrganization } from '@aws-sdk/client-organizations';
import { REMARK } from './remark';

const { INTEG_IDENTITY_STORE: IdentityStoreId, INTEG_ACCOUNT: account } = process.env;

const identityStore = new IdentitystoreClient({});
const organizations = new OrganizationsClient({});

/** Until reads see everything that was written, in milliseconds, and how often it is looked again. */
const PAUSE = 2_000;
const LOOKS = 5;

const UNLESS_DEPLOYED = 'If the deployment has failed, that is why: -vv shows it';

/** Each tells what isn't as it should be, if anything. */
const looks: Readonly<Record<string, (name: string) => Promise<string | undefined>>> = {
  // In an organization without all features the test would ask all of its accounts, and nobody could be invited until they have answered.
  'all-features': async () => {
    const { Organization: organization } = await organizations.send(new DescribeOrganizationCommand());
    return organization?.FeatureSet === 'ALL' ? undefined : `${organization?.Id} doesn't have all features, which the test of AllFeatures would request`;
  },
  'no-user': async (UserName) => (await userId(UserName) === undefined ? undefined : `the user ${UserName} is still there, or was before. ${UNLESS_DEPLOYED}`),
  'no-group': async (DisplayName) => (await groupId(DisplayName) === undefined ? undefined : `the group ${DisplayName} is still there, or was before. ${UNLESS_DEPLOYED}`),
  /** Nobody needs it any longer: it is deleted if a test has made it. */
  'kept-group': async (DisplayName) => {
    const GroupId = await groupId(DisplayName);
    if (GroupId === undefined) return `the group ${DisplayName} isn't there any more. ${UNLESS_DEPLOYED}`;
    const { Description: description } = await identityStore.send(new DescribeGroupCommand({ IdentityStoreId, GroupId }));
    if (!description?.startsWith(REMARK)) return `the group ${DisplayName} isn't one of a test: it is described as ${JSON.stringify(description)}`;
    await identityStore.send(new DeleteGroupCommand({ IdentityStoreId, GroupId }));
    return undefined;
  },
  invitation: async () => (await openInvitations() === 1 ? undefined : `the account ${account} has no invitation of the test`),
  'no-invitation': async () => (await openInvitations() === 0 ? undefined : `the account ${account} still has an invitation of the test`),
};

function userId(AttributeValue: string): Promise<string | undefined> {
  return found(identityStore.send(new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier: unique('userName', AttributeValue) })).then(({ UserId }) => UserId));
}

function groupId(AttributeValue: string): Promise<string | undefined> {
  return found(identityStore.send(new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier: unique('displayName', AttributeValue) })).then(({ GroupId }) => GroupId));
}

function unique(AttributePath: string, AttributeValue: string) {
  return { UniqueAttribute: { AttributePath, AttributeValue } };
}

function found(id: Promise<string | undefined>): Promise<string | undefined> {
  return id.catch((thrown: Error) => {
    if (thrown.name === 'ResourceNotFoundException') return undefined;
    throw thrown;
  });
}

/** An organization may have more of the last month than a page. */
async function openInvitations(): Promise<number> {
  const handshakes: Handshake[] = [];
  for await (const page of paginateListHandshakesForOrganization({ client: organizations }, { Filter: { ActionType: 'INVITE' } })) handshakes.push(...page.Handshakes ?? []);
  return handshakes.filter(({ State: state = '', Parties: parties = [], Resources: resources = [] }) => ['REQUESTED', 'OPEN'].includes(state)
    && parties.some(({ Type: type, Id: id }) => type === 'ACCOUNT' && id === account) && resources.some(({ Type: type, Value: value }) => type === 'NOTES' && value === REMARK)).length;
}

async function main(look = '', name = ''): Promise<void> {
  let why = await looks[look]?.(name);
  for (let again = 0; again < LOOKS && why !== undefined; again++) {
    await sleep(PAUSE);
    why = await looks[look]?.(name);
  }
  if (!looks[look] || why !== undefined) throw new Error(why ?? `there is no look ${look}`);
}

main(...process.argv.slice(2)).catch((thrown: Error) => {
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
});
