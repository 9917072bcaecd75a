import { GetBucketVersioningCommand, GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { describeState } from '../../../sandbox/command/describe';
import { stateOf } from '../../../sandbox/control/state';
import { parseSeed } from '../../../sandbox/seed/parse';
import { InProcess } from '../../support/in-process';
import { S3Server } from '../../support/s3-server';

const SEED = parseSeed(JSON.stringify({
  buckets: { ledger: { region: 'eu-central-1', versioned: true, objects: { 'people.csv': 'userName\nada\n', 'head.json': { sequence: 7 } } }, empty: {} },
}));

test('a seed has buckets with what is in them', async () => {
  const world = await S3Server.start(SEED);
  const s3 = world.client();
  const { Buckets = [] } = await s3.send(new ListBucketsCommand());
  expect(Buckets.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([['ledger', 'eu-central-1'], ['empty', 'us-east-1']]);
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket: 'ledger' }))).Status).toBe('Enabled');
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'ledger', Key: 'head.json' }));
  expect(await Body?.transformToString()).toBe('{"sequence":7}');
  await world.close();
});

test.each([
  [{ Ledger: {} }, 'buckets.Ledger: The specified bucket is not valid.'],
  [{ ledger: { objects: { a: 1 } } }, 'buckets.ledger.objects.a must be a text'],
  [{ ledger: { keys: [] } }, 'buckets.ledger has no member keys, only region, versioned, objects'],
])('a seed with the buckets %j is refused', (buckets, message) => {
  expect(() => new InProcess({ seed: parseSeed(JSON.stringify({ buckets })) })).toThrow(message);
});

test('the state tells how much is in the buckets that somebody made, not what', () => {
  const { sandbox } = new InProcess({ seed: SEED });
  sandbox.buckets.existing('ledger').delete('people.csv');
  sandbox.buckets.existing('cdk-hnb659fds-assets-123456789012-us-east-1');
  expect(stateOf(sandbox).buckets).toEqual([
    { name: 'ledger', account: '123456789012', region: 'eu-central-1', versioning: 'Enabled', objects: 1, versions: 3, bytes: 27 },
    { name: 'empty', account: '123456789012', region: 'us-east-1', versioning: 'Off', objects: 0, versions: 0, bytes: 0 },
  ]);
  expect(describeState(stateOf(sandbox)).split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual(expect.arrayContaining([
    'Buckets: 2', 'ledger | eu-central-1 | 1 object | 3 versions | 27 bytes', 'empty | us-east-1 | 0 objects | 0 versions | 0 bytes',
  ]));
});
