/**
 * Synthesises a stack of groups and memberships in a process of its own: `synthesis-app.js (guarded|native) RESOURCES`. Prints how
 * long it took, from the first construct to the written template, and how big the template is.
 */
import { rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';

const STORE = 'd-1234567890';
const USER = '1234567890-a90db493-1a2b-4c3d-8e4f-0123456789ab';

/** What the process prints, as JSON. */
export interface Synthesized {
  readonly milliseconds: number;
  readonly templateBytes: number;
  /** Also those that serve the others. */
  readonly resources: number;
}

export type Kind = 'guarded' | 'native';

/** Declares so many groups, each with one member. */
type Declare = (stack: Stack, groups: number) => void;

const KINDS: Readonly<Record<Kind, () => Promise<Declare>>> = {
  guarded: async () => {
    const { Group, IdentityStore, User } = await import('../../lib/index.js');
    return (stack, groups) => {
      const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
      const user = User.fromUserId(stack, 'User', identityStore, USER);
      for (let index = 0; index < groups; index++) {
        new Group(stack, `Group${index}`, { identityStore, displayName: `group-${index}`, description: 'A group' }).addMember('User', user);
      }
    };
  },
  native: async () => {
    const { CfnGroup, CfnGroupMembership } = await import('aws-cdk-lib/aws-identitystore');
    return (stack, groups) => {
      for (let index = 0; index < groups; index++) {
        const { attrGroupId } = new CfnGroup(stack, `Group${index}`, { identityStoreId: STORE, displayName: `group-${index}`, description: 'A group' });
        new CfnGroupMembership(stack, `Membership${index}`, { identityStoreId: STORE, groupId: attrGroupId, memberId: { userId: USER } });
      }
    };
  },
};

async function main([kind, resources]: string[]): Promise<void> {
  const declare = await KINDS[kind as Kind]();
  const outdir = path.join(__dirname, `out-${process.pid}`);
  const started = performance.now();
  const app = new App({ analyticsReporting: false, outdir });
  const stack = new Stack(app, 'People');
  declare(stack, Number(resources) / 2);
  const { template, templateFullPath } = app.synth().getStackByName('People');
  const synthesized: Synthesized = {
    milliseconds: performance.now() - started,
    templateBytes: statSync(templateFullPath).size,
    resources: Object.keys((template as { Resources: object }).Resources).length,
  };
  process.stdout.write(JSON.stringify(synthesized));
  rmSync(outdir, { recursive: true });
}

void main(process.argv.slice(2));
