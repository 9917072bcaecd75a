import { replaced } from '../../../lambda/guard/replacement';
import { ASKER, Described } from '../../support/described-stack';

let stack: Described;
beforeEach(() => {
  stack = new Described();
  stack.status = 'UPDATE_IN_PROGRESS';
});

/** What a replacement comes to, and how often it was made. */
async function replace(findAgain?: () => Promise<string | undefined>): Promise<{ readonly result: unknown; readonly made: number }> {
  let made = 0;
  const request = { session: stack.time.session(), asker: ASKER };
  const make = async (): Promise<string> => {
    made += 1;
    return 'made';
  };
  const result = await replaced(stack.ownStack, request, { entity: 'group "admins"', make, ...(findAgain && { findAgain }) });
  return { result, made };
}

const never = async (): Promise<never> => { throw new Error('it was looked for again'); };

test('a replacement is made', async () => {
  expect(await replace(never)).toEqual({ result: 'made', made: 1 });
});

test('nothing is made if CloudFormation would refuse a replacement', async () => {
  stack.disablesRollback = true;
  expect(await replace()).toEqual({ result: { kind: 'REFUSED', code: 'REPLACEMENT_WITHOUT_ROLLBACK', words: { entity: 'group "admins"' } }, made: 0 });
});

// A read that lagged made a replacement of an update that kept its id.
test.each([
  { found: 'found', result: 'found' },
  { found: undefined, result: { kind: 'REFUSED', code: 'REPLACEMENT_WITHOUT_ROLLBACK', words: { entity: 'group "admins"' } } },
])('the old entity is looked for again if a replacement would be refused: $found', async ({ found, result }) => {
  stack.disablesRollback = true;
  expect(await replace(async () => found)).toEqual({ result, made: 0 });
});

test('nothing is made if nobody tells whether CloudFormation would refuse it', async () => {
  stack.refusal = Object.assign(new Error('no'), { name: 'AccessDenied' });
  expect(await replace()).toMatchObject({ result: { kind: 'REFUSED', code: 'ACCESS_DENIED' }, made: 0 });
});
