import { IdentitystoreClient, ListGroupsCommand } from '@aws-sdk/client-identitystore';
import { Claim, fails, prints, Story, succeeds, withoutStackTrace } from './story';

const STORE = 'd-1234567890';

/** The ids of the groups in the store. */
type Groups = readonly string[];

const sameGroup: Claim<Groups> = { claim: 'the group is there, with the same id', test: ({ now, first }) => now.length === 1 && now[0] === first[0] };
/** A group that is kept has to be kept by the guard, and not because nobody asked it to delete anything. */
const deleteAnswered: Claim<Groups> = {
  claim: 'its Delete event was answered',
  test: ({ output }) => /DELETE_COMPLETE +\| Custom::IdentityStoreGroup/.test(output),
};
const outcome = (word: string): Claim<unknown> => ({ ...prints(`Outcome = ${word}`), claim: `the outcome is ${word}` });

/** A group is created, adopted, refused, renamed and destroyed. */
export const quickstart: Story<Groups> = {
  example: 'quickstart',
  steps: [
    {
      title: 'Deploy a group', app: 'app.ts', command: 'deploy',
      holds: [succeeds, outcome('CREATED'), { claim: 'there is one group', test: ({ now }) => now.length === 1 }],
    },
    { title: 'A second app adopts the same group', app: 'adopting.ts', command: 'deploy', holds: [succeeds, outcome('ADOPTED'), sameGroup] },
    {
      title: 'A third app refuses to adopt it', app: 'refusing.ts', command: 'deploy',
      why: 'the group is there, and this app declares it with ConflictPolicy.FAIL',
      holds: [
        fails,
        { claim: 'and says why', test: ({ output, first }) => output.includes(`ALREADY_EXISTS: group "admins" already exists (${first[0]})`) },
        withoutStackTrace,
        sameGroup,
      ],
    },
    { title: 'The construct is renamed', app: 'renamed.ts', command: 'deploy', holds: [succeeds, outcome('CREATED'), sameGroup] },
    { title: 'Destroy the adopter, with DESTROY', app: 'adopting.ts', command: 'destroy', holds: [succeeds, deleteAnswered, sameGroup] },
    {
      title: 'Destroy the creator, with DESTROY', app: 'renamed.ts', command: 'destroy',
      holds: [succeeds, { claim: 'the group is gone', test: ({ now }) => now.length === 0 }],
    },
  ],
  async observe(endpoint) {
    const client = new IdentitystoreClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'DEMO', secretAccessKey: 'demo' } });
    const { Groups = [] } = await client.send(new ListGroupsCommand({ IdentityStoreId: STORE }));
    return Groups.map(({ GroupId }) => GroupId as string);
  },
};
