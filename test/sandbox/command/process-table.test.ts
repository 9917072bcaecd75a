import { leftInGroup, processTable } from '../../../sandbox/command/process-table';

const OWN = 20;
const shell = { id: 10, parent: 1, group: 10 };
const own = { id: OWN, parent: 10, group: OWN };
const pipeline = { id: 21, parent: 10, group: OWN };
const before = [{ id: 1, parent: 0, group: 1 }, shell, own, pipeline];

test.each([
  { what: 'a child of the command whose parent has ended', entry: { id: 31, parent: 1, group: OWN }, left: [31] },
  { what: 'a function of the sandbox', entry: { id: 31, parent: OWN, group: OWN }, left: [] },
  { what: 'what a function of the sandbox has started', entry: { id: 31, parent: OWN, group: OWN }, below: { id: 32, parent: 31, group: OWN }, left: [] },
  { what: 'what another command of the pipeline has started', entry: { id: 31, parent: 21, group: OWN }, left: [] },
  { what: 'what a child of the command has started', entry: { id: 31, parent: 1, group: OWN }, below: { id: 32, parent: 31, group: OWN }, left: [31, 32] },
  { what: 'another group\'s', entry: { id: 31, parent: 1, group: 31 }, left: [] },
])('$what is left: $left', ({ entry, below, left }) => {
  expect(leftInGroup(OWN, before, [...before, entry, ...(below ? [below] : [])])).toEqual(left);
});

test('the table has this process', () => {
  expect(processTable()).toContainEqual({ id: process.pid, parent: process.ppid, group: expect.any(Number) });
});
