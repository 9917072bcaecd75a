import { failure } from '../../../../lambda/guard/failure';
import { decideNotMade, isDenialOrOutage } from '../../../../lambda/guard/decide/rollback';

const KEPT = { ownership: 'created', id: 'id' } as const;
const DOING = { message: 'AWS gave no reason', details: '', doing: 'creating user "ann"' };
const TAKEN = failure('EMAIL_TAKEN', { entity: 'user "ann"', done: 'created', email: 'a***', owner: '"bob"', id: 'bob-id', held: '' });
const DENIED = failure('ACCESS_DENIED', DOING);
const OUT_OF_TIME = failure('OUT_OF_TIME', DOING);

test.each([
  { what: 'a value that is taken', refused: TAKEN, decision: { kind: 'LOOK', at: 'ROLLBACK' } },
  { what: 'a value that is taken, in an update', refused: TAKEN, isUndoing: false, decision: TAKEN },
  { what: 'a value that is taken, in a rollback', refused: TAKEN, isUndoing: true, decision: { kind: 'NOTHING', owned: KEPT } },
  { what: 'a denial', refused: DENIED, decision: DENIED },
  { what: 'a denial, in a rollback', refused: DENIED, isUndoing: true, decision: DENIED },
  { what: 'an outage, in a rollback', refused: OUT_OF_TIME, isUndoing: true, decision: OUT_OF_TIME },
])('$decision.kind after $what', ({ refused, isUndoing, decision }) => {
  expect(decideNotMade(KEPT, refused, isUndoing)).toEqual(decision);
});

test.each([
  'ACCESS_DENIED', 'KMS_ACCESS_DENIED', 'CREDENTIALS_NOT_KNOWN', 'NOT_MANAGEMENT_ACCOUNT', 'KMS_KEY_UNUSABLE', 'KMS_THROTTLED', 'THROTTLED', 'SERVICE_UNAVAILABLE',
  'CONCURRENT_MODIFICATION', 'REQUEST_TIME_REFUSED', 'OUT_OF_TIME',
] as const)('%s fails a rollback as well: it may well succeed another time', (code) => {
  expect(isDenialOrOutage({ kind: 'REFUSED', code, words: {} })).toBe(true);
});
