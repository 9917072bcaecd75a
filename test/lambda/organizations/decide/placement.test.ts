import type { AwsError } from '../../../../lambda/errors/aws-error';
import { failure } from '../../../../lambda/guard/failure';
import { conflict, failed, missing } from '../../../../lambda/guard/result';
import { decidePlacement, mayPass, missingUnit } from '../../../../lambda/organizations/decide/placement';

test.each([
  { case: 'that is in its unit stays', parent: 'ou-1', decision: { kind: 'NOTHING' } },
  { case: 'that is elsewhere moves', parent: 'r-1', decision: { kind: 'UPDATE', from: 'r-1' } },
  { case: 'that is nowhere moves from nowhere', parent: undefined, decision: { kind: 'UPDATE', from: undefined } },
])('an account $case', ({ parent, decision }) => {
  expect(decidePlacement({ parent, unit: 'ou-1' })).toStrictEqual(decision);
});

function refusedWith(exception: string): AwsError {
  return { operation: 'organizations:MoveAccount', exception, message: 'no' };
}

const NO_UNIT = refusedWith('DestinationParentNotFoundException');
const TRIES = { attempts: 5, seconds: 12 };
const TOLD = failure('OU_NOT_FOUND', { account: '111111111111', unit: '"ou-1"' }, NO_UNIT);

test.each([
  { case: 'while something else moves it may pass', refused: conflict(refusedWith('ConcurrentModificationException')), passes: true },
  { case: 'of an account that isn\'t there may pass', refused: missing(refusedWith('AccountNotFoundException')), passes: true },
  { case: 'from a place where the account isn\'t may pass', refused: missing(refusedWith('SourceParentNotFoundException')), passes: true },
  { case: 'to a unit that isn\'t there doesn\'t pass, and is told', refused: missing(NO_UNIT), passes: false, told: TOLD },
  { case: 'that was tried often enough doesn\'t pass', refused: failed('THROTTLED', TRIES, refusedWith('TooManyRequestsException')), passes: false },
  { case: 'that was tried often enough doesn\'t pass, whatever it was refused with', refused: failed('UNEXPECTED', TRIES, NO_UNIT), passes: false },
  { case: 'that was never sent doesn\'t pass', refused: failed('OUT_OF_TIME', TRIES), passes: false },
  { case: 'that is in conflict may pass, whatever it was refused with', refused: conflict(NO_UNIT), passes: true },
])('a move $case', ({ refused, passes, told }) => {
  expect(mayPass(refused)).toBe(passes);
  expect(missingUnit(refused, '111111111111', 'ou-1')).toStrictEqual(told);
});
