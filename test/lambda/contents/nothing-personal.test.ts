import { ContentsScope } from '../../../lib';
import { declareContents } from '../../support/declared-contents';
import { ALWAYS, serviceError } from '../../support/effects';
import { failuresOf, InProcess } from '../../support/in-process';

/** An answer is in the events of the stack, for everybody who may see these. Names are in the report only. */

const DENIED = serviceError('AccessDeniedException', { Message: 'no' });

test.each([
  { is: 'user', operation: 'identitystore:CreateUser', message: /: ACCESS_DENIED: bringing about user 1 of the file is not allowed / },
  { is: 'membership', operation: 'identitystore:CreateGroupMembership', message: /: ACCESS_DENIED: bringing about membership 1 of the file is not allowed / },
])('a refusal that concerns all rows is told by the number of the first $is', async ({ operation, message }) => {
  const world = new InProcess();
  world.fault(operation, DENIED, ALWAYS);
  const [reason] = failuresOf(await world.deploy('People', declareContents({ users: ['ada'], groups: { admins: ['ada'] } })));
  expect(reason).toMatch(message);
  expect(JSON.stringify([reason, world.log])).not.toMatch(/ada\b/);
});

test('a user who can\'t be looked up isn\'t named', async () => {
  const world = new InProcess();
  await world.deploy('Others', declareContents({ users: ['ada'], groups: { admins: ['ada'] } }));
  world.fault('identitystore:GetUserId', DENIED, ALWAYS);
  const scope = ContentsScope.exclusive({ groups: ['admins'] });
  const [reason] = failuresOf(await world.deploy('People', declareContents({ others: { admins: ['ada'] } }, { scope })));
  expect(reason).toMatch(/: ACCESS_DENIED: looking up a user of the file is not allowed /);
  expect(JSON.stringify([reason, world.log])).not.toMatch(/ada\b/);
});
