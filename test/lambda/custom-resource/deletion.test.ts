import { deleteUnlessHeld } from '../../../lambda/custom-resource/deletion';
import { Released, released } from '../../../lambda/custom-resource/resource';
import type { Failure } from '../../../lambda/guard/failure';
import { ASKER, Described } from '../../support/described-stack';

let stack: Described;
let removals: number;
beforeEach(() => {
  stack = new Described();
  removals = 0;
});

function deleting(signed?: number): Promise<Released | Failure> {
  const asker = { ...ASKER, physicalResourceId: 'created:42', ...(signed !== undefined && { signed }) };
  const request = { session: stack.time.session(60_000), asker, properties: {}, owned: { ownership: 'created', id: '42' } as const };
  return deleteUnlessHeld(stack.ownStack, request, 'group "admins"', async () => {
    removals += 1;
    return released('DELETED');
  });
}

test('what no other resource of the stack holds is deleted', async () => {
  stack.holds('created:43');
  expect(await deleting()).toEqual({ kind: 'RELEASED', released: 'DELETED' });
  expect(removals).toBe(1);
});

test('what another one holds is kept', async () => {
  stack.holds('created:42');
  expect(await deleting()).toEqual({ kind: 'RELEASED', released: 'KEPT' });
  expect(removals).toBe(0);
});

test('while the stack goes away as a whole, nobody is looked for', async () => {
  stack.status = 'DELETE_IN_PROGRESS';
  stack.holds('created:42');
  expect(await deleting()).toEqual({ kind: 'RELEASED', released: 'DELETED' });
  expect(stack.asked).toEqual(['describe']);
});

test('nothing is deleted once the stack has begun another operation, which doesn\'t wait for the event', async () => {
  stack.status = 'UPDATE_IN_PROGRESS';
  stack.began = 100_000;
  expect(await deleting(50_000)).toEqual({ kind: 'RELEASED', released: 'KEPT' });
  expect(removals).toBe(0);
});

test('nothing is deleted if nobody knows who holds it', async () => {
  stack.refusal = Object.assign(new Error('no'), { name: 'ValidationError', $metadata: { httpStatusCode: 400 } });
  expect(await deleting()).toMatchObject({
    kind: 'REFUSED', code: 'UNEXPECTED', words: { doing: 'looking whether another resource of the stack holds group "admins"' },
  });
  expect(removals).toBe(0);
});
