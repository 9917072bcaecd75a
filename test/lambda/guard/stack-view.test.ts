import {
  accountOf, isGoingAway, isRollingBack, isSettled, isUndoingUpdate, LOOKING_FOR_ROLLBACK, lookingForHolderOf, titleOfHolder,
} from '../../../lambda/guard/stack-view';

const HOLDER = { ownership: 'created', id: '1', logicalResourceId: 'PeopleAdmins1234ABCD', changed: 0 } as const;

test('a holder is named by what the console of CloudFormation shows', () => {
  expect(titleOfHolder(HOLDER)).toBe('"PeopleAdmins1234ABCD"');
});

test('a holder is also named by its construct, if that is known', () => {
  expect(titleOfHolder({ ...HOLDER, constructPath: 'Stack/People/Admins' })).toBe('"PeopleAdmins1234ABCD", construct Stack/People/Admins');
});

test.each([
  { stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/People/1', account: '123456789012' },
  { stackId: 'no ARN', account: '' },
])('the account of $stackId is "$account"', ({ stackId, account }) => {
  expect(accountOf({ stackId })).toBe(account);
});

test.each([
  { status: undefined, isGoing: false, isUndoing: false, isRolling: false },
  { status: 'CREATE_IN_PROGRESS', isGoing: false, isUndoing: false, isRolling: false },
  { status: 'ROLLBACK_IN_PROGRESS', isGoing: true, isUndoing: false, isRolling: true },
  { status: 'DELETE_IN_PROGRESS', isGoing: true, isUndoing: false, isRolling: false },
  { status: 'UPDATE_ROLLBACK_IN_PROGRESS', isGoing: false, isUndoing: true, isRolling: true },
])('a stack whose status is $status goes away ($isGoing), undoes an update ($isUndoing), rolls back ($isRolling)', ({ status, isGoing, isUndoing, isRolling }) => {
  const view = status === undefined ? {} : { status };
  expect([isGoingAway(view), isUndoingUpdate(view), isRollingBack(view)]).toEqual([isGoing, isUndoing, isRolling]);
});

test.each([
  { status: 'UPDATE_IN_PROGRESS', settled: false },
  { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', settled: true },
  { status: 'UPDATE_COMPLETE', settled: true },
])('nothing changes hands any more while a stack is in $status: $settled', ({ status, settled }) => {
  expect(isSettled(status)).toBe(settled);
});

test('a look that failed says what it was for', () => {
  expect([lookingForHolderOf('group "admins"'), LOOKING_FOR_ROLLBACK]).toEqual([
    'looking whether another resource of the stack holds group "admins"', 'looking whether the stack is being rolled back',
  ]);
});
