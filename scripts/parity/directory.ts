import { Group, IdentitystoreClient, paginateListGroups, paginateListUsers, User } from '@aws-sdk/client-identitystore';
import { STORE } from './foreign-client';

/** What is in the sandbox's Identity Store, as our own client sees it. */
export async function directoryOf(environment: NodeJS.ProcessEnv): Promise<{ users: User[]; groups: Group[] }> {
  const client = new IdentitystoreClient({
    endpoint: environment.AWS_ENDPOINT_URL as string, region: 'us-east-1', credentials: { accessKeyId: 'PARITY', secretAccessKey: 'parity' },
  });
  const users: User[] = [];
  const groups: Group[] = [];
  for await (const page of paginateListUsers({ client }, { IdentityStoreId: STORE })) users.push(...page.Users ?? []);
  for await (const page of paginateListGroups({ client }, { IdentityStoreId: STORE })) groups.push(...page.Groups ?? []);
  return { users, groups };
}
