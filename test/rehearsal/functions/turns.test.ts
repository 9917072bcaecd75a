import { Turns } from '../../../rehearsal/functions/turns';

const said: string[] = [];
beforeEach(() => { said.length = 0; });

/** Says in two steps what it has to say. */
async function speak(turns: Turns, name: string, aside?: Promise<void>): Promise<void> {
  await turns.take();
  said.push(`${name} begins`);
  await (aside ? turns.aside(() => aside) : Promise.resolve());
  said.push(`${name} ends`);
  turns.give();
}

test('one goes on at a time, in the order in which they have come', async () => {
  const turns = new Turns();
  await Promise.all(['one', 'other', 'third'].map((name) => speak(turns, name)));
  expect(said).toEqual(['one begins', 'one ends', 'other begins', 'other ends', 'third begins', 'third ends']);
});

test('who waits for something lets others go on, and goes on after those who have come meanwhile', async () => {
  const turns = new Turns();
  const first = speak(turns, 'one', Promise.resolve());
  await Promise.all([first, speak(turns, 'other'), speak(turns, 'third')]);
  expect(said).toEqual(['one begins', 'other begins', 'other ends', 'third begins', 'third ends', 'one ends']);
});
