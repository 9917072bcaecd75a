import { replaced } from '../../../lambda/guard/replacement';
import { ASKER, Described } from '../../support/described-stack';

let stack: Described;
beforeEach(() => {
  stack = new Described();
  stack.status = 'UPDATE_IN_PROGRESS';
});

/** What a replacement comes to, and how often it was made. */
async function replace(): Promise<{ readonly result: unknown; readonly made: number }> {
  let made = 0;
  const request = { session: stack.time.session(), asker: ASKER };
  const result = await replaced(stack.ownStack, request, 'group "admins"', async () => {
    made += 1;
    return 'made';
  });
  return { result, made };
}

test('a replacement is made', async () => {
  expect(await replace()).toEqual({ result: 'made', made: 1 });
});

test('nothing is made that CloudFormation would refuse', async () => {
  stack.disablesRollback = true;
  expect(await replace()).toEqual({ result: { kind: 'REFUSED', code: 'REPLACEMENT_WITHOUT_ROLLBACK', words: { entity: 'group "admins"' } }, made: 0 });
});

test('nothing is made if nobody tells whether CloudFormation would refuse it', async () => {
  stack.refusal = Object.assign(new Error('no'), { name: 'AccessDenied' });
  expect(await replace()).toMatchObject({ result: { kind: 'REFUSED', code: 'ACCESS_DENIED' }, made: 0 });
});
