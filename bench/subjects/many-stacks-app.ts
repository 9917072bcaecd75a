/** Synthesises stacks of other people each: `many-stacks-app.ts STACKS SCALE DIRECTORY`. */
import { App, Stack } from 'aws-cdk-lib';
import { declareGuarded } from './deployment/guarded';
import { scenario } from './deployment/people';

const [stacks, scale, outdir = ''] = process.argv.slice(2);
const app = new App({ analyticsReporting: false, outdir });
for (let index = 0; index < Number(stacks); index++) {
  const stack = new Stack(app, `People${index}`, { env: { account: '123456789012', region: 'us-east-1' } });
  const named = (name: string): string => `${name}-of-${index}`;
  const { groups, users, memberships } = scenario('people', Number(scale));
  declareGuarded(stack, {
    groups: groups.map(named), users: users.map(named), memberships: memberships.map(({ user, group }) => ({ user: named(user), group: named(group) })),
  });
}
app.synth();
