/** Synthesises a stack that adopts part of a directory: `directory-app.ts RESOURCES DIRECTORY`. */
import { App, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from '../../lib';
import { displayNameOf, personOf, STORE } from './directory';

const [resources = '', outdir = ''] = process.argv.slice(2);
const app = new App({ analyticsReporting: false, outdir });
const stack = new Stack(app, 'People', { env: { account: '123456789012', region: 'us-east-1' } });
const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
// Everybody is in two groups, one of them that of the next person.
const people = (Number(resources) - 1) / 4;
const groups = Array.from({ length: people + 1 }, (_, index) => new Group(stack, `Group${index}`, { identityStore, displayName: displayNameOf(index) }));
for (let index = 0; index < people; index++) {
  const user = new User(stack, `User${index}`, { identityStore, ...personOf(index) });
  for (const group of groups.slice(index, index + 2)) group.addMember(`Person${index}`, user);
}
app.synth();
