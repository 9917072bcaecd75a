import { CfnParameter, Stack } from 'aws-cdk-lib';
import { readingClients } from '../../../cli/snapshot/clients';
import { Pace } from '../../../cli/snapshot/pace';
import { snapshotFor } from '../../../cli/plan/reading';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import { group, nothing } from '../../support/declared-groups';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import type { Snapshot } from '../../../sandbox/seed/snapshot';

/** The stores that are read for a plan of a stack, which is perhaps there already. */
async function storesRead(before: ((stack: Stack) => void) | undefined, template: (world: InProcess) => object): Promise<string[]> {
  const world = new InProcess();
  if (before) await world.deploy('People', before);
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  const clients = await readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
  const stack = { stackName: 'People', account: '123456789012', region, template: JSON.stringify(template(world)) };
  const { identityStores } = await snapshotFor([stack], clients, { patterns: [], parameters: [], identityStore: [], version: '1.2.3' });
  return identityStores.map(({ identityStoreId }) => identityStoreId);
}

const GUARDED = { Type: 'Custom::IdentityStoreGroup', Properties: { ServiceToken: 'token', DisplayName: 'team' } };

function inStore(IdentityStoreId: unknown, parameters: object = {}): object {
  return { Parameters: parameters, Resources: { Team: { ...GUARDED, Properties: { ...GUARDED.Properties, IdentityStoreId } } } };
}

test('a store that is not there is noted, and the others are read', async () => {
  const world = new InProcess({ seed: { identityStores: { [STORE]: {} } } });
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  const clients = await readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
  const stacks = [STORE, 'd-ffffffffff'].map((store) => ({ stackName: store, account: '123456789012', region, template: JSON.stringify(inStore(store)) }));
  const { identityStores, missingStores, notRead } = await snapshotFor(stacks, clients, { patterns: [], version: '1.2.3' });
  expect(identityStores.map(({ identityStoreId }) => identityStoreId)).toEqual([STORE]);
  expect(missingStores).toEqual([{ identityStoreId: 'd-ffffffffff', region: 'us-east-1' }]);
  expect(notRead).toEqual([]);
});

test.each<[what: string, before: ((stack: Stack) => void) | undefined, template: (world: InProcess) => object, stores: string[]]>([
  ['that the template names', undefined, () => inStore(STORE), [STORE]],
  ['that a loop of the template names', undefined, () => ({ Resources: { 'Fn::ForEach::Teams': ['Team', ['a', 'b'], inStore(STORE)] } }), [STORE]],
  ['that is known from what is deployed alone', group('Admins'), (world) => JSON.parse(world.synthesize('People', nothing)) as object, [STORE]],
  [
    'that a parameter keeps naming', (stack) => void group('Admins', { storeId: new CfnParameter(stack, 'Store', { default: STORE }).valueAsString })(stack),
    () => inStore({ Ref: 'Store' }, { Store: { Type: 'String' } }), [STORE],
  ],
  ['but none whose id is in Systems Manager', undefined, () => inStore({ Ref: 'Store' }, { Store: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/store' } }), []],
  ['but none whose id is a dynamic reference', undefined, () => inStore('{{resolve:ssm:/store}}'), []],
])('a plan reads the store %s', async (_what, before, template, stores) => {
  expect(await storesRead(before, template)).toEqual(stores);
});

const TEAM = group('Team', { displayName: 'team' });

/** What is read for a plan of a stack that is there, while a deployment happens whenever groups are listed, at most so often. */
async function readWhile(deployments: number): Promise<{ readonly snapshot: Snapshot; readonly listed: number }> {
  const world = new InProcess();
  await world.deploy('People', TEAM);
  let listed = 0;
  const requestHandler = new WireHandler(async (request) => {
    const answer = await world.sandbox.answer(request);
    if (request.headers['x-amz-target'] === 'AWSIdentityStore.ListGroups' && listed++ < deployments) {
      await world.deploy('People', group('Team', { displayName: 'team', description: `deployment ${listed}` }));
    }
    return answer;
  });
  const { region, credentials } = clientSettings('SANDBOXPERSON');
  const clients = await readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), { region, credentials, endpoint: 'https://aws.invalid', requestHandler: requestHandler as never });
  const stack = { stackName: 'People', account: '123456789012', region, template: world.synthesize('People', TEAM) };
  return { snapshot: await snapshotFor([stack], clients, { patterns: [], parameters: [], identityStore: [], version: '1.2.3' }), listed };
}

test('what is read while somebody deploys is read again', async () => {
  const { snapshot, listed } = await readWhile(1);
  expect(listed).toBe(2);
  expect(snapshot.notRead).toEqual([]);
  expect(snapshot.identityStores[0]?.groups).toMatchObject([{ Description: 'deployment 1' }]);
  expect(snapshot.stacks[0]?.template).toContain('deployment 1');
});

test('if somebody deploys again and again, there is no plan of the stack', async () => {
  const { snapshot, listed } = await readWhile(9);
  expect(listed).toBe(3);
  expect(snapshot.notRead).toEqual([{ what: 'stack People in us-east-1', why: 'it was deployed while this was read' }]);
});
