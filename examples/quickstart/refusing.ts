import { App, Stack } from 'aws-cdk-lib';
import { ConflictPolicy, Group, IdentityStore } from 'cdk-org-guard';

// An app that would rather fail than take over what somebody else made.
const app = new App();
const stack = new Stack(app, 'Refusing');

const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
new Group(stack, 'Admins', { identityStore, displayName: 'admins', conflictPolicy: ConflictPolicy.FAIL });
