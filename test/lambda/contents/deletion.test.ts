import { decideContentsDeletion, DeletionFacts } from '../../../lambda/contents/decide/deletion';

const SECOND_CREATION: DeletionFacts = {
  id: undefined,
  head: { version: { sequence: 2, created: 2, physicalResourceId: 'contents:2:0', hash: '0', followed: 2, signed: 1000, exclusive: [] } },
  isCreatedSince: true, isOwing: false, status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', began: 0, isDestroyed: false,
};

describe('the Delete of an id that only a failed Create had', () => {
  test('keeps what another Create has made since', () => {
    expect(decideContentsDeletion(SECOND_CREATION)).toBe('KEEP');
  });

  test.each(['ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])('takes back in %s what CloudFormation never learned of', (status) => {
    expect(decideContentsDeletion({ ...SECOND_CREATION, status })).toBe('UNDO');
  });

  test('takes back what was made if no Create has succeeded', () => {
    expect(decideContentsDeletion({ ...SECOND_CREATION, head: {}, isCreatedSince: false })).toBe('UNDO');
  });

  test('takes back what a Create has made to its end that CloudFormation had given up', () => {
    expect(decideContentsDeletion({ ...SECOND_CREATION, isCreatedSince: false })).toBe('UNDO');
  });
});

test('a stack that is deleted after a failed rollback is deleted with the id that it has', () => {
  const facts: DeletionFacts = { ...SECOND_CREATION, id: { sequence: 1, hash: '0' }, status: 'DELETE_IN_PROGRESS', isDestroyed: true };
  expect(decideContentsDeletion(facts)).toBe('DESTROY');
  expect(decideContentsDeletion({ ...facts, status: 'UPDATE_ROLLBACK_COMPLETE' })).toBe('KEEP');
});
