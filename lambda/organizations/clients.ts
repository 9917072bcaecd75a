import {
  AcceptHandshakeCommand, CancelHandshakeCommand, DescribeAccountCommand, DescribeHandshakeCommand, DescribeOrganizationCommand,
  EnableAllFeaturesCommand, Handshake, InviteAccountToOrganizationCommand, ListAccountsCommand, ListHandshakesForOrganizationCommand,
  ListParentsCommand, ListTagsForResourceCommand, MoveAccountCommand, OrganizationsClient, TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { acknowledged, completeList, completeWith, completeWithId } from '../sdk/complete';
import { limited } from '../sdk/limited';
import type { OrganizationsCalls, Page, RoleCalls } from './organizations-calls';

/** Keys of a session, as a client takes them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The calls of the client of Organizations. */
export function organizationsCalls(unlimited: OrganizationsClient): OrganizationsCalls {
  const client = limited(unlimited);
  return {
    describeOrganization: async () => completeWith(await client.send(new DescribeOrganizationCommand({})), 'Organization'),
    describeAccount: async (input) => completeWithId((await client.send(new DescribeAccountCommand(input))).Account, 'Id'),
    listAccounts: async (nextToken) => {
      const page = await client.send(new ListAccountsCommand({ NextToken: nextToken }));
      // An organization has an account, which manages it.
      return pageOf(completeList(page.Accounts, { isFirst: nextToken === undefined, nextToken: page.NextToken }, 'Accounts'), page.NextToken);
    },

    inviteAccount: async (input) => handshakeIn(await client.send(new InviteAccountToOrganizationCommand(input))),
    describeHandshake: async (input) => handshakeIn(await client.send(new DescribeHandshakeCommand(input))),
    listHandshakes: async (filter, nextToken) => {
      const page = acknowledged(await client.send(new ListHandshakesForOrganizationCommand({ Filter: filter, NextToken: nextToken })));
      return pageOf(page.Handshakes, page.NextToken);
    },
    cancelHandshake: async (input) => handshakeIn(await client.send(new CancelHandshakeCommand(input))),
    acceptHandshake: acceptWith(client),
    enableAllFeatures: async () => handshakeIn(await client.send(new EnableAllFeaturesCommand({}))),

    listParents: async (input) => completeList((await client.send(new ListParentsCommand(input))).Parents, { isFirst: true, nextToken: undefined }, 'Parents'),
    moveAccount: async (input) => acknowledged(await client.send(new MoveAccountCommand(input))),
    listTags: async (resourceId, nextToken) => {
      const page = acknowledged(await client.send(new ListTagsForResourceCommand({ ResourceId: resourceId, NextToken: nextToken })));
      return pageOf(page.Tags, page.NextToken);
    },
    tagResource: async (input) => acknowledged(await client.send(new TagResourceCommand(input))),
  };
}

/** Assumes roles in other accounts. The client of STS is made at the first of them: most events need none. */
export function roleCalls(makeSts: () => STSClient, makeOrganizations: (credentials: SessionCredentials) => OrganizationsClient): RoleCalls {
  let client: STSClient | undefined;
  return {
    async assumeRole({ roleArn, sessionName, externalId, policy }) {
      client ??= limited(makeSts());
      const { Credentials } = await client.send(new AssumeRoleCommand({
        RoleArn: roleArn, RoleSessionName: sessionName, ExternalId: externalId, Policy: policy,
      }));
      const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken = '' } = completeWithId(Credentials, 'AccessKeyId');
      return { acceptHandshake: acceptWith(limited(makeOrganizations({ accessKeyId, secretAccessKey, sessionToken }))) };
    },
  };
}

function acceptWith(client: OrganizationsClient): OrganizationsCalls['acceptHandshake'] {
  return async (handshakeId) => handshakeIn(await client.send(new AcceptHandshakeCommand({ HandshakeId: handshakeId })));
}

function handshakeIn({ Handshake: handshake }: { Handshake?: Handshake | undefined }): Handshake {
  return completeWithId(handshake, 'Id');
}

function pageOf<Item>(items: readonly Item[] | undefined, nextToken: string | undefined): Page<Item> {
  return { items: items ?? [], ...(nextToken !== undefined && { nextToken }) };
}
