import { declareContents } from '../../support/declared-contents';
import { serviceError } from '../../support/effects';
import { failuresOf, InProcess } from '../../support/in-process';

const DECLARED = declareContents({ users: ['ada'], groups: { admins: ['ada'] } });

/** What S3 answers about objects, and what comes of it. */
test.each([
  { operation: 's3:PutObject', error: 'ConditionalRequestConflict', status: 409, times: 2, ends: 'CREATE_COMPLETE' },
  { operation: 's3:PutObject', error: 'PreconditionFailed', status: 412, times: 1, ends: 'CREATE_COMPLETE' },
  { operation: 's3:GetObject', error: 'SlowDown', status: 503, times: 3, ends: 'CREATE_COMPLETE' },
  { operation: 's3:PutObject', error: 'InternalError', status: 500, times: 3, ends: 'CREATE_COMPLETE' },
])('$error to $operation is worth another try', async ({ operation, error, status, times, ends }) => {
  const world = new InProcess();
  world.fault(operation, serviceError(error, {}, status), times);
  const stack = await world.deploy('People', DECLARED);
  expect(stack.status).toBe(ends);
  expect(world.users.map(({ UserName }) => UserName)).toEqual(['ada']);
});

test('a bucket that is gone fails the deployment before anything is written', async () => {
  const world = new InProcess();
  world.fault('s3:ListObjectsV2', serviceError('NoSuchBucket', {}, 404), 1000);
  const stack = await world.deploy('People', DECLARED);
  expect(failuresOf(stack)[0]).toContain('BUCKET_NOT_FOUND: reading the ledger of the contents failed because the bucket isn\'t there: ');
  expect(world.users).toEqual([]);
});

test('a file that is gone fails the deployment before anything is written', async () => {
  const world = new InProcess();
  world.fault('s3:GetObject', serviceError('NoSuchKey', {}, 404), 1000);
  const stack = await world.deploy('People', DECLARED);
  expect(failuresOf(stack)[0]).toMatch(/CONTENTS_FILE_UNREADABLE: the file of the contents can't be used: there is no object \w+\.gz in bucket cdk-hnb659fds-assets-/);
  expect(world.users).toEqual([]);
});
