import { CfnParameter, Stack } from 'aws-cdk-lib';
import { readingClients } from '../../../cli/snapshot/clients';
import { Pace } from '../../../cli/snapshot/pace';
import { snapshotFor } from '../../../cli/plan/reading';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import { group, nothing } from '../../support/declared-groups';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';

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
  const { identityStores, notRead } = await snapshotFor(stacks, clients, { patterns: [], version: '1.2.3' });
  expect(identityStores.map(({ identityStoreId }) => identityStoreId)).toEqual([STORE]);
  expect(notRead).toEqual([{ what: 'the identity store d-ffffffffff in us-east-1', why: 'IdentityStore not present for IdentityStoreId: d-ffffffffff' }]);
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
