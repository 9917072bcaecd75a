import { decideDeletion } from '../../../../lambda/guard/decide/deletion';
import type { StackView } from '../../../../lambda/guard/stack-view';

const holder: StackView['holder'] = { ownership: 'created', id: '42', logicalResourceId: 'Other', changed: 0 };

test.each<{ case: string; stack: StackView; decision: 'DELETE' | 'KEEP' }>([
  { case: 'what nobody else holds goes', stack: {}, decision: 'DELETE' },
  { case: 'what nobody else holds goes also in a rollback', stack: { status: 'UPDATE_ROLLBACK_IN_PROGRESS' }, decision: 'DELETE' },
  { case: 'what another resource holds stays', stack: { holder }, decision: 'KEEP' },
  { case: 'what another resource holds stays also in a rollback', stack: { status: 'UPDATE_ROLLBACK_IN_PROGRESS', holder }, decision: 'KEEP' },
])('$case', ({ stack, decision }) => {
  expect(decideDeletion(stack)).toBe(decision);
});
