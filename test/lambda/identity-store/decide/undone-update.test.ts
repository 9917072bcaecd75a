import { SAME_CLOCK } from '../../../../lambda/guard/service-clock';
import type { AwsError } from '../../../../lambda/errors/aws-error';
import { failure } from '../../../../lambda/guard/failure';
import { failed, missing } from '../../../../lambda/guard/result';
import { nameForm, storedAddressForm } from '../../../../lambda/guard/same-text';
import type { Attributes, AttributeValue } from '../../../../lambda/identity-store/attributes';
import { Change, decideUpdate, SeenAtChange } from '../../../../lambda/identity-store/decide/entity-update';
import type { DeclaredEntity, LiveEntity } from '../../../../lambda/identity-store/declared-entity';

const STORE = { IdentityStoreId: 'd-1234567890' };
const OTHER_STORE = { IdentityStoreId: 'd-0987654321' };
const OWNED = { ownership: 'created', id: 'ann-id' } as const;
const TRIES = { attempts: 1, seconds: 0 };

const TAKEN = failure('EMAIL_TAKEN', { entity: 'user "ann"', done: 'changed', email: 'a***', owner: '"bob"', id: 'bob-id', held: '' });
const DENIED = failure('ACCESS_DENIED', { message: 'AWS gave no reason', details: '', doing: 'updating user "ann"' });
const GONE = missing(refusedWith('ResourceNotFoundException'));
const NO_STORE = failed('IDENTITY_STORE_NOT_FOUND', TRIES, refusedWith('ResourceNotFoundException'));

function refusedWith(exception: string): AwsError {
  return { operation: 'identitystore:DescribeUser', exception, message: '' };
}

/** Ann with these attributes, and her e-mail address as the list that it is. */
function attributes({ email, ...texts }: Readonly<Record<string, string>>): Attributes {
  const emails: [string, AttributeValue][] = email === undefined ? [] : [['emails', [{ Value: email }]]];
  return new Map<string, AttributeValue>([['userName', 'ann'], ...Object.entries(texts), ...emails]);
}

function declared(values: Readonly<Record<string, string>>, store = STORE): DeclaredEntity {
  return {
    noun: 'user', store, conflictPolicy: 'ADOPT', name: 'ann', isNamedAtDeployment: false, attributes: attributes(values), namePath: 'userName',
    forms: { userName: nameForm, emails: storedAddressForm }, provenBy: 'EMAIL',
  };
}

function live(values: Readonly<Record<string, string>>): SeenAtChange['live'] {
  const output: LiveEntity = { id: 'ann-id', name: values.userName ?? 'ann', attributes: attributes(values), isManagedExternally: false, createdAt: undefined, clockOffset: SAME_CLOCK };
  return { kind: 'DONE', output };
}

/** A rollback: the update declared `to`, and what was there before it is declared again. */
function undoing(from: Readonly<Record<string, string>>, to: Readonly<Record<string, string>>): Change {
  return { declared: declared(from), before: declared(to), owned: OWNED };
}

/** `write`, and what; `look`, and at what; a code; or else the kind of the decision. */
function shown(decision: ReturnType<typeof decideUpdate>): string {
  switch (decision.kind) {
    case 'UPDATE': return `write ${decision.writes.differences.map(({ path }) => path).join(', ')}`;
    case 'LOOK': return `look ${decision.at}`;
    case 'REFUSED': return decision.code;
    default: return decision.kind;
  }
}

const OUTSIDE = 'moved@example.com';
const OLD = { email: 'ann@example.com', title: '1' };

