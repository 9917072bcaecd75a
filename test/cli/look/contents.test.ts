import { snapshotPage } from '../../../cli/look/snapshot-page';
import { contentsIn } from '../../../cli/look/model/contents';
import { Holders } from '../../../cli/look/model/holders';
import { managementOf } from '../../../cli/look/model/management';
import { ContentsScope } from '../../../lib';
import { declareContents } from '../../support/declared-contents';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { snapshotOf } from '../../support/planned';

function person(userName: string) {
  return { userName, displayName: userName, name: { givenName: userName, familyName: 'Test' }, email: `${userName}@example.com` };
}

const SEED = { identityStores: { [STORE]: { users: [person('ada'), person('eve')], groups: [{ displayName: 'admins' }], memberships: [{ user: 'eve', group: 'admins' }, { user: 'ada', group: 'admins' }] } } };

test('a ledger tells how much its contents have made and adopted, who is still to leave, and what the last event came to', async () => {
  const world = new InProcess({ seed: SEED });
  const declare = declareContents({ users: ['ada', 'bob'], groups: { admins: ['ada', 'bob'] } }, { scope: ContentsScope.exclusive({ groups: ['admins'] }) });
  await world.deploy('People', declare);
  const snapshot = await snapshotOf(world);
  expect(contentsIn(snapshot).map(({ ledger }) => ledger)).toEqual([{ made: 2, adopted: 3, owed: 1, last: 'Create succeeded', at: expect.any(Number) }]);
  const { kinds } = managementOf(snapshot, new Holders(snapshot));
  expect(kinds.filter(({ title }) => title !== 'accounts').map(({ title, made, adopted, unmanaged }) => [title, ...[made, adopted, unmanaged].map((things) => things.map(({ name }) => name))])).toEqual([
    ['users', ['bob'], ['ada'], ['eve']], ['groups', [], ['admins'], []], ['memberships', ['bob in admins'], ['ada in admins'], ['eve in admins']],
  ]);
  expect(snapshotPage(snapshot)).toMatch(/<td class="figure">2<\/td><td class="figure">3<\/td><td class="figure">1<\/td><td>Create succeeded, 2026-01-01 \d\d:\d\d UTC<\/td>/);
});

test('an update that failed is told with its code', async () => {
  const world = new InProcess({ seed: SEED });
  await world.deploy('People', declareContents({ users: ['ada', 'bob'], groups: { admins: ['ada', 'bob'] } }));
  world.fault('identitystore:CreateUser', { kind: 'ERROR', code: 'ValidationException', httpStatus: 400, message: 'no', fields: {} }, 9);
  await world.deploy('People', declareContents({ users: ['ada', 'bob', 'cem'], groups: { admins: ['ada', 'bob'] } }), { rollback: false });
  expect(contentsIn(await snapshotOf(world)).map(({ ledger }) => ledger?.last)).toEqual(['Update failed: CONTENTS_INCOMPLETE']);
});
