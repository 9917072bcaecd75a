import { lookAt } from '../../../../lambda/guard/decide/decision';
import type { Holder } from '../../../../lambda/guard/stack-view';
import { decideInvitationDeletion, SeenStacks } from '../../../../lambda/organizations/decide/invitation-deletion';

const HOLDER: Holder = { ownership: 'created', id: 'h-1', logicalResourceId: 'New', changed: 0 };
const DELETED = { status: 'DELETE_IN_PROGRESS' };

interface Row {
  readonly why: string;
  readonly seen: SeenStacks;
  readonly decision: 'DELETE' | 'KEEP';
}

const ALONE: readonly Row[] = [
  { why: 'its stack is deleted', seen: { own: DELETED }, decision: 'DELETE' },
  { why: 'it is removed from its stack', seen: { own: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' } }, decision: 'DELETE' },
  { why: 'another resource holds it', seen: { own: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', holder: HOLDER } }, decision: 'KEEP' },
  { why: 'the creation of its stack is rolled back', seen: { own: { status: 'ROLLBACK_IN_PROGRESS' } }, decision: 'KEEP' },
  { why: 'an update is rolled back', seen: { own: { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' } }, decision: 'KEEP' },
];

test.each(ALONE)('in a stack of its own: $decision when $why', ({ seen, decision }) => {
  expect(decideInvitationDeletion(seen, false)).toEqual({ kind: decision });
});

// A nested stack whose root failed is deleted, and its invitations were canceled: they count towards the daily allowance.
const NESTED: readonly Row[] = [
  { why: 'the root is deleted', seen: { own: DELETED, root: DELETED }, decision: 'DELETE' },
  { why: 'the root removes the nested stack', seen: { own: DELETED, root: { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' } }, decision: 'DELETE' },
  { why: 'the creation of the root is rolled back', seen: { own: DELETED, root: { status: 'ROLLBACK_IN_PROGRESS' } }, decision: 'KEEP' },
  { why: 'an update of the root is rolled back', seen: { own: DELETED, root: { status: 'UPDATE_ROLLBACK_IN_PROGRESS' } }, decision: 'KEEP' },
  { why: 'the root has rolled back and cleans up', seen: { own: DELETED, root: { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' } }, decision: 'KEEP' },
  { why: 'the root is still being created', seen: { own: DELETED, root: { status: 'CREATE_IN_PROGRESS' } }, decision: 'KEEP' },
  { why: 'the root can\'t be read', seen: { own: DELETED, root: {} }, decision: 'KEEP' },
  { why: 'the nested stack itself rolls back, without a look at the root', seen: { own: { status: 'ROLLBACK_IN_PROGRESS' } }, decision: 'KEEP' },
];

test.each(NESTED)('in a nested stack: $decision when $why', ({ seen, decision }) => {
  expect(decideInvitationDeletion(seen, true)).toEqual({ kind: decision });
});

test('in a nested stack the root is looked at before an invitation is canceled', () => {
  expect(decideInvitationDeletion({ own: DELETED }, true)).toEqual(lookAt('ROOT'));
});
