import { done } from '../../../lambda/guard/result';
import { ListedPage, ListedResource, StackList } from '../../../lambda/guard/stack-list';
import { OwnTime } from '../../support/own-time';

const session = new OwnTime().session();
const [FIRST, SECOND, THIRD] = ['First', 'Second', 'Third'].map((logicalResourceId): ListedResource =>
  ({ logicalResourceId, resourceType: 'Custom::Thing', status: 'CREATE_COMPLETE' })) as [ListedResource, ListedResource, ListedResource];
const isNamed = (name: string) => ({ logicalResourceId }: ListedResource): boolean => logicalResourceId === name;

let asked: (string | undefined)[];
beforeEach(() => { asked = []; });

/** A list that has one resource on each page. */
function listOf(...resources: readonly ListedResource[]): StackList {
  return new StackList(async (_session, nextToken) => {
    asked.push(nextToken);
    const index = Number(nextToken ?? 0);
    const page: ListedPage = { resources: resources.slice(index, index + 1), ...(index + 1 < resources.length && { nextToken: String(index + 1) }) };
    return done(page);
  }, 0);
}

test('a list that nobody has read has nothing, and isn\'t whole', () => {
  const list = listOf(FIRST);
  expect({ resources: list.resources, isWhole: list.isWhole, isOnePage: list.isOnePage, logicalIds: list.logicalIds }).toEqual(
    { resources: [], isWhole: false, isOnePage: false, logicalIds: '' });
});

test('a list is read as far as the wanted resource, and no page is read twice', async () => {
  const list = listOf(FIRST, SECOND, THIRD);
  expect(await list.find(session, isNamed('Second'))).toEqual(done(SECOND));
  expect(await list.find(session, isNamed('First'))).toEqual(done(FIRST));
  expect(asked).toEqual([undefined, '1']);
  expect({ resources: list.resources, isWhole: list.isWhole, logicalIds: list.logicalIds }).toEqual({ resources: [FIRST, SECOND], isWhole: false, logicalIds: 'First,Second' });
});

test('a list is read to its end for a missing resource, and no page after the end is asked for', async () => {
  const list = listOf(FIRST, SECOND);
  expect(await list.find(session, isNamed('Fourth'))).toEqual(done(undefined));
  expect(await list.find(session, isNamed('Fifth'))).toEqual(done(undefined));
  expect(asked).toEqual([undefined, '1']);
  expect({ isWhole: list.isWhole, isOnePage: list.isOnePage }).toEqual({ isWhole: true, isOnePage: false });
});

test('a list is read no further than is enough', async () => {
  const list = listOf(FIRST, SECOND, THIRD);
  expect(await list.find(session, isNamed('Fourth'), () => list.resources.length === 2)).toEqual(done(undefined));
  expect(asked).toEqual([undefined, '1']);
});

test('a search of the first page finds only resources on that page', async () => {
  const list = listOf(FIRST, SECOND);
  expect(await list.findOnFirstPage(session, isNamed('First'))).toEqual(done(FIRST));
  expect(await list.findOnFirstPage(session, isNamed('Second'))).toEqual(done(undefined));
  expect(asked).toEqual([undefined]);
});

test('a list of a single page is one', async () => {
  const list = listOf(FIRST);
  await list.find(session, isNamed('Second'));
  expect({ isWhole: list.isWhole, isOnePage: list.isOnePage }).toEqual({ isWhole: true, isOnePage: true });
});