describe('an update that can\'t write all that differs', () => {
  // Its declared address is Bob's now, and hers is another one: nothing of that was changed by the update.
  const titleOnly = undoing(OLD, { ...OLD, title: '2' });

  test.each<{ what: string; change?: Change; seen: SeenAtChange; decision: string }>([
    { what: 'nothing is refused yet', seen: { live: live({ email: OUTSIDE, title: '2' }) }, decision: 'write title, emails' },
    { what: 'it was refused', seen: { live: live({ email: OUTSIDE, title: '2' }), refused: TAKEN }, decision: 'look ROLLBACK' },
    { what: 'the stack isn\'t rolled back', seen: { live: live({ email: OUTSIDE, title: '2' }), refused: TAKEN, isUndoing: false }, decision: 'EMAIL_TAKEN' },
    { what: 'it is rolled back', seen: { live: live({ email: OUTSIDE, title: '2' }), refused: TAKEN, isUndoing: true }, decision: 'look ENTITY_AGAIN' },
    {
      what: 'it is rolled back and the title was changed',
      seen: { live: live({ email: OUTSIDE, title: '2' }), refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'write title',
    },
    {
      what: 'it is rolled back and nothing was changed',
      seen: { live: live({ email: OUTSIDE, title: '1' }), refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'NOTHING',
    },
    {
      what: 'the title was changed again by somebody else',
      seen: { live: live({ email: OUTSIDE, title: '3' }), refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'NOTHING',
    },
    { what: 'it was denied', seen: { live: live({ email: OUTSIDE, title: '2' }), refused: DENIED }, decision: 'ACCESS_DENIED' },
    {
      what: 'the address is what the update changed',
      change: undoing(OLD, { ...OLD, email: 'new@example.com' }), seen: { live: live({ ...OLD, email: 'new@example.com' }), refused: TAKEN }, decision: 'EMAIL_TAKEN',
    },
    {
      what: 'the update would have changed the address, and wasn\'t carried out',
      change: undoing(OLD, { ...OLD, email: 'new@example.com' }),
      seen: { live: live({ ...OLD, email: OUTSIDE }), refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'NOTHING',
    },
    {
      what: 'the update removed an attribute',
      change: undoing(OLD, { email: 'ann@example.com' }), seen: { live: live({ email: OUTSIDE }), refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'write title',
    },
    {
      what: 'the update added an attribute',
      change: undoing({ email: 'ann@example.com' }, OLD), seen: { live: live({ email: OUTSIDE, title: '1' }), refused: TAKEN, isUndoing: true, isReadAgain: true },
      decision: 'write title',
    },
    {
      what: 'it is gone meanwhile', seen: { live: GONE, refused: TAKEN, isUndoing: true, isReadAgain: true }, decision: 'CREATE',
    },
  ])('$decision: $what', ({ change = titleOnly, seen, decision }) => {
    expect(shown(decideUpdate(change, seen))).toBe(decision);
  });
});

describe('a name that another resource of the stack holds', () => {
  const holder = { logicalResourceId: 'Successor', ownership: 'created', id: 'ann-id', changed: 0 } as const;
  const renamedOutside = { ...OLD, userName: 'anna' };

  test.each<{ what: string; change: Change; seen: Partial<SeenAtChange>; decision: string }>([
    { what: 'the update only changes the title', change: undoing(OLD, { ...OLD, title: '2' }), seen: {}, decision: 'look ROLLBACK' },
    { what: 'so does the one that is rolled back', change: undoing(OLD, { ...OLD, title: '2' }), seen: { isUndoing: true, isReadAgain: true }, decision: 'NOTHING' },
    { what: 'it is the update that changes it', change: undoing(OLD, { ...OLD, userName: 'anna' }), seen: {}, decision: 'HELD_BY_ANOTHER_CONSTRUCT' },
  ])('$decision: $what', ({ change, seen, decision }) => {
    expect(shown(decideUpdate(change, { live: live(renamedOutside), others: { holder }, ...seen }))).toBe(decision);
  });
});

describe('what is managed and gone', () => {
  const inPlace = undoing(OLD, { ...OLD, title: '2' });
  const moved: Change = { declared: declared(OLD), before: declared(OLD, OTHER_STORE), owned: OWNED };

  test.each<{ what: string; change: Change; seen: SeenAtChange; decision: string }>([
    { what: 'the user', change: inPlace, seen: { live: GONE }, decision: 'CREATE' },
    { what: 'the store', change: inPlace, seen: { live: NO_STORE }, decision: 'look ROLLBACK' },
    { what: 'the store, in an update', change: inPlace, seen: { live: NO_STORE, isUndoing: false }, decision: 'IDENTITY_STORE_NOT_FOUND' },
    { what: 'the store, in a rollback', change: inPlace, seen: { live: NO_STORE, isUndoing: true }, decision: 'NOTHING' },
    { what: 'the user, with another store', change: moved, seen: { live: GONE }, decision: 'look ROLLBACK' },
    { what: 'the user, with another store, in an update', change: moved, seen: { live: GONE, isUndoing: false }, decision: 'IDENTITY_STORE_CHANGED' },
    { what: 'the user, back from another store, in a rollback', change: moved, seen: { live: GONE, isUndoing: true }, decision: 'CREATE' },
    { what: 'the store, back from another one, in a rollback', change: moved, seen: { live: NO_STORE, isUndoing: true }, decision: 'NOTHING' },
    { what: 'nobody knows: it is denied', change: inPlace, seen: { live: failed('ACCESS_DENIED', TRIES) }, decision: 'ACCESS_DENIED' },
    { what: 'nobody knows: it is denied with another store', change: moved, seen: { live: failed('ACCESS_DENIED', TRIES) }, decision: 'IDENTITY_STORE_CHANGED' },
  ])('$decision: $what', ({ change, seen, decision }) => {
    expect(shown(decideUpdate(change, seen))).toBe(decision);
  });
});
