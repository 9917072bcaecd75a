import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ContentsPlan } from './plan';
import { playContents } from './simulate-contents';

/** What the simulation found that was the fault of the function: the simplest plans that broke an invariant, by the seeds of the runs that found them. */

jest.setTimeout(60_000);

const FOUND = [
  [1000653, 'a user without a row is not removed as long as a membership of the file names it'],
  [1000790, 'what a failed Create has made on a stack without rollback is kept for the Create that repeats it'],
  [1001015, 'a membership of a user without a row is that of whoever has the name now'],
  [1001160, 'a rollback doesn\'t remove a membership that a row of the file before has taken up'],
  [1002158, 'what an overtaken call has not made is not taken for its own by the call that follows'],
  [1002383, 'a Create that comes after its Delete makes nothing'],
  [1002773, 'a rollback of a renaming gives the name back, and makes no other group in the old name'],
  [1001103, 'a row that a rollback could not bring back is looked at by the next update'],
  [33000148, 'an event of which no pass has come to its end is answered, also if none has taken the ledger'],
  [41000544, 'what a pass has only been about to make isn\'t taken for its own by the next one'],
  [42000259, 'a Delete is handled without its workflow if the permission to start it is gone already'],
  [31000212, 'an event without a date counts from when it first came, not from its latest pass'],
  [81000617, 'a rollback takes back a membership that is found by its name in one case only'],
  [61000284, 'a rollback of a renaming takes back a membership whose row names nobody any more'],
] as const;

test.each(FOUND)('%i: %s', async (seed) => {
  const plan = JSON.parse(readFileSync(path.join(__dirname, 'found', `${seed}.json`), 'utf8')) as ContentsPlan;
  expect(await playContents(plan)).toEqual([]);
});
